package dev.updraft.model;

/**
 * What an administrator has set for a project, a domain of it, or a workflow. Kept and given back;
 * nothing that runs depends on it.
 *
 * @param kind the name of a {@code MatchableResource}
 * @param value the serialized {@code admin.MatchingAttributes}
 */
public record Attributes(Scope scope, String kind, byte[] value) {

  /** What they are set for: of a whole project the others are empty, of a domain the workflow. */
  public record Scope(String project, String domain, String workflow) {
    /** Whether what is set here holds there too, unless something narrower is set. */
    public boolean covers(Scope other) {
      return project.equals(other.project)
          && (domain.isEmpty() || domain.equals(other.domain))
          && (workflow.isEmpty() || workflow.equals(other.workflow));
    }

    /** As people read it. */
    public String shown() {
      return "project '%s'%s%s"
          .formatted(
              project,
              domain.isEmpty() ? "" : ", domain '" + domain + "'",
              workflow.isEmpty() ? "" : ", workflow '" + workflow + "'");
    }
  }
}
