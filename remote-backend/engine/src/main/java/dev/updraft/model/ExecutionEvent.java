package dev.updraft.model;

import java.time.Instant;
import java.util.Optional;

/**
 * One step in an execution's life, as a watcher sees it.
 *
 * @param seq grows over all executions of a backend and survives its restart; {@code progress}
 *     events repeat the last one's
 * @param node the task node's unique id
 * @param attempt the attempt's number, or -1 when there is none
 * @param why it waits, or empty
 * @param catalog {@link CatalogOutcome#DISABLED} until something is known
 * @param otherCode whether a hit was made by code with another code key
 * @param outputs with the last event of a success: the serialized {@code core.LiteralMap}, when at
 *     most 64 KiB
 * @param error with the last event of a failure
 * @param nodePhase of a graph's node, else {@link NodePhase#UNDEFINED}: it follows from the rest
 */
public record ExecutionEvent(
    long seq,
    ExecutionId execution,
    Instant at,
    ExecutionPhase phase,
    String node,
    int attempt,
    AttemptPhase attemptPhase,
    String why,
    CatalogOutcome catalog,
    boolean otherCode,
    Optional<Progress> progress,
    Optional<byte[]> outputs,
    Optional<Failure> error,
    NodePhase nodePhase) {

  /**
   * What an attempt says of itself while it runs.
   *
   * @param total 0 = unknown
   * @param report the number of its report's last version; 0 = it has none yet
   */
  public record Progress(long done, long total, String unit, long report) {}

  /** This event with a number. */
  public ExecutionEvent numbered(long number) {
    return new ExecutionEvent(
        number,
        execution,
        at,
        phase,
        node,
        attempt,
        attemptPhase,
        why,
        catalog,
        otherCode,
        progress,
        outputs,
        error,
        nodePhase);
  }

  /** This event with how far the attempt is. */
  public ExecutionEvent progressed(Progress now) {
    return new ExecutionEvent(
        seq,
        execution,
        at,
        phase,
        node,
        attempt,
        attemptPhase,
        why,
        catalog,
        otherCode,
        Optional.of(now),
        outputs,
        error,
        nodePhase);
  }

  /** What watchers of the root are told when this happens to one of its nodes. */
  public ExecutionEvent ofNode(ExecutionId root, ExecutionPhase rootPhase, String path) {
    return new ExecutionEvent(
        seq,
        root,
        at,
        rootPhase,
        path,
        attempt,
        attemptPhase,
        error.map(Failure::message).orElse(why),
        new CatalogOutcome(catalog.status(), Optional.empty(), Optional.empty()),
        false,
        progress,
        Optional.empty(),
        Optional.empty(),
        standing());
  }

  /** The node's phase: it follows from the attempt's, and from the execution's at its end. */
  public NodePhase standing() {
    if (nodePhase != NodePhase.UNDEFINED || node.isEmpty()) {
      return nodePhase;
    }
    var waits = attemptPhase == AttemptPhase.UNDEFINED || attemptPhase == AttemptPhase.QUEUED;
    var whole = NodePhase.of(phase);
    return whole == NodePhase.RUNNING && waits ? NodePhase.QUEUED : whole;
  }

  /** Whether no event of this execution follows. */
  public boolean last() {
    return phase.terminal();
  }
}
