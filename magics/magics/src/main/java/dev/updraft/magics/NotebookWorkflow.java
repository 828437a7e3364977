package dev.updraft.magics;

import dev.updraft.client.CallState;
import dev.updraft.client.RemoteWorkflow;
import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.GraphView;
import dev.updraft.magics.view.Words;
import dev.updraft.task.closure.TaskSignature;
import dev.updraft.types.mapping.Signature;
import dev.updraft.types.mapping.TaskMapping;
import dev.updraft.workflow.CompiledWorkflow;
import dev.updraft.workflow.WorkflowForm;
import dev.updraft.workflow.WorkflowText;
import java.time.Instant;
import java.util.Optional;

/**
 * A workflow of this notebook.
 *
 * @param key its method's among the notebook's members
 * @param cell where it was declared
 * @param maxParallelism how many nodes at once; 0 = as many as are ready
 */
record NotebookWorkflow(
    String name,
    String key,
    TaskSignature signature,
    String cell,
    CompiledWorkflow compiled,
    int maxParallelism) {

  /** The graph as it was declared: nothing of it has run. */
  GraphView view() {
    var nodes = compiled.workflow().nodes();
    return new GraphView(
        Glyph.DONE.sign()
            + " "
            + signature
            + (signature.returns().equals("void") ? "" : " → " + signature.returns())
            + " · "
            + Words.count(nodes.size(), "node"),
        graph().graph(),
        WorkflowText.of(compiled.workflow()));
  }

  /** The graph while it runs, or as it ended: each node with where it stands. */
  GraphView view(CallState state, Instant now) {
    return graph().view(state, now);
  }

  WorkflowGraph graph() {
    return new WorkflowGraph(name, compiled.workflow());
  }

  /**
   * The workflow as the client sends it, with the tasks as they are now.
   *
   * @param calling the handle's class, which has the types
   */
  RemoteWorkflow remote(Workbench bench, Class<?> calling) {
    return new WorkflowForm(
            task -> bench.task(task).remote(bench),
            workflow ->
                Optional.ofNullable(bench.workflows().get(workflow))
                    .map(NotebookWorkflow::compiled))
        .of(
            compiled,
            signature.documentation().orElse(""),
            mapping(bench, calling),
            maxParallelism);
  }

  /** Its types as a handle's class has them. */
  TaskMapping mapping(Workbench bench, Class<?> calling) {
    return TaskMapping.of(
        Signature.of(
            name,
            NotebookTask.run(calling),
            signature.parameters().stream().map(each -> each.name()).toList()),
        bench.connection().types());
  }
}
