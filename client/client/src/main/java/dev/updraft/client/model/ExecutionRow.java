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
    Map<String, String> labels) {}
