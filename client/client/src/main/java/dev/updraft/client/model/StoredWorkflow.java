package dev.updraft.client.model;

import dev.updraft.types.graph.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A workflow as it was registered.
 *
 * @param inner the workflows that its nodes run
 * @param tasks those that it and the inner ones run, by name
 */
public record StoredWorkflow(
    WorkflowId id,
    Workflow workflow,
    List<Workflow> inner,
    Map<String, StoredTask> tasks,
    Instant created) {
  public StoredWorkflow {
    inner = List.copyOf(inner);
    tasks = Map.copyOf(tasks);
  }
}
