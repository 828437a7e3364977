package dev.updraft.task.closure;

import java.util.ArrayList;
import java.util.List;

/** The compiler's words, without the synthetic class in them. */
final class CompilerMessage {
  private CompilerMessage() {}

  /** {@code cannot find symbol: method missing(int)}. */
  static String oneLine(String message) {
    var parts = new ArrayList<String>();
    for (var line : message.replace(Unit.NAME + ".", "").lines().map(String::strip).toList()) {
      if (line.startsWith("location:") && !line.contains(Unit.NAME)) {
        parts.add(parts.removeLast() + " (in " + line.replaceFirst("^location:\\s*", "") + ")");
      } else if (!line.startsWith("location:") && !line.isEmpty()) {
        parts.add(line.replaceFirst("^symbol:\\s*", "").replaceAll("\\s+", " "));
      }
    }
    return join(parts).replaceAll("class " + Unit.NAME, "the notebook");
  }

  private static String join(List<String> parts) {
    return parts.isEmpty() ? "the compiler does not accept this" : String.join(": ", parts);
  }
}
