package dev.updraft.model;

/**
 * Where an execution stands: Flyte's {@code core.WorkflowExecution.Phase} by name. Contract 3.3.
 */
public enum ExecutionPhase {
  UNDEFINED(false),
  QUEUED(false),
  RUNNING(false),
  SUCCEEDING(false),
  SUCCEEDED(true),
  FAILING(false),
  FAILED(true),
  ABORTING(false),
  ABORTED(true),
  TIMED_OUT(true);

  private final boolean terminal;

  ExecutionPhase(boolean terminal) {
    this.terminal = terminal;
  }

  /** Whether nothing follows. */
  public boolean terminal() {
    return terminal;
  }
}
