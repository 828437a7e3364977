package dev.updraft.types.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** One of cron's five fields: what may stand in it, and reading it. */
enum CronField {
  MINUTE("minute", 0, 59, List.of()),
  HOUR("hour", 0, 23, List.of()),
  DAY("day of the month", 1, 31, List.of()),
  MONTH(
      "month",
      1,
      12,
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
  WEEKDAY("day of the week", 0, 6, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));

  private final String title;
  private final int least;
  private final int most;
  private final List<String> names;

  CronField(String title, int least, int most, List<String> names) {
    this.title = title;
    this.least = least;
    this.most = most;
    this.names = names;
  }

  /**
   * What a field lets through.
   *
   * @param any whether it is {@code *} or {@code ?}, which of the two day fields makes it not count
   */
  record Values(BitSet set, boolean any) {
    boolean has(int value) {
      return set.get(value);
    }
  }

  Values read(String text) {
    var set = new BitSet();
    var any = false;
    for (var part : text.split(",", -1)) {
      any |= part.equals("*") || part.equals("?");
      part(part, set);
    }
    return new Values(set, any);
  }

  private void part(String part, BitSet set) {
    var step = part.split("/", -1);
    if (step.length > 2) {
      throw wrong(part, "has two steps");
    }
    var range = step[0].split("-", -1);
    if (range.length > 2) {
      throw wrong(part, "is no range");
    }
    int from;
    int to;
    if (step[0].equals("*") || step[0].equals("?")) {
      from = least;
      to = most;
    } else {
      from = value(range[0]);
      to = range.length == 2 ? value(range[1]) : step.length == 2 ? most : from;
    }
    if (from > to) {
      throw wrong(part, "ends before it begins");
    }
    var by = step.length == 2 ? step(part, step[1]) : 1;
    for (var value = from; value <= to; value += by) {
      set.set(value);
    }
  }

  private int step(String part, String text) {
    if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) == 0) {
      throw wrong(part, "has a step that is no whole number above 0");
    }
    return Integer.parseInt(text);
  }

  private int value(String text) {
    var name = names.indexOf(text.toUpperCase(Locale.ROOT));
    if (name >= 0) {
      return name + least;
    }
    if (!text.matches("[0-9]{1,4}")) {
      throw wrong(text, "is not one");
    }
    var value = Integer.parseInt(text);
    if (value < least || value > most) {
      throw wrong(text, "is not one");
    }
    return value;
  }

  private IllegalArgumentException wrong(String part, String what) {
    return new IllegalArgumentException(
        "as the %s '%s' %s; write %d-%d%s, *, lists (a,b), ranges (a-b) or steps (*/n)"
            .formatted(
                title,
                part,
                what,
                least,
                most,
                names.isEmpty() ? "" : " or %s-%s".formatted(names.getFirst(), names.getLast())));
  }
}
