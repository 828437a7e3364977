package dev.updraft.engine;

import dev.updraft.engine.Flight.Caller;
import dev.updraft.model.Artifact;
import dev.updraft.model.Attempt;
import dev.updraft.model.AttemptPhase;
import dev.updraft.model.CatalogOutcome;
import dev.updraft.model.CatalogStatus;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.Failure;
import dev.updraft.model.Launch;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NodeExecution.Unfolded;
import dev.updraft.model.NodePhase;
import dev.updraft.model.TaskId;
import dev.updraft.model.TaskRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a caller's execution and node move: from record to record, with the fields that Flyte fills
 * (contract 3.4).
 */
final class Calls {
  /** The graph's first place: its outputs are the execution's inputs. */
  static final String START_NODE = "start-node";

  /** The graph's last place: its inputs are the execution's outputs. */
  static final String END_NODE = "end-node";

  private Calls() {}

  /** The workflow that stands for a task run by itself. */
  static EntityId workflowOf(TaskId task) {
    return new EntityId(
        EntityKind.WORKFLOW,
        task.project(),
        task.domain(),
        ".flytegen." + task.name(),
        task.version());
  }

  static Caller arriving(Launch launch, Layout layout, Instant now) {
    var task = launch.run().task();
    var specNode = UniqueId.nodeOfTask(task.name());
    var node = UniqueId.ofNode(specNode);
    var catalog = launch.run().caching().map(Calls::unknown).orElse(CatalogOutcome.DISABLED);
    var execution =
        new Execution(
            launch.id(),
            launch.launched(),
            workflowOf(task),
            task,
            node,
            launch.labels(),
            ExecutionPhase.RUNNING,
            now,
            Optional.of(now),
            now,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            catalog.status(),
            Duration.ZERO,
            launch.role());
    return new Caller(
        execution,
        new NodeExecution(
            launch.id(),
            node,
            specNode,
            NodeExecution.Kind.TASK,
            NodePhase.QUEUED,
            now,
            Optional.empty(),
            now,
            Optional.empty(),
            Optional.of(layout.inputs(launch.id(), specNode)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            catalog,
            ""));
  }

  private static CatalogOutcome unknown(TaskRun.Caching caching) {
    return new CatalogOutcome(
        caching.overwrite() ? CatalogStatus.SKIPPED : CatalogStatus.MISS,
        Optional.of(caching.key()),
        Optional.empty());
  }

  static Caller waiting(Caller caller, String why) {
    var n = caller.node();
    return new Caller(caller.execution(), n.moved(n.phase(), n.started(), n.updated(), why));
  }

  static Caller running(Caller caller, Instant started, Instant now) {
    var n = caller.node();
    return new Caller(
        caller.execution(),
        n.moved(NodePhase.RUNNING, n.started().or(() -> Optional.of(started)), now, "")
            .with(Optional.empty()));
  }

  static Caller hit(Caller caller, Artifact artifact, Layout layout, Instant now) {
    var catalog =
        new CatalogOutcome(CatalogStatus.HIT, Optional.of(artifact.key()), Optional.of(artifact));
    var n = caller.node();
    return new Caller(
        ended(
            caller.execution(),
            ExecutionPhase.SUCCEEDED,
            layout,
            Optional.empty(),
            catalog.status(),
            artifact.took(),
            now),
        new NodeExecution(
            n.execution(),
            n.id(),
            n.specId(),
            n.kind(),
            NodePhase.SUCCEEDED,
            n.created(),
            Optional.empty(),
            now,
            Optional.empty(),
            n.inputUri(),
            Optional.of(layout.outputs(n.execution(), n.specId(), 0)),
            Optional.empty(),
            Optional.empty(),
            catalog,
            ""));
  }

  static Caller succeeded(
      Caller caller, Attempt attempt, CatalogOutcome catalog, Layout layout, Instant now) {
    var n = caller.node();
    return new Caller(
        ended(
            caller.execution(),
            ExecutionPhase.SUCCEEDED,
            layout,
            Optional.empty(),
            catalog.status(),
            Duration.ZERO,
            now),
        n.ended(
            NodePhase.SUCCEEDED,
            now,
            attempt.outputUri(),
            Optional.empty(),
            checkpoint(n, Optional.of(attempt), layout),
            catalog));
  }

  /**
   * @param attempt the one that failed, for the caller whose node it was
   */
  static Caller failed(
      Caller caller, Failure failure, Optional<Attempt> attempt, Layout layout, Instant now) {
    var n = caller.node();
    return new Caller(
        ended(
            caller.execution(),
            ExecutionPhase.FAILED,
            layout,
            Optional.of(failure),
            n.catalog().status(),
            Duration.ZERO,
            now),
        n.ended(
            NodePhase.FAILED,
            now,
            Optional.empty(),
            Optional.of(failure),
            checkpoint(n, attempt, layout),
            n.catalog()));
  }

  /** A node that made a graph shows none (recorded). */
  private static Optional<String> checkpoint(
      NodeExecution node, Optional<Attempt> attempt, Layout layout) {
    return attempt.filter(_ -> node.unfolded().isEmpty()).map(a -> layout.checkpoint(a.runsAs()));
  }

  static Caller aborting(Caller caller, Execution.Abort abort, Instant now) {
    return new Caller(
        caller.execution().moved(ExecutionPhase.ABORTING, now, Optional.of(abort)), caller.node());
  }

  static Caller aborted(Caller caller, Instant now) {
    var e = caller.execution();
    var n = caller.node();
    var failure = new Failure(Failure.Kind.UNKNOWN, "NodeAborted", "Workflow aborted.", false, now);
    return new Caller(
        e.ended(ExecutionPhase.ABORTED, now, e.outputsUri(), e.error(), e.catalog(), e.saved()),
        n.ended(
            NodePhase.ABORTED,
            now,
            Optional.empty(),
            Optional.of(failure),
            Optional.empty(),
            n.catalog()));
  }

  private static Execution ended(
      Execution e,
      ExecutionPhase phase,
      Layout layout,
      Optional<Failure> failure,
      CatalogStatus catalog,
      Duration saved,
      Instant now) {
    var outputs =
        phase == ExecutionPhase.SUCCEEDED
            ? Optional.of(layout.outputs(e.id(), END_NODE, 0))
            : Optional.<String>empty();
    return e.ended(phase, now, outputs, failure, catalog, saved);
  }

  /** Its attempt has ended, and what it made runs in its place. */
  static Caller unfolded(Caller caller, Unfolded made, Instant now) {
    var n = caller.node();
    return new Caller(
        caller.execution(),
        n.moved(NodePhase.DYNAMIC_RUNNING, n.started().or(() -> Optional.of(now)), now, "")
            .with(Optional.of(made)));
  }

  /** A caller without an attempt of its own. */
  static ExecutionEvent event(Caller caller, Instant now) {
    return event(caller, now, Optional.empty(), false);
  }

  static ExecutionEvent event(
      Caller caller, Instant now, Optional<byte[]> outputs, boolean otherCode) {
    return event(caller, -1, AttemptPhase.UNDEFINED, caller.node().why(), now, outputs, otherCode);
  }

  static ExecutionEvent event(Caller caller, Attempt attempt, Instant now) {
    return event(caller, attempt, now, Optional.empty());
  }

  /** An attempt begins; a later one tells what became of the one before. */
  static ExecutionEvent begun(Caller caller, Attempt attempt, Instant now) {
    var number = attempt.id().number();
    var why = number == 0 ? attempt.why() : attempt.cause();
    return event(caller, number, attempt.phase(), why, now, Optional.empty(), false);
  }

  static ExecutionEvent event(
      Caller caller, Attempt attempt, Instant now, Optional<byte[]> outputs) {
    var why = attempt.why();
    return event(caller, attempt.id().number(), attempt.phase(), why, now, outputs, false);
  }

  private static ExecutionEvent event(
      Caller caller,
      int attempt,
      AttemptPhase phase,
      String why,
      Instant now,
      Optional<byte[]> outputs,
      boolean otherCode) {
    var execution = caller.execution();
    return new ExecutionEvent(
        0,
        execution.id(),
        now,
        execution.phase(),
        caller.node().id(),
        attempt,
        phase,
        execution.abort().map(Execution.Abort::cause).orElse(why),
        caller.node().catalog(),
        otherCode,
        Optional.empty(),
        outputs,
        execution.error(),
        caller.node().phase() == NodePhase.DYNAMIC_RUNNING
            ? NodePhase.DYNAMIC_RUNNING
            : NodePhase.UNDEFINED);
  }
}
