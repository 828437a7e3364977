package dev.updraft.model;

/** Where a node stands: Flyte's {@code core.NodeExecution.Phase} by name. Contract 3.3. */
public enum NodePhase {
  UNDEFINED(false),
  QUEUED(false),
  RUNNING(false),
  SUCCEEDED(true),
  FAILING(false),
  FAILED(true),
  ABORTED(true),
  SKIPPED(true),
  TIMED_OUT(true),
  DYNAMIC_RUNNING(false),
  RECOVERED(true);

  private final boolean terminal;

  NodePhase(boolean terminal) {
    this.terminal = terminal;
  }

  /** Whether nothing follows. */
  public boolean terminal() {
    return terminal;
  }
}
