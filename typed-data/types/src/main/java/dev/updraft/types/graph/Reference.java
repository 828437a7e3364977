package dev.updraft.types.graph;

/**
 * A registered thing by its whole name, or, with an empty version, one whose version is not known
 * yet (a task of a notebook, before it is registered).
 */
public record Reference(String project, String domain, String name, String version) {
  /** For a sentence. */
  @Override
  public String toString() {
    return version.isEmpty() ? name : name + " (version " + version + ")";
  }
}
