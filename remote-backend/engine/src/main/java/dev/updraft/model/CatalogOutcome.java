package dev.updraft.model;

import java.util.Optional;

/**
 * What the catalog had to do with one node.
 *
 * @param key empty only when the task is not cached
 * @param artifact the hit's or the newly made one
 */
public record CatalogOutcome(
    CatalogStatus status, Optional<CatalogKey> key, Optional<Artifact> artifact) {
  /** A task that is not cached. */
  public static final CatalogOutcome DISABLED =
      new CatalogOutcome(CatalogStatus.DISABLED, Optional.empty(), Optional.empty());
}
