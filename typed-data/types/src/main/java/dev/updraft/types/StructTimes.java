package dev.updraft.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Times and durations inside of a struct, as Python's {@code isoformat} and {@code total_seconds}
 * write them: docs/types.md, "in a struct".
 */
public final class StructTimes {
  private static final long LONGEST_SECONDS = 315_576_000_000L;
  private static final int DATE_LETTERS = 10;

  private StructTimes() {}

  /** A moment, with UTC's offset. */
  public static String text(Instant moment) {
    return text(LocalDateTime.ofInstant(moment, ZoneOffset.UTC)) + "+00:00";
  }

  /**
   * With microseconds where they suffice: Python's {@code fromisoformat} before 3.11 knows no other
   * fraction.
   */
  public static String text(LocalDateTime time) {
    String minutes = time.toString().substring(0, time.toString().indexOf('T') + 6);
    String seconds = "%s:%02d".formatted(minutes, time.getSecond());
    int nano = time.getNano();
    return nano == 0
        ? seconds
        : seconds + (nano % 1000 == 0 ? ".%06d".formatted(nano / 1000) : ".%09d".formatted(nano));
  }

  /**
   * Python's aware datetimes come with an offset; only UTC has a local time that is meant.
   *
   * @throws DateTimeException when it is none
   */
  public static LocalDateTime localDateTime(String text) {
    return text.endsWith("+00:00") || text.endsWith("Z")
        ? OffsetDateTime.parse(text).toLocalDateTime()
        : LocalDateTime.parse(text);
  }

  /**
   * The moment that any of the forms means: a date alone its midnight, a local time UTC's.
   *
   * @throws DateTimeException when it is none
   */
  public static Instant moment(String text) {
    if (text.length() <= DATE_LETTERS) {
      return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    return hasOffset(text)
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }

  /** What follows the date has a sign only where an offset begins. */
  private static boolean hasOffset(String text) {
    String time = text.substring(DATE_LETTERS);
    return time.endsWith("Z") || time.indexOf('+') >= 0 || time.indexOf('-') >= 0;
  }

  /** Seconds as Python has them, where that loses nothing; Java's own text for the rest. */
  public static StructValue of(Duration span) {
    double seconds =
        BigDecimal.valueOf(span.getSeconds())
            .add(BigDecimal.valueOf(span.getNano(), 9))
            .doubleValue();
    return ofSeconds(seconds).equals(span)
        ? new StructValue.Real(seconds)
        : new StructValue.Text(span.toString());
  }

  /**
   * Empty when it is of no form that a duration has.
   *
   * @throws DateTimeException when it is a text, but of none
   */
  public static Optional<Duration> duration(StructValue value) {
    return switch (value) {
      case StructValue.Real(double seconds) when Math.abs(seconds) <= LONGEST_SECONDS ->
          Optional.of(ofSeconds(seconds));
      case StructValue.Whole(long seconds) -> Optional.of(Duration.ofSeconds(seconds));
      case StructValue.Text(String text) -> Optional.of(Duration.parse(text));
      default -> Optional.empty();
    };
  }

  private static Duration ofSeconds(double seconds) {
    var nanos =
        new BigDecimal(seconds)
            .movePointRight(9)
            .setScale(0, RoundingMode.HALF_EVEN)
            .toBigIntegerExact();
    var parts = nanos.divideAndRemainder(BigInteger.valueOf(1_000_000_000));
    return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
  }
}
