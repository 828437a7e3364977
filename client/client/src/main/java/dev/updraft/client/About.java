package dev.updraft.client;

import java.util.List;

/**
 * Where a session is connected: what {@code %connect} answers.
 *
 * @param projects those that the backend has
 * @param own whether it has Updraft's own service, which a Flyte does not
 */
public record About(
    String endpoint,
    String version,
    String project,
    String domain,
    String user,
    List<String> projects,
    boolean own) {
  public About {
    projects = List.copyOf(projects);
  }
}
