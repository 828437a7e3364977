package dev.updraft.client.login;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a login gives.
 *
 * @param expires empty = it is not known
 */
record Tokens(String access, Optional<String> refresh, Optional<Instant> expires) {
  /** A call that is on its way when a token expires would be refused. */
  private static final Duration BEFORE = Duration.ofSeconds(30);

  boolean isGood(Instant now) {
    return expires.filter(end -> !now.isBefore(end.minus(BEFORE))).isEmpty();
  }

  @Override
  public String toString() {
    return "Tokens[.., expires=" + expires + "]";
  }
}
