package dev.updraft.cell;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that somebody may have meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * The closest of the known words, if one is close enough to be a slip of the fingers: a third of
   * its letters at most.
   */
  public static Optional<String> to(String word, Collection<String> known) {
    return known.stream()
        .filter(each -> !each.equals(word))
        .map(each -> new Candidate(each, distance(word, each)))
        .filter(
            each ->
                each.distance() <= Math.max(1, Math.max(word.length(), each.word().length()) / 3))
        .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
        .map(Candidate::word);
  }

  private record Candidate(String word, int distance) {}

  /**
   * Insertions, deletions, substitutions and swaps of neighbours that lead from one word to the
   * other, ignoring case.
   */
  static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, from, to, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int step(int[][] cost, String from, String to, int i, int j) {
    int replace = cost[i - 1][j - 1] + (same(from, i, to, j) ? 0 : 1);
    int best = Math.min(replace, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped = i > 1 && j > 1 && same(from, i, to, j - 1) && same(from, i - 1, to, j);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }

  private static boolean same(String from, int i, String to, int j) {
    return Character.toLowerCase(from.charAt(i - 1)) == Character.toLowerCase(to.charAt(j - 1));
  }
}
