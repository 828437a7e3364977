package dev.updraft.client.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the catalog knows of a call.
 *
 * @param key of the entry, whole; empty when there is none
 * @param source the attempt that made the outputs
 * @param saved how long the run took that a hit saved
 * @param sourceCodeKey the code that made them, when the cache version is the user's own; else
 *     empty
 * @param waitsFor another call's run of the same key
 */
public record CatalogInfo(
    CacheStatus status,
    String key,
    Optional<Instant> madeAt,
    String madeBy,
    Optional<AttemptId> source,
    Optional<Duration> saved,
    String sourceCodeKey,
    Optional<ExecutionId> waitsFor) {}
