package dev.updraft.types.schedule;

import dev.updraft.types.schedule.CronField.Values;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Cron as Flyte's server reads it: five fields (minute, hour, day of the month, month, day of the
 * week) or an alias, in a zone. Days fit when both day fields do; where neither is {@code *}, when
 * one does.
 *
 * <p>When clocks are changed: a time that is left out that day fires once, at the first moment
 * after the gap; a time that comes twice fires the first time. A schedule of every hour ({@code *}
 * as the hour) goes by the time that passes: it loses no hour and fires in both that bear the same
 * name. (robfig's cron loses the left out time and fires twice.)
 */
public final class Cron implements Timing {
  private static final Map<String, String> ALIASES =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");
  private static final Pattern ZONED = Pattern.compile("(?:CRON_)?TZ=(\\S+)\\s+(.+)");

  /** The 29th of February may be eight years away. */
  private static final int DAYS_AHEAD = 9 * 366;

  private static final String HOW =
      " Write five fields: minute, hour, day of the month, month, day of the week, e.g. '0 6 * * MON';"
          + " or @hourly, @daily, @weekly, @monthly, @yearly; or 'every 10 minutes'.";

  private final String text;
  private final ZoneId zone;
  private final Values minutes;
  private final Values hours;
  private final Values days;
  private final Values months;
  private final Values weekdays;

  private Cron(String text, ZoneId zone, String[] fields) {
    this.text = text;
    this.zone = zone;
    this.minutes = CronField.MINUTE.read(fields[0]);
    this.hours = CronField.HOUR.read(fields[1]);
    this.days = CronField.DAY.read(fields[2]);
    this.months = CronField.MONTH.read(fields[3]);
    this.weekdays = CronField.WEEKDAY.read(fields[4]);
  }

  /**
   * @param zone unless the text begins with {@code CRON_TZ=zone}
   * @throws IllegalArgumentException that says what is wrong and how to write it
   */
  static Cron read(String written, ZoneId zone) {
    var zoned = ZONED.matcher(written.strip());
    if (zoned.matches()) {
      return read(zoned.group(2), Timing.zone(zoned.group(1)));
    }
    var text = written.strip().replaceAll("\\s+", " ");
    var fields = ALIASES.getOrDefault(text.toLowerCase(Locale.ROOT), text).split(" ");
    if (fields.length != 5 || text.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' is no schedule: it has %s.%s".formatted(text, fault(text, fields.length), HOW));
    }
    Cron cron;
    try {
      cron = new Cron(text, zone, fields);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is no schedule: %s.".formatted(text, e.getMessage()), e);
    }
    if (cron.find(Instant.EPOCH).isEmpty()) {
      throw new IllegalArgumentException(
          "The schedule '%s' never comes: no month that it names has such a day.".formatted(text));
    }
    return cron;
  }

  private static String fault(String text, int fields) {
    if (text.startsWith("@")) {
      return "an alias that cron does not know";
    }
    return text.isEmpty() ? "no fields" : fields == 1 ? "1 field" : fields + " fields";
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public ZoneId zone() {
    return zone;
  }

  /** As Flyte's server reads it: the zone before it, which UTC needs not. */
  public String wire() {
    return zone.normalized().equals(ZoneOffset.UTC) ? text : "CRON_TZ=" + zone.getId() + " " + text;
  }

  Values minutes() {
    return minutes;
  }

  Values hours() {
    return hours;
  }

  boolean everyDay() {
    return days.any() && months.any() && weekdays.any();
  }

  /** Whether of the days only those of the week are named. */
  boolean weekly() {
    return days.any() && months.any() && !weekdays.any();
  }

  Values weekdays() {
    return weekdays;
  }

  @Override
  public Instant next(Instant anchor, Instant after) {
    return find(after)
        .orElseThrow(
            () -> new IllegalStateException("The schedule '%s' never comes.".formatted(text)));
  }

  private Optional<Instant> find(Instant after) {
    return hours.any() ? byTimePassed(after) : byTheClock(after);
  }

  private Optional<Instant> byTimePassed(Instant after) {
    var moment = after.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    var end = moment.toLocalDate().plusDays(DAYS_AHEAD);
    while (moment.toLocalDate().isBefore(end)) {
      if (!fits(moment.toLocalDate())) {
        moment = moment.toLocalDate().plusDays(1).atStartOfDay(zone);
      } else if (minutes.has(moment.getMinute())) {
        return Optional.of(moment.toInstant());
      } else {
        moment = moment.plusMinutes(1);
      }
    }
    return Optional.empty();
  }

  private Optional<Instant> byTheClock(Instant after) {
    // From the day before: a gap may have swallowed its end.
    var first = after.atZone(zone).toLocalDate().minusDays(1);
    for (var date = first; date.isBefore(first.plusDays(DAYS_AHEAD)); date = date.plusDays(1)) {
      if (fits(date)) {
        var found = on(date, after);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Instant> on(LocalDate date, Instant after) {
    var times = new TreeSet<LocalTime>();
    hours.set().stream()
        .forEach(
            hour ->
                minutes.set().stream().forEach(minute -> times.add(LocalTime.of(hour, minute))));
    return times.stream()
        .map(time -> moment(date.atTime(time)))
        .filter(moment -> moment.isAfter(after))
        .findFirst();
  }

  /** Of a time that comes twice the first; of one that is left out, the end of the gap. */
  private Instant moment(LocalDateTime time) {
    var change = zone.getRules().getTransition(time);
    return change != null && change.isGap()
        ? change.getInstant()
        : ZonedDateTime.of(time, zone).withEarlierOffsetAtOverlap().toInstant();
  }

  private boolean fits(LocalDate date) {
    var day = days.has(date.getDayOfMonth());
    var weekday = weekdays.has(date.getDayOfWeek().getValue() % 7);
    var both = days.any() || weekdays.any();
    return months.has(date.getMonthValue()) && (both ? day && weekday : day || weekday);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cron cron && cron.text.equals(text) && cron.zone.equals(zone);
  }

  @Override
  public int hashCode() {
    return text.hashCode() * 31 + zone.hashCode();
  }

  @Override
  public String toString() {
    return wire();
  }
}
