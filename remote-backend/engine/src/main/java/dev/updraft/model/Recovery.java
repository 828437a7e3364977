package dev.updraft.model;

/** The sentence by which a node says that it was taken over: its node execution keeps it alone. */
public final class Recovery {
  private Recovery() {}

  /**
   * Where a node's outputs come from.
   *
   * @param root the execution that people know
   */
  public static String why(ExecutionId root) {
    return "Taken over from execution '%s'.".formatted(root.name());
  }
}
