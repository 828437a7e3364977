package dev.updraft.task.closure;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Prints key and jar digest of many closures, for a comparison between processes; its own process
 * takes them in reverse order.
 */
final class PrintKeys {
  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("K", "3"),
          Map.entry("K1", "3"),
          Map.entry("K2", "12"),
          Map.entry("T", "\"n12\""),
          Map.entry("H", "1"),
          Map.entry("VK", "12"),
          Map.entry("TXT", "\"a\\n\\\"b\\\"\\t\\\\ é\""),
          Map.entry("B0", "1"),
          Map.entry("S0", "2"),
          Map.entry("L0", "3"),
          Map.entry("F0", "1.5"),
          Map.entry("D0", "2.5"),
          Map.entry("C0", "'''"),
          Map.entry("Z0", "true"));

  private PrintKeys() {}

  static List<String> lines() {
    var lines = new ArrayList<String>();
    AdversarialCells.all()
        .forEach(
            each ->
                lines.add(
                    line(
                        each.name(),
                        new WrittenNotebook(each.cells(), VALUES).capture(each.task()))));
    for (long seed = 100; seed < 115; seed++) {
      var given = new GeneratedNotebook(seed, 20);
      lines.add(
          line(
              "seed " + seed,
              new WrittenNotebook(given.cells(-1), given.values(-1)).capture(given.task())));
    }
    return lines;
  }

  private static String line(String name, Closure closure) {
    return name + " " + closure.key() + " " + closure.jarSha256();
  }

  public static void main(String[] arguments) {
    var lines = new ArrayList<>(lines());
    Collections.reverse(lines);
    new PrintStream(System.out, true, StandardCharsets.UTF_8).println(String.join("\n", lines));
  }
}
