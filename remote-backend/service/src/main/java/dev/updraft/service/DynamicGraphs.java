package dev.updraft.service;

import com.flyteidl.admin.DynamicWorkflowNodeMetadata;
import com.flyteidl.admin.WorkflowSpec;
import dev.updraft.blobs.Blobs;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.Execution;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.NodeExecution.Unfolded;
import dev.updraft.model.Role;
import dev.updraft.types.graph.CheckWorkflow;
import dev.updraft.types.graph.Problem;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.wire.Malformed;
import dev.updraft.types.wire.Wire;
import java.util.Optional;
import java.util.function.Function;

/**
 * The graphs that dynamic tasks made. What one runs is looked for among the tasks that came with it
 * first, then among the registered ones.
 */
final class DynamicGraphs {
  private static final int MOST_NODES = 5_000;
  private final ControlPlane engine;
  private final Blobs blobs;
  private final TaskCalls registered;

  DynamicGraphs(ControlPlane engine, Blobs blobs, TaskCalls registered) {
    this.engine = engine;
    this.blobs = blobs;
    this.registered = registered;
  }

  /** The tasks that a graph's nodes may name. */
  Function<EntityId, RegisteredTask> tasks(Part part) {
    return part.futures().map(uri -> tasks(DynamicSpec.read(blobs, uri))).orElse(registered::task);
  }

  private Function<EntityId, RegisteredTask> tasks(DynamicSpec made) {
    return id -> {
      var own = made.tasks().get(id);
      return own == null ? registered.task(id) : own;
    };
  }

  /**
   * As if it had been registered.
   *
   * @param graph the execution that runs it, or a part of it
   * @param futures uri of what the task wrote
   */
  WorkflowSpec workflow(Execution graph, String futures) {
    var maker =
        graph.role().kind() == Role.Kind.DYNAMIC
            ? maker(graph)
            : Optional.<RegisteredTask>empty(); // a part's result is the part's own
    return DynamicSpec.read(blobs, futures).workflow(Ids.toWire(graph.workflow()), maker);
  }

  /** The task whose outputs a graph gives: it may be one that another graph brought along. */
  private Optional<RegisteredTask> maker(Execution graph) {
    return graph
        .role()
        .parent()
        .map(place -> engine.executions().get(place.execution()))
        .map(task -> tasks(around(task)).apply(EntityId.of(task.task())));
  }

  private Part around(Execution task) {
    return task.role()
        .parent()
        .map(place -> Part.of(engine.executions().get(place.execution()).role()))
        .orElse(Part.ALL);
  }

  /**
   * Whether it can be run.
   *
   * @throws InvalidRequest with every problem at once
   */
  void check(WorkflowSpec spec, RegisteredInterfaces interfaces) {
    var nodes = spec.getTemplate().getNodesCount();
    if (nodes > MOST_NODES) {
      throw new InvalidRequest(
          "The workflow that the task made has %d nodes; at most %d are allowed. Map a task over the list instead."
              .formatted(nodes, MOST_NODES));
    }
    try {
      var problems =
          CheckWorkflow.problems(
              Wire.readWorkflow(spec.getTemplate().toByteArray()),
              spec.getSubWorkflowsList().stream()
                  .map(inner -> Wire.readWorkflow(inner.toByteArray()))
                  .toList(),
              interfaces);
      if (!problems.isEmpty()) {
        throw new InvalidRequest(
            "The workflow that the task made cannot be run:\n- "
                + String.join("\n- ", problems.stream().map(Problem::message).toList()));
      }
    } catch (Malformed e) {
      throw new InvalidRequest("The workflow that the task made cannot be read: " + e.getMessage());
    }
  }

  /** As people see it at the task's node. */
  DynamicWorkflowNodeMetadata shown(Unfolded unfolded) {
    var graph = engine.executions().get(unfolded.graph());
    var spec = workflow(graph, unfolded.futures());
    var tasks = tasks(Part.of(graph.role()));
    return DynamicWorkflowNodeMetadata.newBuilder()
        .setId(Ids.toWire(graph.workflow()))
        .setCompiledWorkflow(CompileWorkflow.of(spec, task -> tasks.apply(id(task)).template()))
        .setDynamicJobSpecUri(unfolded.futures())
        .build();
  }

  private static EntityId id(Reference task) {
    return RegisteredInterfaces.id(EntityKind.TASK, task);
  }
}
