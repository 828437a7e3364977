package dev.updraft.types.graph;

/**
 * A registered thing by its whole name. Before its registration a notebook knows the name alone:
 * the rest is empty.
 */
public record Reference(String project, String domain, String name, String version) {
  /** For a sentence. */
  @Override
  public String toString() {
    return version.isEmpty() ? name : name + " (version " + version + ")";
  }
}
