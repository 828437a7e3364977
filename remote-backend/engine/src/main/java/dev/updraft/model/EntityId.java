package dev.updraft.model;

/** The whole name of something registered under a version. */
public record EntityId(
    EntityKind kind, String project, String domain, String name, String version) {
  /** The task of this name. */
  public static EntityId of(TaskId task) {
    return new EntityId(
        EntityKind.TASK, task.project(), task.domain(), task.name(), task.version());
  }

  /**
   * As people read it, e.g. {@code task 'inc' (project 'updraft', domain 'development', version
   * 'v1')}.
   */
  public String shown() {
    return "%s '%s' (project '%s', domain '%s', version '%s')"
        .formatted(kind.word(), name, project, domain, version);
  }
}
