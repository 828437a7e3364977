package dev.updraft.client.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An execution as a list shows it.
 *
 * @param error cut short by the backend; empty when there is none
 * @param duration empty until it ended
 */
public record ExecutionRow(
    ExecutionId id,
    String task,
    Phase phase,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Duration> duration,
    String error,
    Map<String, String> labels) {

  /**
   * How long it ran, or has run until now: all attempts and what lies between them, without the
   * wait for the first. Empty for one that has not begun.
   */
  public Optional<Duration> ran(Instant now) {
    return duration.or(
        () ->
            startedAt
                .filter(start -> !phase.terminal())
                .map(start -> Duration.between(start, now)));
  }
}
