package dev.updraft.model;

/** Where an attempt stands: Flyte's {@code core.TaskExecution.Phase} by name. Contract 3.3. */
public enum AttemptPhase {
  UNDEFINED(false),
  QUEUED(false),
  INITIALIZING(false),
  WAITING_FOR_RESOURCES(false),
  RUNNING(false),
  SUCCEEDED(true),
  FAILED(true),
  ABORTED(true);

  private final boolean terminal;

  AttemptPhase(boolean terminal) {
    this.terminal = terminal;
  }

  /** Whether nothing follows. */
  public boolean terminal() {
    return terminal;
  }
}
