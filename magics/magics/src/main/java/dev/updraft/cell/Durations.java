package dev.updraft.cell;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Durations as people type them: {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 2d}. */
public final class Durations {
  private static final Pattern WHOLE =
      Pattern.compile(
          "(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
  private static final List<Duration> UNITS =
      List.of(
          Duration.ofDays(1),
          Duration.ofHours(1),
          Duration.ofMinutes(1),
          Duration.ofSeconds(1),
          Duration.ofMillis(1));

  private Durations() {}

  /** Reads a duration of more than nothing; the exception's message says what is expected. */
  public static Duration parse(String text) {
    var parts = WHOLE.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      throw new IllegalArgumentException("expects a duration such as 90s, 10m, 1h30m or 2d");
    }
    var sum = Duration.ZERO;
    for (int i = 0; i < UNITS.size(); i++) {
      if (parts.group(i + 1) != null) {
        sum = sum.plus(UNITS.get(i).multipliedBy(Long.parseLong(parts.group(i + 1))));
      }
    }
    if (sum.isZero()) {
      throw new IllegalArgumentException("expects a duration of more than nothing");
    }
    return sum;
  }
}
