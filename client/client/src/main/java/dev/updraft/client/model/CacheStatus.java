package dev.updraft.client.model;

/** What the catalog had to do with a call. */
public enum CacheStatus {
  /** The task is not cached. */
  DISABLED,
  /** Nothing remembered: it runs. */
  MISS,
  /** Remembered: nothing ran. */
  HIT,
  /** It ran, and is remembered now. */
  POPULATED,
  LOOKUP_FAILURE,
  PUT_FAILURE,
  /** The caller asked for a fresh run. */
  SKIPPED,
  EVICTED
}
