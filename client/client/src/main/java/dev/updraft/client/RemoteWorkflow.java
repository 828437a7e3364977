package dev.updraft.client;

import dev.updraft.client.model.WorkflowSpec;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.graph.Workflow;
import dev.updraft.types.mapping.TaskMapping;
import java.util.Map;

/**
 * A workflow that can be called remotely.
 *
 * @param mapping its types, as the live notebook knows them
 * @param tasks those that its nodes and the workflows within run, by name
 * @param maxParallelism how many nodes at once; 0 = as many as are ready
 */
public record RemoteWorkflow(
    WorkflowSpec spec, TaskMapping mapping, Map<String, RemoteTask> tasks, int maxParallelism) {
  public RemoteWorkflow {
    tasks = Map.copyOf(tasks);
  }

  public String name() {
    return spec.workflow().id().name();
  }

  /** The same under a version of somebody's choosing; without one it follows from the content. */
  public RemoteWorkflow version(String version) {
    var graph = spec.workflow();
    var id = graph.id();
    return new RemoteWorkflow(
        new WorkflowSpec(
            new Workflow(
                new Reference(id.project(), id.domain(), id.name(), version),
                graph.typedInterface(),
                graph.nodes(),
                graph.outputs(),
                graph.onFailure(),
                graph.failureNode()),
            spec.description(),
            spec.inner(),
            spec.defaults()),
        mapping,
        tasks,
        maxParallelism);
  }
}
