package dev.updraft.types.schedule;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The usual cron expressions in words; others as they stand. */
final class CronWords {
  private CronWords() {}

  static String of(String text) {
    var fields = CronFields.split(text);
    var when = day(fields);
    var minute = fields.get(0);
    var hour = fields.get(1);
    if (when.isEmpty()) {
      return "cron " + text;
    }
    if (number(minute) && number(hour)) {
      return "%s at %02d:%02d".formatted(when, Integer.parseInt(hour), Integer.parseInt(minute));
    }
    if (!when.equals("every day")) {
      return "cron " + text;
    }
    if (hour.equals("*") && minute.equals("*")) {
      return "every minute";
    }
    if (hour.equals("*") && minute.matches("\\*/\\d+")) {
      return "every " + minute.substring(2) + " minutes";
    }
    if (hour.equals("*") && number(minute)) {
      return minute.equals("0")
          ? "every hour"
          : "every hour at :%02d".formatted(Integer.parseInt(minute));
    }
    return "cron " + text;
  }

  /** Empty when it is none of the usual ones. */
  private static String day(List<String> fields) {
    var ofMonth = fields.get(2);
    var month = fields.get(3);
    var ofWeek = fields.get(4);
    if (!CronField.any(month)) {
      return "";
    }
    if (CronField.any(ofMonth) && CronField.any(ofWeek)) {
      return "every day";
    }
    if (CronField.any(ofWeek) && number(ofMonth)) {
      return "on day " + ofMonth + " of every month";
    }
    if (CronField.any(ofMonth) && ofWeek.matches("(mon-fri|1-5)")) {
      return "Monday to Friday";
    }
    if (CronField.any(ofMonth) && ofWeek.matches("[a-z0-6]+(,[a-z0-6]+)*")) {
      return Arrays.stream(ofWeek.split(","))
          .map(CronWords::weekday)
          .collect(Collectors.joining(", ", "every ", ""));
    }
    return "";
  }

  private static String weekday(String field) {
    var number = CronField.WEEKDAY.read(field, field).nextSetBit(0);
    return DayOfWeek.of(number == 0 ? 7 : number).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static boolean number(String field) {
    return field.matches("\\d{1,2}");
  }
}
