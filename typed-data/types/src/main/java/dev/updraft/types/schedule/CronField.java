package dev.updraft.types.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** One of the five: what it may hold, and how it is read. */
enum CronField {
  MINUTE("minute", 0, 59, List.of()),
  HOUR("hour", 0, 23, List.of()),
  DAY("day of the month", 1, 31, List.of()),
  MONTH(
      "month",
      1,
      12,
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
  WEEKDAY("day of the week", 0, 6, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

  private final String word;
  private final int least;
  private final int most;
  private final List<String> names;

  CronField(String word, int least, int most, List<String> names) {
    this.word = word;
    this.least = least;
    this.most = most;
    this.names = names;
  }

  /** Whether it leaves the choice open. */
  static boolean any(String field) {
    return field.equals("*") || field.equals("?") || field.equals("*/1");
  }

  BitSet read(String field, String whole) {
    var set = new BitSet();
    for (var part : field.split(",", -1)) {
      var range = range(part, whole);
      for (var value = range.from; value <= range.to; value += range.step) {
        set.set(value);
      }
    }
    return set;
  }

  private record Range(int from, int to, int step) {}

  private Range range(String part, String whole) {
    var halves = part.split("/", -1);
    if (halves.length > 2) {
      throw wrong(part, whole, "it has more than one '/'");
    }
    var step = halves.length == 2 ? number(halves[1], part, whole) : 1;
    if (step < 1) {
      throw wrong(part, whole, "a step is at least 1");
    }
    if (halves[0].equals("*") || halves[0].equals("?")) {
      return new Range(least, most, step);
    }
    var ends = halves[0].split("-", -1);
    if (ends.length > 2) {
      throw wrong(part, whole, "it has more than one '-'");
    }
    var from = value(ends[0], part, whole);
    var to = ends.length == 2 ? value(ends[1], part, whole) : halves.length == 2 ? most : from;
    if (from > to) {
      throw wrong(part, whole, "it ends before it begins");
    }
    return new Range(from, to, step);
  }

  private int value(String text, String part, String whole) {
    var named = names.indexOf(text.toLowerCase(Locale.ROOT));
    var value = named < 0 ? number(text, part, whole) : named + least;
    if (value < least || value > most) {
      throw wrong(
          part, whole, this == WEEKDAY && value == 7 ? "Sunday is 0" : "'" + text + "' is not");
    }
    return value;
  }

  private int number(String text, String part, String whole) {
    if (!text.matches("\\d{1,4}")) {
      throw wrong(part, whole, "'" + text + "' is no number");
    }
    return Integer.parseInt(text);
  }

  private InvalidSchedule wrong(String part, String whole, String why) {
    return new InvalidSchedule(
        "'%s' is not a %s in the cron expression '%s': %s. It is %d to %d%s, '*', a range such as %s, a step such as */%d, or several with ',' between."
            .formatted(
                part,
                word,
                whole,
                why.endsWith("is not") ? why.replace("is not", "is outside") : why,
                least,
                most,
                names.isEmpty()
                    ? ""
                    : " or "
                        + names.getFirst().toUpperCase(Locale.ROOT)
                        + " to "
                        + names.getLast().toUpperCase(Locale.ROOT),
                names.isEmpty()
                    ? least + "-" + (least + 4)
                    : (names.get(1) + "-" + names.get(5)).toUpperCase(Locale.ROOT),
                this == MINUTE ? 15 : 2));
  }
}
