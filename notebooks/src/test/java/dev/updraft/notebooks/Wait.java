package dev.updraft.notebooks;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, and says which one did not come. */
final class Wait {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Wait() {}

  static void until(String what, BooleanSupplier condition) {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Waited " + LIMIT.toSeconds() + " s in vain until " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
