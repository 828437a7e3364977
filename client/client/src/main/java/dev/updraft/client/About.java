package dev.updraft.client;

import java.util.List;

/**
 * Where a session is connected: what {@code %connect} answers.
 *
 * @param projects those that the backend has
 */
public record About(
    String endpoint,
    String version,
    String project,
    String domain,
    String user,
    List<String> projects) {
  public About {
    projects = List.copyOf(projects);
  }
}
