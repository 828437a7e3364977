package dev.updraft.magics.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Figures as a person would say them. Never used for values that somebody copies. */
public final class Words {
  private static final List<String> SIZES = List.of("B", "kB", "MB", "GB", "TB");

  private Words() {}

  /** {@code 12 ms}, {@code 1.3 s}, {@code 4 m 10 s}, {@code 2 h 5 m}, {@code 3 d 4 h}. */
  public static String duration(Duration duration) {
    var millis = Math.max(0, duration.toMillis());
    if (millis < 995) {
      return millis + " ms";
    }
    if (millis < 59_950) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    var seconds = Math.round(millis / 1000.0);
    if (seconds < 3600) {
      return seconds / 60 + " m " + seconds % 60 + " s";
    }
    var minutes = seconds / 60;
    return minutes < 24 * 60
        ? minutes / 60 + " h " + minutes % 60 + " m"
        : minutes / (24 * 60) + " d " + minutes / 60 % 24 + " h";
  }

  /** Decimal: {@code 812 B}, {@code 12.4 kB}, {@code 3.0 GB}. */
  public static String size(long bytes) {
    double value = bytes;
    var unit = 0;
    while (value >= 999.95 && unit < SIZES.size() - 1) {
      value /= 1000;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, SIZES.get(unit));
  }

  /** {@code 336,776}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 row}, {@code 2 rows}: English plurals by s. */
  public static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@code flights.ipynb cell [3]}; either may be empty. */
  public static String place(String notebook, String cell) {
    return cell.isEmpty() ? notebook : (notebook + " cell [" + cell + "]").strip();
  }

  /** {@code a}, {@code a and b}, {@code a, b and c}. */
  public static String list(List<String> names) {
    return names.size() < 2
        ? String.join("", names)
        : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }

  /** {@code just now}, {@code 5 minutes ago}, {@code 2 days ago}. */
  public static String ago(Instant then, Instant now) {
    var seconds = Duration.between(then, now).toSeconds();
    if (seconds < 10) {
      return "just now";
    }
    if (seconds < 60) {
      return seconds + " seconds ago";
    }
    if (seconds < 3600) {
      return count(seconds / 60, "minute") + " ago";
    }
    return seconds < 48 * 3600
        ? count(seconds / 3600, "hour") + " ago"
        : count(seconds / 86_400, "day") + " ago";
  }
}
