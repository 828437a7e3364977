package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waiting for a condition, with a limit that says what it waited for. */
final class Eventually {
  private Eventually() {}

  static void isTrue(String what, BooleanSupplier condition) throws InterruptedException {
    var end = Instant.now().plus(Duration.ofSeconds(20));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("waited 20 s until " + what).isBefore(end);
      Thread.sleep(5);
    }
  }
}
