package dev.updraft.model;

/** A name that something is registered under, in whatever versions, and what is said of it. */
public record NamedEntity(
    EntityKind kind, String project, String domain, String name, String description, State state) {

  /** The name alone. */
  public record Key(EntityKind kind, String project, String domain, String name) {}

  /** One of which nothing was said yet. */
  public static NamedEntity of(EntityId id) {
    return new NamedEntity(id.kind(), id.project(), id.domain(), id.name(), "", State.ACTIVE);
  }

  /** Its name alone. */
  public Key key() {
    return new Key(kind, project, domain, name);
  }

  /** The same, described anew. */
  public NamedEntity said(String text, State now) {
    return new NamedEntity(kind, project, domain, name, text, now);
  }
}
