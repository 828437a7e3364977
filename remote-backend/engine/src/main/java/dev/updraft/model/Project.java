package dev.updraft.model;

import java.util.Map;

/**
 * A project; domains are the backend's configuration, the same for all. To one that is archived
 * nothing can be added.
 */
public record Project(
    String id, String name, String description, Map<String, String> labels, State state) {
  public Project {
    labels = Map.copyOf(labels);
  }

  /** An active one without labels. */
  public Project(String id, String name, String description) {
    this(id, name, description, Map.of(), State.ACTIVE);
  }
}
