package dev.updraft.task.closure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/**
 * What travels with a task, how large it is, and under which key: printed when the task is
 * declared, and nothing else travels.
 */
public record Manifest(Closure closure) {

  /** {@code travels: 3 methods, 1 record, 12.4 kB · dflib 2.0.0-M6}. */
  public String summary() {
    var counts = new LinkedHashMap<String, Integer>();
    closure.members().forEach(member -> counts.merge(member.kind(), 1, Integer::sum));
    var parts = new ArrayList<String>();
    counts.forEach((kind, count) -> parts.add(count + " " + (count == 1 ? kind : plural(kind))));
    parts.add(size(closure.jar().length));
    var code = "travels: " + String.join(", ", parts);
    return closure.libraries().isEmpty()
        ? code
        : code
            + " · "
            + String.join(", ", closure.libraries().stream().map(Library::toString).toList());
  }

  /** A line per member and library: name, cell, who uses it; file, size. */
  public List<String> details() {
    var lines = new ArrayList<String>();
    for (var member : closure.members()) {
      lines.add(
          member.kind()
              + " "
              + member.name()
              + " · "
              + member.place().cell()
              + " line "
              + member.place().line()
              + member.usedBy().map(user -> " · used by " + user).orElse(" · the task"));
    }
    closure
        .libraries()
        .forEach(each -> lines.add("library " + each.fileName() + " · " + size(each.size())));
    return lines;
  }

  /** {@code code 3f2a91c4}. */
  public String code() {
    return "code " + closure.key().brief();
  }

  private static String plural(String kind) {
    return kind.equals("class") ? "classes" : kind + "s";
  }

  private static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    while (value >= 999.95) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %sB", value, "kMGT".charAt(unit));
  }
}
