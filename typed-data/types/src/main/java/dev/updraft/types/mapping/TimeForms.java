package dev.updraft.types.mapping;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.StructValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
        value -> iso(LocalDateTime.ofInstant(value, ZoneOffset.UTC)) + "+00:00",
        text -> OffsetDateTime.parse(text).toInstant());
  }

  static Form localDateTime() {
    return new Time<>(
        LocalDateTime.class,
        LiteralType.simple(SimpleKind.DATETIME, "LocalDateTime"),
        value -> value.toInstant(ZoneOffset.UTC),
        value -> LocalDateTime.ofInstant(value, ZoneOffset.UTC),
        TimeForms::iso,
        TimeForms::localDateTime);
  }

  static Form localDate() {
    return new Time<>(
        LocalDate.class,
        LiteralType.simple(SimpleKind.DATETIME, "LocalDate"),
        value -> value.atStartOfDay().toInstant(ZoneOffset.UTC),
        value -> midnight(LocalDateTime.ofInstant(value, ZoneOffset.UTC)),
        LocalDate::toString,
        text -> text.length() <= 10 ? LocalDate.parse(text) : midnight(localDateTime(text)));
  }

  static Form duration() {
    return new Span();
  }

  /**
   * With microseconds where they suffice: Python's {@code fromisoformat} before 3.11 knows no other
   * fraction.
   */
  private static String iso(LocalDateTime time) {
    String seconds =
        "%s:%02d"
            .formatted(
                time.toString().substring(0, time.toString().indexOf('T') + 6), time.getSecond());
    int nano = time.getNano();
    return nano == 0
        ? seconds
        : seconds + (nano % 1000 == 0 ? ".%06d".formatted(nano / 1000) : ".%09d".formatted(nano));
  }

  /** Python's aware datetimes come with an offset; only UTC has a local time that is meant. */
  private static LocalDateTime localDateTime(String text) {
    return text.endsWith("+00:00") || text.endsWith("Z")
        ? OffsetDateTime.parse(text).toLocalDateTime()
        : LocalDateTime.parse(text);
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

    /** Seconds as Python has them, where that loses nothing; Java's own text for the rest. */
    @Override
    StructValue write(Object value, Place at) {
      var span = inRange((Duration) value, at);
      double seconds = exact(span).doubleValue();
      return ofSeconds(seconds).equals(span)
          ? new StructValue.Real(seconds)
          : new StructValue.Text(span.toString());
    }

    @Override
    Object read(StructValue component, Place at) {
      try {
        return switch (component) {
          case StructValue.Real(double seconds) when Math.abs(seconds) <= LONGEST_SECONDS ->
              ofSeconds(seconds);
          case StructValue.Whole(long seconds) -> Duration.ofSeconds(seconds);
          case StructValue.Text(String text) -> Duration.parse(text);
          default -> throw unexpected(component, at);
        };
      } catch (DateTimeException e) {
        throw unexpected(component, at);
      }
    }

    private static BigDecimal exact(Duration span) {
      return BigDecimal.valueOf(span.getSeconds()).add(BigDecimal.valueOf(span.getNano(), 9));
    }

    private static Duration ofSeconds(double seconds) {
      var nanos =
          new BigDecimal(seconds)
              .movePointRight(9)
              .setScale(0, RoundingMode.HALF_EVEN)
              .toBigIntegerExact();
      var parts = nanos.divideAndRemainder(java.math.BigInteger.valueOf(1_000_000_000));
      return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
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
