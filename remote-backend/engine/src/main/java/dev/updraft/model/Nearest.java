package dev.updraft.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which of some names somebody probably meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * The closest of the names there are, when it is close: at most a third of the letters differ.
   */
  public static Optional<String> to(String name, Collection<String> names) {
    return names.stream()
        .filter(other -> distance(name, other) <= Math.max(1, name.length() / 3))
        .min(
            Comparator.comparingInt((String other) -> distance(name, other))
                .thenComparing(other -> other));
  }

  /** As the end of a message: {@code Did you mean 'x'?} with the blank before it, or nothing. */
  public static String hint(String name, Collection<String> names) {
    return to(name, names).map(near -> " Did you mean '" + near + "'?").orElse("");
  }

  /** How many letters must be put in, left out, changed, or swapped with the one beside. */
  private static int distance(String a, String b) {
    var rows = new int[a.length() + 1][b.length() + 1];
    for (var i = 0; i <= a.length(); i++) {
      for (var j = 0; j <= b.length(); j++) {
        rows[i][j] =
            i == 0 || j == 0
                ? i + j
                : Math.min(
                    rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1),
                    1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
        }
      }
    }
    return rows[a.length()][b.length()];
  }
}
