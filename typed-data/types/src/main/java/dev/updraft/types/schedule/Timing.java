package dev.updraft.types.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Pattern;

/** The moments at which something is due. */
public sealed interface Timing {
  /** The first moment after another one, which is itself due or where the schedule began. */
  Instant next(Instant after);

  /** As a person writes it. */
  String text();

  /** For a sentence: {@code every day at 06:00}. */
  String words();

  /**
   * A cron expression, optionally after {@code CRON_TZ=zone}, or {@code every 15 minutes}.
   *
   * @param zone of a cron expression that names none
   * @throws InvalidSchedule saying what is wrong and how to write it
   */
  static Timing parse(String text, ZoneId zone) {
    var trimmed = text.strip();
    return trimmed.toLowerCase(Locale.ROOT).startsWith("every ")
        ? Rate.parse(trimmed)
        : Cron.parse(trimmed, zone);
  }

  /** A cron expression in a time zone. */
  record Cron(String text, ZoneId zone) implements Timing {
    private static final Pattern PREFIX = Pattern.compile("(?:CRON_TZ|TZ)=(\\S*)\\s+(.*)");

    public Cron {
      CronFields.check(text);
    }

    static Cron parse(String text, ZoneId zone) {
      var prefix = PREFIX.matcher(text);
      return prefix.matches()
          ? new Cron(prefix.group(2).strip(), zoneOf(prefix.group(1)))
          : new Cron(text.strip(), zone);
    }

    @Override
    public Instant next(Instant after) {
      return CronFields.parse(text)
          .next(after, zone)
          .orElseThrow(() -> new InvalidSchedule(CronFields.never(text)));
    }

    /** With the zone before it, as the scheduler of a Flyte reads it. */
    public String zoned() {
      return "CRON_TZ=" + zone.getId() + " " + text;
    }

    @Override
    public String words() {
      return CronWords.of(text) + ", " + zone.getId();
    }
  }

  /** A fixed time after the moment before; the first one so long after the activation. */
  record Rate(int value, Unit unit) implements Timing {
    private static final Pattern TEXT = Pattern.compile("(?i)every\\s+(-?\\d{0,9})\\s*([a-z]+)");

    public Rate {
      if (value < 1) {
        throw new InvalidSchedule(
            "A fixed rate of %d %ss: it needs at least 1. Write it as 'every 15 minutes'."
                .formatted(value, unit.word()));
      }
    }

    static Rate parse(String text) {
      var match = TEXT.matcher(text);
      if (match.matches()) {
        for (var unit : Unit.values()) {
          var word = match.group(2).toLowerCase(Locale.ROOT);
          if (word.equals(unit.word())
              || word.equals(unit.word() + "s")
              || word.equals(unit.word().substring(0, 1))
              || (unit == Unit.MINUTE && word.equals("min"))) {
            return new Rate(match.group(1).isEmpty() ? 1 : Integer.parseInt(match.group(1)), unit);
          }
        }
      }
      throw new InvalidSchedule(
          "'%s' is not a fixed rate. Write 'every 15 minutes', 'every 2 hours' or 'every day'."
              .formatted(text));
    }

    /** The time between two moments; a day is 24 hours. */
    public Duration period() {
      return unit.length.multipliedBy(value);
    }

    @Override
    public Instant next(Instant after) {
      return after.plus(period());
    }

    @Override
    public String text() {
      return words();
    }

    @Override
    public String words() {
      return value == 1 ? "every " + unit.word() : "every %d %ss".formatted(value, unit.word());
    }
  }

  /** Units of a fixed rate. */
  enum Unit {
    MINUTE(Duration.ofMinutes(1)),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1));

    private final Duration length;

    Unit(Duration length) {
      this.length = length;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A time zone by its name.
   *
   * @throws InvalidSchedule naming one that is meant
   */
  static ZoneId zoneOf(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException _) {
      throw new InvalidSchedule(
          "No time zone '%s'.%s Write one as 'Europe/Berlin' or 'UTC'."
              .formatted(name, Zones.nearest(name)));
    }
  }
}
