package dev.updraft.types.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** When something is due, again and again. */
public sealed interface Timing permits Cron, Timing.Rate {
  /** The zone of who names none: Flyte's. */
  ZoneId UTC = ZoneId.of("UTC");

  /**
   * The first tick later than a moment.
   *
   * @param anchor when the schedule began: what a fixed rate counts from
   */
  Instant next(Instant anchor, Instant after);

  /** As a person writes it; {@link #read} reads it back. */
  String text();

  /** The zone that its times are told in. */
  ZoneId zone();

  /** The first few ticks later than a moment. */
  default List<Instant> next(Instant anchor, Instant after, int count) {
    var all = new ArrayList<Instant>();
    for (var tick = next(anchor, after); all.size() < count; tick = next(anchor, tick)) {
      all.add(tick);
    }
    return List.copyOf(all);
  }

  /** In words, e.g. {@code at 06:00 on Mon}; what has no simple ones as it is written. */
  default String words() {
    return InWords.of(this);
  }

  /**
   * What a person wrote: cron of five fields, an alias such as {@code @daily}, or {@code every 10
   * minutes}.
   *
   * @throws IllegalArgumentException that says what is wrong and how to write it
   */
  static Timing read(String text, ZoneId zone) {
    var rate = Rate.WRITTEN.matcher(text.strip());
    if (!rate.matches()) {
      return Cron.read(text, zone);
    }
    var unit = Unit.of(rate.group(2));
    return new Rate(rate.group(1) == null ? 1 : Integer.parseInt(rate.group(1)), unit);
  }

  /**
   * @throws IllegalArgumentException naming what a zone looks like
   */
  static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' is no time zone. Write one such as Europe/Berlin, America/New_York or UTC."
              .formatted(name),
          e);
    }
  }

  /** Of a fixed rate. */
  enum Unit {
    MINUTE(Duration.ofMinutes(1)),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1));

    private final Duration length;

    Unit(Duration length) {
      this.length = length;
    }

    static Unit of(String written) {
      return switch (written.toLowerCase(Locale.ROOT).charAt(0)) {
        case 'm' -> MINUTE;
        case 'h' -> HOUR;
        default -> DAY;
      };
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** So many minutes, hours or days of 24 hours after one another, whatever clocks show. */
  record Rate(int value, Unit unit) implements Timing {
    private static final Pattern WRITTEN =
        Pattern.compile(
            "every\\s+(?:(\\d{1,6})\\s*)?(m|min|minutes?|h|hours?|d|days?)",
            Pattern.CASE_INSENSITIVE);

    public Rate {
      if (value < 1) {
        throw new IllegalArgumentException(
            "A fixed rate of %d %ss never comes. Write e.g. 'every 10 minutes'."
                .formatted(value, unit.word()));
      }
    }

    private Duration period() {
      return unit.length.multipliedBy(value);
    }

    @Override
    public Instant next(Instant anchor, Instant after) {
      if (after.isBefore(anchor)) {
        return anchor.plus(period());
      }
      var gone = Duration.between(anchor, after).dividedBy(period());
      return anchor.plus(period().multipliedBy(gone + 1));
    }

    @Override
    public String text() {
      return value == 1 ? "every " + unit.word() : "every %d %ss".formatted(value, unit.word());
    }

    @Override
    public ZoneId zone() {
      return UTC;
    }
  }
}
