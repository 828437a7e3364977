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

  /** Of the node that an execution stands for; one under way is RUNNING. */
  public static NodePhase of(ExecutionPhase phase) {
    return switch (phase) {
      case SUCCEEDED, SUCCEEDING -> SUCCEEDED;
      case FAILED -> FAILED;
      case TIMED_OUT -> TIMED_OUT;
      case ABORTED -> ABORTED;
      case FAILING -> FAILING;
      case UNDEFINED, QUEUED, RUNNING, ABORTING -> RUNNING;
    };
  }

  /** Whether nothing follows. */
  public boolean terminal() {
    return terminal;
  }
}
