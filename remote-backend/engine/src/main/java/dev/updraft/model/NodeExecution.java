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
    String why) {

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
