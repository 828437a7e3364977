package dev.updraft.magics;

/** The line to copy that puts an earlier value into a variable. */
final class LoadLine {
  private final Workbench bench;

  LoadLine(Workbench bench) {
    this.bench = bench;
  }

  /**
   * Typed, where the notebook has declared the task or workflow; empty where there is no value or
   * its class is not known here.
   *
   * @param which a key or execution, short
   */
  String of(String name, String which) {
    var returns = returns(name);
    return returns.isEmpty() || returns.equals("void")
        ? ""
        : "%s value = %s.outputs(\"%s\");".formatted(returns, name, which);
  }

  private String returns(String name) {
    var workflow = bench.workflows().get(name);
    if (workflow != null) {
      return workflow.signature().returns();
    }
    var task = bench.tasks().get(name);
    return task == null ? "" : task.closure().signature().returns();
  }
}
