package dev.updraft.workflow;

/**
 * What a method of the notebook stands for when a workflow calls it.
 *
 * @param name the name under which it was declared
 */
public record Called(String name, Kind kind) {
  /** What it was declared as. */
  public enum Kind {
    TASK,
    WORKFLOW
  }
}
