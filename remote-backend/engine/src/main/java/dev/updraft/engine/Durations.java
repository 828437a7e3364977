package dev.updraft.engine;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them. */
final class Durations {
  private Durations() {}

  /** E.g. {@code 90 s} or {@code 0.5 s}. */
  static String shown(Duration duration) {
    var millis = duration.toMillis();
    return millis % 1000 == 0
        ? millis / 1000 + " s"
        : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }
}
