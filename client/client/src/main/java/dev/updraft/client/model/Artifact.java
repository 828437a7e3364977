package dev.updraft.client.model;

import dev.updraft.types.TypedInterface;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One remembered output.
 *
 * @param key of the catalog, whole; people name it by its first letters: {@code delays@3f2a}
 * @param size of the outputs and what they refer to, in bytes
 * @param inputs the bytes of their literal map
 * @param outputs likewise; empty in a list
 */
public record Artifact(
    String key,
    TaskId task,
    String cacheVersion,
    String codeKey,
    Instant madeAt,
    String madeBy,
    Optional<AttemptId> source,
    Duration took,
    long size,
    TypedInterface type,
    byte[] inputs,
    byte[] outputs,
    String outputsUri,
    long hits,
    Optional<Instant> lastHit) {}
