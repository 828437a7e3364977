package dev.updraft.model;

import java.time.Duration;

/**
 * What a session's calls came to. {@code calls} is the sum of the other counts; {@code failed}
 * includes aborted ones.
 */
public record Summary(
    long calls, long fromCatalog, long ran, long failed, long live, Duration saved) {}
