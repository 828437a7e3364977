package dev.updraft.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One node's life within an execution, with exactly the fields that Flyte fills for its kind
 * (contract 3.4).
 *
 * @param id the unique id, which is at most 20 letters (contract 1.4)
 * @param specId the node's true id
 * @param checkpointUri of the last attempt, at the end of a task node that had one
 * @param why it waits: one sentence, or empty
 * @param unfolded of a dynamic task: the graph that it made
 */
public record NodeExecution(
    ExecutionId execution,
    String id,
    String specId,
    Kind kind,
    NodePhase phase,
    Instant created,
    Optional<Instant> started,
    Instant updated,
    Optional<Duration> duration,
    Optional<String> inputUri,
    Optional<String> outputUri,
    Optional<Failure> error,
    Optional<String> checkpointUri,
    CatalogOutcome catalog,
    String why,
    Optional<Unfolded> unfolded) {

  /** One that has made no graph. */
  public NodeExecution(
      ExecutionId execution,
      String id,
      String specId,
      Kind kind,
      NodePhase phase,
      Instant created,
      Optional<Instant> started,
      Instant updated,
      Optional<Duration> duration,
      Optional<String> inputUri,
      Optional<String> outputUri,
      Optional<Failure> error,
      Optional<String> checkpointUri,
      CatalogOutcome catalog,
      String why) {
    this(
        execution,
        id,
        specId,
        kind,
        phase,
        created,
        started,
        updated,
        duration,
        inputUri,
        outputUri,
        error,
        checkpointUri,
        catalog,
        why,
        Optional.empty());
  }

  /** The same, further on. */
  public NodeExecution moved(NodePhase now, Optional<Instant> began, Instant at, String sentence) {
    return new NodeExecution(
        execution,
        id,
        specId,
        kind,
        now,
        created,
        began,
        at,
        duration,
        inputUri,
        outputUri,
        error,
        checkpointUri,
        catalog,
        sentence,
        unfolded);
  }

  /** The same at its end. */
  public NodeExecution ended(
      NodePhase how,
      Instant at,
      Optional<String> outputs,
      Optional<Failure> failure,
      Optional<String> checkpoint,
      CatalogOutcome outcome) {
    return new NodeExecution(
        execution,
        id,
        specId,
        kind,
        how,
        created,
        started,
        at,
        started.map(began -> Duration.between(began, at)),
        inputUri,
        outputs,
        failure,
        checkpoint,
        outcome,
        "",
        unfolded);
  }

  /** The same, with the graph that its task made, or without one. */
  public NodeExecution with(Optional<Unfolded> made) {
    return new NodeExecution(
        execution,
        id,
        specId,
        kind,
        phase,
        created,
        started,
        updated,
        duration,
        inputUri,
        outputUri,
        error,
        checkpointUri,
        catalog,
        why,
        made);
  }

  /**
   * A graph that a task made while it ran.
   *
   * @param graph the execution that runs it in the task's place
   * @param futures uri of the {@code futures.pb} that the task wrote
   */
  public record Unfolded(ExecutionId graph, String futures) {}

  /** What stands at a place in the graph. */
  public enum Kind {
    START,
    TASK,
    GATE,
    GRAPH,
    /** Of the same work for each element of a list. */
    MAP,
    BRANCH,
    /** A launch plan's own. */
    EXECUTION,
    END
  }
}
