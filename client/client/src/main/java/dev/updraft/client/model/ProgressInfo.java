package dev.updraft.client.model;

/** How far a body has come. {@code total} 0 = unknown. */
public record ProgressInfo(long done, long total, String unit) {}
