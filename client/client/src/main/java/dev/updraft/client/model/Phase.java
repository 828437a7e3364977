package dev.updraft.client.model;

/**
 * Where an execution, a node or an attempt stands: Flyte's phases of all three, by their names on
 * the wire.
 */
public enum Phase {
  UNDEFINED,
  QUEUED,
  INITIALIZING,
  WAITING_FOR_RESOURCES,
  RUNNING,
  DYNAMIC_RUNNING,
  SUCCEEDING,
  SUCCEEDED,
  FAILING,
  FAILED,
  RETRYABLE_FAILED,
  ABORTING,
  ABORTED,
  TIMED_OUT,
  SKIPPED,
  RECOVERED;

  /** Whether nothing follows. What a later Flyte may invent counts as running. */
  public boolean terminal() {
    return switch (this) {
      case SUCCEEDED, FAILED, RETRYABLE_FAILED, ABORTED, TIMED_OUT, SKIPPED, RECOVERED -> true;
      case UNDEFINED,
          QUEUED,
          INITIALIZING,
          WAITING_FOR_RESOURCES,
          RUNNING,
          DYNAMIC_RUNNING,
          SUCCEEDING,
          FAILING,
          ABORTING ->
          false;
    };
  }
}
