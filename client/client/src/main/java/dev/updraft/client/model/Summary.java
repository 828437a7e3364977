package dev.updraft.client.model;

import java.time.Duration;
import java.util.List;

/**
 * What happened in one session, counted by the backend. A call that failed is not in {@code ran}.
 */
public record Summary(int calls, int hits, int ran, int failed, Duration saved, List<Call> each) {
  public Summary {
    each = List.copyOf(each);
  }

  /**
   * One remote call.
   *
   * @param key of the catalog entry it hit or made; empty when none
   */
  public record Call(
      ExecutionId id,
      String task,
      Phase phase,
      boolean hit,
      Duration took,
      Duration saved,
      int attempts,
      String key) {}
}
