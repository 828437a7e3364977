package dev.updraft.model;

import java.time.Instant;

/**
 * A task's own failure: data, not an exception. Contract 1.7 and 5.3.
 *
 * @param kind whose fault it is, which decides the retry budget it draws on
 * @param code e.g. {@code USER:RuntimeError}, {@code OOMKilled}, {@code TimeoutExpired}
 * @param retryable whether another attempt may help
 */
public record Failure(Kind kind, String code, String message, boolean retryable, Instant at) {
  /** Who must act. */
  public enum Kind {
    USER,
    SYSTEM,
    UNKNOWN
  }
}
