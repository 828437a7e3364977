package dev.updraft.client.model;

/** An execution's whole name. */
public record ExecutionId(String project, String domain, String name) {
  @Override
  public String toString() {
    return name;
  }
}
