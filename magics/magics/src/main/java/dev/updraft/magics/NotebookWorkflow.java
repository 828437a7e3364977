package dev.updraft.magics;

import dev.updraft.client.CallState;
import dev.updraft.client.RemoteWorkflow;
import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.Graph;
import dev.updraft.magics.view.Graph.Box;
import dev.updraft.magics.view.Graph.Edge;
import dev.updraft.magics.view.GraphView;
import dev.updraft.magics.view.Words;
import dev.updraft.task.closure.TaskSignature;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.Work;
import dev.updraft.types.mapping.Signature;
import dev.updraft.types.mapping.TaskMapping;
import dev.updraft.workflow.CompiledWorkflow;
import dev.updraft.workflow.WorkflowForm;
import dev.updraft.workflow.WorkflowText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
    var graph = new Graph(nodes.stream().map(NotebookWorkflow::box).toList(), edges());
    return new GraphView(
        Glyph.DONE.sign()
            + " "
            + signature
            + (signature.returns().equals("void") ? "" : " → " + signature.returns())
            + " · "
            + Words.count(nodes.size(), "node"),
        graph,
        WorkflowText.of(compiled.workflow()));
  }

  /** The graph while it runs, or as it ended: each node with where it stands. */
  GraphView view(CallState state, Instant now) {
    var stands = new NodeStands(state, now);
    var graph =
        new Graph(
            compiled.workflow().nodes().stream().map(node -> box(node, stands)).toList(), edges());
    return new GraphView(name, graph, text(stands));
  }

  /** A line for each node, in the order of the text. */
  private String text(NodeStands stands) {
    return compiled.workflow().nodes().stream()
        .map(
            node -> {
              var box = box(node, stands);
              return "  %s %s %s%s"
                  .formatted(
                      box.glyph().sign(),
                      node.id(),
                      box.name(),
                      box.detail().isEmpty() ? "" : " · " + box.detail());
            })
        .collect(Collectors.joining("\n"));
  }

  private static Box box(Node node, NodeStands stands) {
    var stand = stands.of(node);
    return new Box(
        node.id(),
        node.name(),
        stand.detail().isEmpty() ? detail(node.work()) : stand.detail(),
        stand.glyph());
  }

  private static Box box(Node node) {
    return new Box(node.id(), node.name(), detail(node.work()), Glyph.WAITS);
  }

  private List<Edge> edges() {
    var edges = new ArrayList<Edge>();
    WorkflowText.before(compiled.workflow())
        .forEach((node, before) -> before.forEach(from -> edges.add(new Edge(from, node))));
    return edges;
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

  private static String detail(Work work) {
    return switch (work) {
      case Work.Task _ -> "";
      case Work.SubWorkflow _, Work.LaunchPlan _ -> "workflow";
      case Work.Each _ -> "for each element";
      case Work.Gate _ -> "waits";
      case Work.Branch branch -> arms(branch.nodes());
    };
  }

  private static String arms(List<Node> arms) {
    return arms.stream().map(WorkflowText::label).collect(Collectors.joining(" | "));
  }
}
