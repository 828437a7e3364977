package dev.updraft.client.model;

/**
 * A report that a task has written, as far as it got.
 *
 * @param attempt whose it is; on a hit, the one that made the outputs
 * @param html a whole document; written by a task, so not to be trusted
 */
public record StoredReport(AttemptId attempt, String html) {}
