package dev.updraft.engine;

import dev.updraft.engine.FlightEvent.Outcome;
import dev.updraft.model.AttemptId;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.Failure;
import dev.updraft.model.GraphLaunch;
import dev.updraft.model.NodeExecution.Unfolded;
import dev.updraft.model.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a task made while it ran is run as a graph in the task's place (contract 5.6). Its execution
 * is named after the attempt, so that whoever finds the same end again finds the same graph. Reads,
 * and blocks.
 */
final class Unfold {
  /** Flyte's code for a graph that a task made and that cannot be run. */
  static final String BUILD_FAILED = "DynamicWorkflowBuildFailed";

  /** A task that makes itself again and again would never end. */
  private static final int DEEPEST = 20;

  private final Reads reads;
  private final Earlier earlier;

  Unfold(Reads reads, Earlier earlier) {
    this.reads = reads;
    this.earlier = earlier;
  }

  /**
   * @param futures uri of what the attempt wrote
   */
  Outcome of(AttemptId runsAs, String futures, Instant at) {
    var task =
        reads
            .execution(runsAs.execution())
            .orElseThrow(() -> Refusals.noExecution(runsAs.execution()));
    var document =
        reads.document(task.id()).orElseThrow(() -> Refusals.noExecution(runsAs.execution()));
    if (depth(task) >= DEEPEST) {
      return new Outcome.Failed(
          new Failure(
              Failure.Kind.USER,
              BUILD_FAILED,
              "Dynamic tasks stand within each other %d deep, and no more are allowed. Does '%s' run itself without an end?"
                  .formatted(DEEPEST, task.task().name()),
              false,
              at));
    }
    var id = UniqueId.ofUnfolded(runsAs);
    var place = place(task);
    var workflow =
        new EntityId(
            EntityKind.WORKFLOW,
            id.project(),
            id.domain(),
            "dynamic_" + place.node(),
            id.name().substring(1, 11));
    return new Outcome.Unfolds(
        new GraphLaunch(
            id,
            document.spec(),
            new byte[0],
            task.launched(),
            workflow,
            new Role(Role.Kind.DYNAMIC, futures, Optional.of(place), before(task)),
            task.labels(),
            List.of(futures)),
        futures);
  }

  /** The graph's nodes stand below the task's own place. */
  private static Role.Parent place(Execution task) {
    var node = UniqueId.nodeOfTask(task.task().name());
    return task.role()
        .parent()
        .map(p -> new Role.Parent(task.id(), p.node(), p.root(), p.path()))
        .orElseGet(() -> new Role.Parent(task.id(), node, task.id(), node));
  }

  private int depth(Execution task) {
    var depth = 0;
    for (var above = parent(task); above.isPresent(); above = above.flatMap(this::parent)) {
      if (above.get().role().kind() == Role.Kind.DYNAMIC) {
        depth++;
      }
    }
    return depth;
  }

  private Optional<Execution> parent(Execution execution) {
    return execution.role().parent().map(Role.Parent::execution).flatMap(reads::execution);
  }

  /** What the task made at the same place of the execution that this one goes on from. */
  private Optional<ExecutionId> before(Execution task) {
    return parent(task).stream()
        .flatMap(graph -> earlier.at(graph, task.role().parent().orElseThrow().node()).stream())
        .flatMap(one -> reads.node(one.id()).stream())
        .flatMap(node -> node.unfolded().stream())
        .map(Unfolded::graph)
        .findFirst();
  }
}
