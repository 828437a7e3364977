package dev.updraft.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A page of the catalog, newest first. Texts may be empty: all.
 *
 * @param keyPrefix the beginning of {@link CatalogKey#hash}
 * @param by the label of the user who made it
 * @param notebook the label of the notebook that it was made from
 * @param since made then or later
 * @param after the artifact that the page begins behind, by the hash of its key
 * @param limit at least 1
 */
public record ArtifactQuery(
    String project,
    String domain,
    String task,
    String keyPrefix,
    String by,
    String notebook,
    Optional<Instant> since,
    Optional<Query.After> after,
    int limit) {
  public ArtifactQuery {
    if (limit < 1) {
      throw new InvalidRequest("A list's limit is " + limit + ". Ask for at least 1 row.");
    }
  }

  /** Everybody's, from the newest on. */
  public static ArtifactQuery of(
      String project, String domain, String task, String keyPrefix, int limit) {
    return new ArtifactQuery(
        project, domain, task, keyPrefix, "", "", Optional.empty(), Optional.empty(), limit);
  }
}
