package dev.updraft.api.frames;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Which of some columns somebody probably meant. */
final class Nearest {
  private Nearest() {}

  /** A name that differs in a third of its letters at most; case and separators do not count. */
  static Optional<String> to(String name, Collection<String> names) {
    return names.stream()
        .filter(other -> distance(name, other) <= Math.max(1, name.length() / 3))
        .min(
            Comparator.comparingInt((String other) -> distance(name, other))
                .thenComparing(other -> other));
  }

  private static int distance(String name, String other) {
    return edits(plain(name), plain(other));
  }

  /** {@code dep_delay}, {@code depDelay} and {@code Dep Delay} are one. */
  private static String plain(String name) {
    return name.replaceAll("[\\s_.-]", "").toLowerCase(Locale.ROOT);
  }

  /** How many letters must be put in, left out or changed. */
  private static int edits(String a, String b) {
    var above = new int[b.length() + 1];
    Arrays.setAll(above, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      var row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(row[j - 1], above[j]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
