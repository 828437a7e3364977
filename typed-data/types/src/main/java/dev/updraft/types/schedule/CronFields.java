package dev.updraft.types.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The five fields of a cron expression, read as the scheduler of a Flyte reads them: where both the
 * day of the month and that of the week are given, either is enough.
 *
 * <p>Where clocks change: a schedule whose hour begins with {@code *} counts hours as they pass, so
 * every hour of a 25-hour day has its moment. Any other names a time of day: one that a day lacks
 * is due at the first instant after the gap, once, and one that a day has twice is due at the first
 * of the two.
 */
final class CronFields {
  private static final Map<String, String> ALIASES =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  /** No date of the calendar is rarer than a 29 February around a century that has none. */
  private static final int YEARS = 9;

  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet days;
  private final BitSet months;
  private final BitSet weekdays;
  private final boolean eitherDay;
  private final boolean everyHour;

  private CronFields(List<String> fields, String text) {
    this.minutes = CronField.MINUTE.read(fields.get(0), text);
    this.hours = CronField.HOUR.read(fields.get(1), text);
    this.days = CronField.DAY.read(fields.get(2), text);
    this.months = CronField.MONTH.read(fields.get(3), text);
    this.weekdays = CronField.WEEKDAY.read(fields.get(4), text);
    this.eitherDay = !CronField.any(fields.get(2)) && !CronField.any(fields.get(4));
    this.everyHour = fields.get(1).startsWith("*");
  }

  static CronFields parse(String text) {
    return new CronFields(split(text), text);
  }

  /** That it can be read, and is due at some time. */
  static void check(String text) {
    if (parse(text).next(Instant.EPOCH, ZoneOffset.UTC).isEmpty()) {
      throw new InvalidSchedule(never(text));
    }
  }

  static String never(String text) {
    return "The cron expression '%s' is never due: no such day is in the calendar. Its third field is the day of the month, its fourth the month."
        .formatted(text);
  }

  /** Aliases are replaced. */
  static List<String> split(String text) {
    var spelled = text.toLowerCase(Locale.ROOT);
    if (spelled.startsWith("@every")) {
      throw new InvalidSchedule(
          "'%s' is a fixed rate, not a cron expression. Write 'every 15 minutes'.".formatted(text));
    }
    if (spelled.startsWith("@") && !ALIASES.containsKey(spelled)) {
      throw new InvalidSchedule(
          "No alias '%s'. There are @hourly, @daily, @weekly, @monthly and @yearly."
              .formatted(text));
    }
    var fields = List.of(ALIASES.getOrDefault(spelled, spelled).split("\\s+"));
    if (fields.size() != 5 || text.isBlank()) {
      throw new InvalidSchedule(
          "The cron expression '%s' has %d fields, but needs 5: minute, hour, day of the month, month, day of the week. 6 o'clock on Mondays is '0 6 * * MON'.%s"
              .formatted(
                  text,
                  text.isBlank() ? 0 : fields.size(),
                  fields.size() == 6 ? " There is no field for seconds." : ""));
    }
    return fields;
  }

  /** The first moment after another; empty when there is none. */
  Optional<Instant> next(Instant after, ZoneId zone) {
    return everyHour ? passing(after, zone) : named(after, zone);
  }

  /** Along time as it passes. */
  private Optional<Instant> passing(Instant after, ZoneId zone) {
    var time = after.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    var end = time.plusYears(YEARS);
    while (time.isBefore(end)) {
      if (!day(time.toLocalDate())) {
        time = time.toLocalDate().plusDays(1).atStartOfDay(zone);
      } else if (!hours.get(time.getHour()) || minutes.nextSetBit(time.getMinute()) < 0) {
        time = time.plusMinutes(60L - time.getMinute());
      } else if (!minutes.get(time.getMinute())) {
        time = time.plusMinutes(1);
      } else {
        return Optional.of(time.toInstant());
      }
    }
    return Optional.empty();
  }

  /** Along the calendar; what it names is put onto the clock of the zone, in the same order. */
  private Optional<Instant> named(Instant after, ZoneId zone) {
    var date = after.atZone(zone).toLocalDate().minusDays(2); // a zone once skipped a whole day
    for (var end = date.plusYears(YEARS); date.isBefore(end); date = date.plusDays(1)) {
      if (day(date)) {
        var found = named(date, after, zone);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Instant> named(LocalDate date, Instant after, ZoneId zone) {
    for (var hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
      for (var minute = minutes.nextSetBit(0);
          minute >= 0;
          minute = minutes.nextSetBit(minute + 1)) {
        var moment = moment(date.atTime(hour, minute), zone);
        if (moment.isAfter(after)) {
          return Optional.of(moment);
        }
      }
    }
    return Optional.empty();
  }

  private static Instant moment(LocalDateTime time, ZoneId zone) {
    var change = zone.getRules().getTransition(time);
    return change != null && change.isGap()
        ? change.getInstant()
        : ZonedDateTime.ofLocal(time, zone, null).withEarlierOffsetAtOverlap().toInstant();
  }

  private boolean day(LocalDate date) {
    if (!months.get(date.getMonthValue())) {
      return false;
    }
    var ofMonth = days.get(date.getDayOfMonth());
    var ofWeek = weekdays.get(date.getDayOfWeek().getValue() % 7);
    return eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek;
  }
}
