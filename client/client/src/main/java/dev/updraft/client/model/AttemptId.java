package dev.updraft.client.model;

/** One attempt at a task node. {@code number} counts from 0; people are shown one more. */
public record AttemptId(ExecutionId execution, String node, int number) {

  /**
   * Whether the node is one of a workflow. A task by itself has one node, which is called after it
   * (contract 3.2); where that name is too long its hash tells nothing, and is taken for one.
   */
  public boolean ofWorkflow(String task) {
    return !task.replaceAll("[^A-Za-z0-9-]", "").endsWith(node);
  }
}
