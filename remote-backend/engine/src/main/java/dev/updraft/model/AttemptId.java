package dev.updraft.model;

/** One try at a task node. {@code number} counts from 0, over both retry budgets. */
public record AttemptId(ExecutionId execution, String node, int number) {
  /**
   * The name that Flyte's contract (1.4) gives an attempt: execution-node-number. Unique, safe as a
   * folder's name.
   */
  public String generatedName() {
    return execution.name() + "-" + node + "-" + number;
  }
}
