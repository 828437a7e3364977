package dev.updraft.types.mapping;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.StructTimes;
import dev.updraft.types.StructValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Function;

/**
 * Times, dates and durations. In a struct they are written as Python's {@code isoformat} and {@code
 * total_seconds} do.
 */
final class TimeForms {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
  private static final long LONGEST_SECONDS = 315_576_000_000L;

  private TimeForms() {}

  static Form instant() {
    return new Time<>(
        Instant.class,
        LiteralType.simple(SimpleKind.DATETIME),
        value -> value,
        value -> value,
        StructTimes::text,
        text -> OffsetDateTime.parse(text).toInstant());
  }

  static Form localDateTime() {
    return new Time<>(
        LocalDateTime.class,
        LiteralType.simple(SimpleKind.DATETIME, "LocalDateTime"),
        value -> value.toInstant(ZoneOffset.UTC),
        value -> LocalDateTime.ofInstant(value, ZoneOffset.UTC),
        StructTimes::text,
        StructTimes::localDateTime);
  }

  static Form localDate() {
    return new Time<>(
        LocalDate.class,
        LiteralType.simple(SimpleKind.DATETIME, "LocalDate"),
        value -> value.atStartOfDay().toInstant(ZoneOffset.UTC),
        value -> midnight(LocalDateTime.ofInstant(value, ZoneOffset.UTC)),
        LocalDate::toString,
        text ->
            text.length() <= 10
                ? LocalDate.parse(text)
                : midnight(StructTimes.localDateTime(text)));
  }

  static Form duration() {
    return new Span();
  }

  private static LocalDate midnight(LocalDateTime time) {
    if (!time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
      throw new DateTimeException("it is not midnight");
    }
    return time.toLocalDate();
  }

  private static final class Time<T> extends Form {
    private final Class<T> javaClass;
    private final Function<T, Instant> toInstant;
    private final Function<Instant, T> ofInstant;
    private final Function<T, String> toText;
    private final Function<String, T> ofText;

    Time(
        Class<T> javaClass,
        LiteralType type,
        Function<T, Instant> toInstant,
        Function<Instant, T> ofInstant,
        Function<T, String> toText,
        Function<String, T> ofText) {
      super(javaClass, javaClass.getSimpleName(), type);
      this.javaClass = javaClass;
      this.toInstant = toInstant;
      this.ofInstant = ofInstant;
      this.toText = toText;
      this.ofText = ofText;
    }

    @Override
    Literal write(Object value, Place at, Transfers transfers) {
      return new Literal.Datetime(inRange(value, at));
    }

    @Override
    Object read(Literal literal, Place at, Transfers transfers) {
      if (literal instanceof Literal.Datetime(Instant instant)) {
        try {
          return ofInstant.apply(instant);
        } catch (DateTimeException e) {
          throw unexpected(literal, at);
        }
      }
      throw unexpected(literal, at);
    }

    @Override
    StructValue write(Object value, Place at) {
      inRange(value, at);
      return new StructValue.Text(toText.apply(javaClass.cast(value)));
    }

    @Override
    Object read(StructValue component, Place at) {
      if (component instanceof StructValue.Text(String text)) {
        try {
          return ofText.apply(text);
        } catch (DateTimeException e) {
          throw unexpected(component, at);
        }
      }
      throw unexpected(component, at);
    }

    private Instant inRange(Object value, Place at) {
      var instant = outside(value);
      if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
        throw new ValueRefused(
            at, value + " is out of range: a datetime lies between the years 1 and 9999.");
      }
      return instant;
    }

    /** Local times at the very ends of Java's range have no instant. */
    private Instant outside(Object value) {
      try {
        return toInstant.apply(javaClass.cast(value));
      } catch (DateTimeException e) {
        return Instant.MAX;
      }
    }
  }

  private static final class Span extends Form {
    Span() {
      super(Duration.class, "Duration", LiteralType.simple(SimpleKind.DURATION));
    }

    @Override
    Literal write(Object value, Place at, Transfers transfers) {
      return new Literal.Span(inRange((Duration) value, at));
    }

    @Override
    Object read(Literal literal, Place at, Transfers transfers) {
      if (literal instanceof Literal.Span(Duration span)) {
        return span;
      }
      throw unexpected(literal, at);
    }

    @Override
    StructValue write(Object value, Place at) {
      return StructTimes.of(inRange((Duration) value, at));
    }

    @Override
    Object read(StructValue component, Place at) {
      try {
        return StructTimes.duration(component).orElseThrow(() -> unexpected(component, at));
      } catch (DateTimeException e) {
        throw unexpected(component, at);
      }
    }

    private static Duration inRange(Duration span, Place at) {
      if (span.getSeconds() >= LONGEST_SECONDS || span.getSeconds() < -LONGEST_SECONDS) {
        throw new ValueRefused(
            at, span + " is out of range: a duration is shorter than " + LONGEST_SECONDS + " s.");
      }
      return span;
    }
  }
}
