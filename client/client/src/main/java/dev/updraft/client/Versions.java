package dev.updraft.client;

import dev.updraft.client.grpc.Specs;
import dev.updraft.client.model.LaunchPlanSpec;
import dev.updraft.client.model.TaskId;
import dev.updraft.client.model.WorkflowId;
import dev.updraft.types.graph.Reference;
import java.util.Map;
import java.util.TreeMap;

/**
 * The whole names under which a workflow and its tasks are registered. They follow from what is
 * registered alone, so that no backend is asked, and every machine says the same.
 *
 * @param tasks by name
 */
public record Versions(WorkflowId workflow, Map<String, TaskId> tasks) {
  public Versions {
    tasks = java.util.Collections.unmodifiableMap(new TreeMap<>(tasks));
  }

  /** Of a workflow in a project and domain. */
  public static Versions of(RemoteWorkflow workflow, String project, String domain) {
    var tasks = new TreeMap<String, TaskId>();
    workflow
        .tasks()
        .forEach(
            (name, task) -> {
              var spec = new CodeFiles(task.code()).spec(task, "", "");
              tasks.put(name, Specs.id(project, domain, spec));
            });
    return new Versions(
        Specs.id(project, domain, workflow.spec(), reference -> reference(tasks, reference)),
        tasks);
  }

  /** The whole name that the workflow's scheduled launch plan gets. */
  public WorkflowId of(LaunchPlanSpec plan, RemoteWorkflow theWorkflow) {
    return Specs.id(plan, theWorkflow.spec(), reference -> reference(tasks, reference));
  }

  static Reference reference(Map<String, TaskId> tasks, Reference task) {
    var id = tasks.get(task.name());
    if (id == null) {
      throw new IllegalArgumentException("Task '" + task.name() + "' is not declared.");
    }
    return new Reference(id.project(), id.domain(), id.name(), id.version());
  }
}
