package dev.updraft.model;

/** What can be registered under a version. */
public enum EntityKind {
  TASK("task"),
  WORKFLOW("workflow"),
  LAUNCH_PLAN("launch plan");

  private final String word;

  EntityKind(String word) {
    this.word = word;
  }

  /** The kind in a sentence. */
  public String word() {
    return word;
  }
}
