package dev.updraft.frames;

import dev.updraft.api.frames.ColumnType;
import dev.updraft.api.frames.FrameColumn;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/** Columns of every type: the one list that all tests over types go through. */
final class Samples {
  private Samples() {}

  /** Per type: values at its edges. A new type fails here until it is listed. */
  static Object[] edges(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> new Boolean[] {true, false, true};
      case BYTE -> new Byte[] {Byte.MIN_VALUE, -1, 0, Byte.MAX_VALUE};
      case SHORT -> new Short[] {Short.MIN_VALUE, -1, 0, Short.MAX_VALUE};
      case INT -> new Integer[] {Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE};
      case LONG -> new Long[] {Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE};
      case FLOAT -> new Float[] {-0.0f, 0.0f, Float.NaN, Float.MIN_VALUE, Float.NEGATIVE_INFINITY};
      case DOUBLE ->
          new Double[] {-0.0, 0.0, Double.NaN, Double.MIN_VALUE, Double.POSITIVE_INFINITY, 0.1};
      case CHAR -> new Character[] {'a', '\0', 'ß', '\uFFFF'};
      case STRING -> new String[] {"", " ", "ß€😀", "a\0b\n\"", "x".repeat(1_000), "a"};
      case BYTES -> new byte[][] {{}, {0}, {-1, 0, 127, -128}, {0}};
      case DATE ->
          new LocalDate[] {
            LocalDate.EPOCH,
            LocalDate.of(1, 1, 1),
            LocalDate.of(9999, 12, 31),
            LocalDate.of(-400, 2, 29)
          };
      case TIME -> new LocalTime[] {LocalTime.MIN, LocalTime.of(23, 59, 59, 999_999_000)};
      case DATETIME ->
          new LocalDateTime[] {
            LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000),
            LocalDateTime.of(1, 1, 1, 0, 0),
            LocalDateTime.of(9999, 12, 31, 1, 2)
          };
      case INSTANT ->
          new Instant[] {
            Instant.EPOCH,
            Instant.parse("1583-01-01T00:00:00.000001Z"),
            Instant.parse("9999-12-31T23:59:59.999999Z")
          };
      case DURATION ->
          new Duration[] {Duration.ZERO, Duration.ofDays(-400_000), Duration.ofNanos(-1_000)};
      case DECIMAL ->
          new BigDecimal[] {
            new BigDecimal("-99999.99"), new BigDecimal("0.00"), new BigDecimal("0.01")
          };
      case BIG_INTEGER ->
          new BigInteger[] {
            BigInteger.TEN.pow(38).subtract(BigInteger.ONE).negate(),
            BigInteger.ZERO,
            BigInteger.ONE
          };
      case UUID -> new UUID[] {new UUID(0, 0), new UUID(-1, Long.MIN_VALUE)};
      case NULL -> new Void[] {null, null};
    };
  }

  /** Values whose form must differ from the usual: finer times, longer numbers. */
  static Stream<Arguments> unusualForms() {
    return Stream.<Object[]>of(
            new Instant[] {Instant.parse("2024-02-29T12:00:00.123456789Z"), Instant.EPOCH},
            new LocalDateTime[] {LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_999)},
            new LocalTime[] {LocalTime.MAX, LocalTime.NOON},
            new Duration[] {Duration.ofNanos(-1), Duration.ofDays(1)},
            new BigDecimal[] {new BigDecimal("1.0"), new BigDecimal("1.00")},
            new BigDecimal[] {new BigDecimal("1E+3")},
            new BigDecimal[] {new BigDecimal("0.001"), new BigDecimal("-0.002")},
            new BigDecimal[] {new BigDecimal("1.5").pow(200)},
            new BigInteger[] {BigInteger.TWO.pow(500).negate(), BigInteger.ONE})
        .map(values -> Arguments.of((Object) values));
  }

  static FrameColumn column(String name, @Nullable Object[] values) {
    return FrameColumn.ofObjects(name, values);
  }

  /** The same values with a null at the start, at the end and after each. */
  static @Nullable Object[] withNulls(Object[] values) {
    var more =
        (@Nullable Object[])
            Array.newInstance(values.getClass().getComponentType(), values.length * 2 + 1);
    for (int i = 0; i < values.length; i++) {
      more[i * 2 + 1] = values[i];
    }
    return more;
  }

  static List<FrameColumn> primitives(int rows) {
    var random = new Random(rows);
    var booleans = new boolean[rows];
    var ints = new int[rows];
    var longs = new long[rows];
    var floats = new float[rows];
    var doubles = new double[rows];
    for (int row = 0; row < rows; row++) {
      booleans[row] = random.nextBoolean();
      ints[row] = random.nextInt();
      longs[row] = random.nextLong();
      floats[row] = random.nextFloat();
      doubles[row] = random.nextDouble();
    }
    return List.of(
        new FrameColumn.Booleans("z", booleans),
        new FrameColumn.Ints("i", ints),
        new FrameColumn.Longs("j", longs),
        new FrameColumn.Floats("f", floats),
        new FrameColumn.Doubles("d", doubles));
  }

  /** A column per type, all of so many rows, the edges repeated with nulls between them. */
  static List<FrameColumn> allTypes(int rows) {
    var columns = new ArrayList<FrameColumn>();
    for (var type : ColumnType.values()) {
      var pattern = withNulls(edges(type));
      var values = Arrays.copyOf(pattern, rows);
      for (int row = 0; row < rows; row++) {
        values[row] = pattern[(row + row / 1000) % pattern.length];
      }
      columns.add(column(type.name().toLowerCase(Locale.ROOT), values));
    }
    return columns;
  }
}
