package dev.updraft.workflow;

import dev.updraft.client.RemoteTask;
import dev.updraft.client.RemoteWorkflow;
import dev.updraft.client.model.WorkflowSpec;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Workflow;
import dev.updraft.types.mapping.TaskMapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A workflow of the notebook as the client knows one: with the workflows within and the tasks that
 * all of them run.
 */
public final class WorkflowForm {
  private final Function<String, RemoteTask> task;
  private final Function<String, Optional<CompiledWorkflow>> workflow;
  private final Map<Reference, Workflow> inner = new LinkedHashMap<>();
  private final Map<String, RemoteTask> tasks = new LinkedHashMap<>();

  /**
   * @param task a declared task by its name
   * @param workflow a declared workflow by its name
   */
  public WorkflowForm(
      Function<String, RemoteTask> task, Function<String, Optional<CompiledWorkflow>> workflow) {
    this.task = task;
    this.workflow = workflow;
  }

  /** What the client needs of a workflow to register it; once for each form. */
  public RemoteWorkflow of(
      CompiledWorkflow compiled, String description, TaskMapping mapping, int maxParallelism) {
    gather(compiled);
    return new RemoteWorkflow(
        new WorkflowSpec(compiled.workflow(), description, List.copyOf(inner.values()), Map.of()),
        mapping,
        tasks,
        maxParallelism);
  }

  private void gather(CompiledWorkflow compiled) {
    compiled.inner().forEach(each -> inner.put(each.id(), each));
    Stream.concat(Stream.of(compiled.workflow()), compiled.inner().stream())
        .flatMap(each -> each.nodes().stream())
        .forEach(this::gather);
  }

  private void gather(Node node) {
    switch (node.work()) {
      case Work.Task(var reference) -> {
        if (!tasks.containsKey(reference.name())) {
          tasks.put(reference.name(), task.apply(reference.name()));
        }
      }
      case Work.SubWorkflow(var reference) -> {
        var called = workflow.apply(reference.name());
        if (called.isPresent() && !inner.containsKey(reference)) {
          inner.put(reference, called.get().workflow());
          gather(called.get());
        }
      }
      case Work.Branch branch -> branch.nodes().forEach(this::gather);
      case Work.Each each -> gather(each.node());
      case Work.LaunchPlan _, Work.Gate _ -> {}
    }
  }
}
