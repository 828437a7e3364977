package dev.updraft.model;

/**
 * What the catalog had to do with a node: Flyte's {@code core.CatalogCacheStatus}, without its
 * prefix.
 */
public enum CatalogStatus {
  DISABLED,
  MISS,
  HIT,
  POPULATED,
  LOOKUP_FAILURE,
  PUT_FAILURE,
  SKIPPED,
  EVICTED
}
