package dev.updraft.magics;

import java.util.ArrayList;
import java.util.List;

/** The line to copy that shows what a list goes on with. */
final class Older {
  private Older() {}

  /**
   * @param words as the magic was given them
   * @param next the token of what follows; empty when nothing does
   */
  static String line(String magic, List<String> words, String next) {
    if (next.isEmpty()) {
      return "";
    }
    var kept = new ArrayList<String>();
    for (var i = 0; i < words.size(); i++) {
      if (words.get(i).equals("--before")) {
        i++;
      } else if (!words.get(i).startsWith("--before=")) {
        kept.add(words.get(i).replaceFirst(";+$", ""));
      }
    }
    kept.removeIf(String::isEmpty);
    return "older: %s%s --before %s"
        .formatted(magic, kept.isEmpty() ? "" : " " + String.join(" ", kept), next);
  }
}
