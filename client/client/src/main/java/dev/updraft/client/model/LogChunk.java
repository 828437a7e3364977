package dev.updraft.client.model;

/**
 * A stretch of an attempt's log.
 *
 * @param offset where {@code text} begins, in bytes
 * @param source the attempt that printed it, which on a hit is another execution's
 * @param leftOut bytes missing before {@code text}, because the log grew over its limit
 */
public record LogChunk(long offset, byte[] text, AttemptId source, long leftOut, boolean last) {}
