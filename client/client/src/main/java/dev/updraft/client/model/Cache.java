package dev.updraft.client.model;

/** Whether and by what a task's outputs are remembered. */
public sealed interface Cache {
  record Off() implements Cache {}

  /** By its code key: another body is another entry. */
  record ByCode() implements Cache {}

  /** By a version of the user's own: the body may change and still hit. */
  record ByVersion(String version) implements Cache {}
}
