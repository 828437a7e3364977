package dev.updraft.frames.column;

import dev.updraft.api.frames.FrameColumn;
import dev.updraft.api.frames.FrameRefused;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Objects to their stored form. */
final class StoreObjects {
  private final FrameColumn.Objects column;
  private final @Nullable Object[] rows;

  StoreObjects(FrameColumn.Objects column) {
    this.column = column;
    this.rows = column.values();
  }

  StoredColumn stored() {
    return switch (column.type()) {
      case BOOLEAN -> plain(bits());
      case BYTE -> plain(ints(Byte.class, Byte::intValue));
      case SHORT -> plain(ints(Short.class, Short::intValue));
      case INT -> plain(ints(Integer.class, Integer::intValue));
      case DATE -> plain(ints(LocalDate.class, this::days));
      case LONG -> plain(longs());
      case FLOAT -> plain(floats());
      case DOUBLE -> plain(doubles());
      case CHAR -> plain(words(Character.class, c -> utf8(c.toString())));
      case STRING -> plain(words(String.class, this::utf8));
      case BYTES -> plain(words(ByteBuffer.class, ByteBuffer::array));
      case UUID -> plain(words(UUID.class, StoreObjects::bytes));
      case TIME -> ticks(LocalTime.class, t -> t.toSecondOfDay(), LocalTime::getNano);
      case DATETIME ->
          ticks(LocalDateTime.class, t -> t.toEpochSecond(ZoneOffset.UTC), LocalDateTime::getNano);
      case INSTANT -> ticks(Instant.class, Instant::getEpochSecond, Instant::getNano);
      case DURATION -> ticks(Duration.class, Duration::getSeconds, Duration::getNano);
      case DECIMAL -> decimals(BigDecimal.class, d -> d, BigDecimal::toString);
      case BIG_INTEGER -> decimals(BigInteger.class, BigDecimal::new, BigInteger::toString);
      case NULL -> plain(new StoredValues.Ints(new int[rows.length]));
    };
  }

  private StoredColumn plain(StoredValues values) {
    return formed(Form.PLAIN, values);
  }

  private StoredColumn formed(Form form, StoredValues values) {
    return new StoredColumn(column.name(), column.type(), form, false, absent(), values);
  }

  private boolean[] absent() {
    for (int first = 0; first < rows.length; first++) {
      if (rows[first] == null) {
        var absent = new boolean[rows.length];
        for (int row = first; row < rows.length; row++) {
          absent[row] = rows[row] == null;
        }
        return absent;
      }
    }
    return new boolean[0];
  }

  private StoredValues bits() {
    var values = new boolean[rows.length];
    for (int row = 0; row < values.length; row++) {
      values[row] = rows[row] instanceof Boolean b && b;
    }
    return new StoredValues.Bits(values);
  }

  private <T> StoredValues ints(Class<T> type, ToIntFunction<T> convert) {
    var values = new int[rows.length];
    for (int row = 0; row < values.length; row++) {
      var value = rows[row];
      if (value != null) {
        values[row] = convert.applyAsInt(type.cast(value));
      }
    }
    return new StoredValues.Ints(values);
  }

  private StoredValues longs() {
    var values = new long[rows.length];
    for (int row = 0; row < values.length; row++) {
      values[row] = rows[row] instanceof Long v ? v : 0;
    }
    return new StoredValues.Longs(values);
  }

  private StoredValues floats() {
    var values = new float[rows.length];
    for (int row = 0; row < values.length; row++) {
      values[row] = rows[row] instanceof Float v ? v : 0;
    }
    return new StoredValues.Floats(values);
  }

  private StoredValues doubles() {
    var values = new double[rows.length];
    for (int row = 0; row < values.length; row++) {
      values[row] = rows[row] instanceof Double v ? v : 0;
    }
    return new StoredValues.Doubles(values);
  }

  /** By their bytes; a {@code byte[]} is keyed by a buffer around it, which compares contents. */
  private <T> StoredValues words(Class<T> type, Function<T, byte[]> encode) {
    var ids = new int[rows.length];
    var distinct = new Distinct<T>(encode);
    for (int row = 0; row < ids.length; row++) {
      var value = rows[row];
      if (value != null) {
        var key = value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
        ids[row] = distinct.idOf(type.cast(key));
      }
    }
    return new StoredValues.Words(distinct.words(), ids);
  }

  private <T> StoredColumn ticks(Class<T> type, ToLongFunction<T> seconds, ToIntFunction<T> nanos) {
    var unit = Unit.MICROS;
    for (var value : rows) {
      if (value != null && nanos.applyAsInt(type.cast(value)) % 1000 != 0) {
        unit = Unit.NANOS;
        break;
      }
    }
    var values = new long[rows.length];
    for (int row = 0; row < values.length; row++) {
      var value = rows[row];
      if (value != null) {
        var time = type.cast(value);
        values[row] = tick(row, unit, seconds.applyAsLong(time), nanos.applyAsInt(time));
      }
    }
    return formed(new Form.Ticks(unit), new StoredValues.Longs(values));
  }

  private long tick(int row, Unit unit, long seconds, int nanos) {
    try {
      return Math.addExact(Math.multiplyExact(seconds, unit.perSecond()), nanos / unit.nanosEach());
    } catch (ArithmeticException _) {
      throw refused(
          row,
          unit == Unit.NANOS
              ? "cannot be counted in nanoseconds, as other values of the column must be. Truncate the column to microseconds"
              : "is too far away to be counted in microseconds. Replace it, e.g. with null");
    }
  }

  private int days(LocalDate date) {
    var day = date.toEpochDay();
    if (day != (int) day) {
      throw new FrameRefused(
          "Column '%s' holds %s, which is too far away for a date. Replace it, e.g. with null."
              .formatted(column.name(), date));
    }
    return (int) day;
  }

  private <T> StoredColumn decimals(
      Class<T> type, Function<T, BigDecimal> number, Function<T, String> text) {
    int precision = 1;
    int scale = -1;
    for (var value : rows) {
      if (value != null) {
        var decimal = number.apply(type.cast(value));
        if ((scale >= 0 && decimal.scale() != scale) || decimal.scale() < 0) {
          return formed(Form.TEXT, words(type, v -> utf8(text.apply(v))));
        }
        scale = decimal.scale();
        precision = Math.max(precision, Math.max(decimal.precision(), scale));
      }
    }
    if (precision > 38) {
      return formed(Form.TEXT, words(type, v -> utf8(text.apply(v))));
    }
    int width = BigInteger.TEN.pow(precision).bitLength() / 8 + 1;
    return formed(
        new Form.Decimal(precision, Math.max(scale, 0), width),
        words(type, v -> bigEndian(number.apply(v).unscaledValue(), width)));
  }

  private static byte[] bigEndian(BigInteger value, int width) {
    var bytes = new byte[width];
    var shortest = value.toByteArray();
    Arrays.fill(bytes, (byte) (value.signum() < 0 ? -1 : 0));
    System.arraycopy(shortest, 0, bytes, width - shortest.length, shortest.length);
    return bytes;
  }

  private static byte[] bytes(UUID value) {
    return ByteBuffer.allocate(16)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits())
        .array();
  }

  /** {@code getBytes} would turn half a surrogate pair into a question mark without a word. */
  private byte[] utf8(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (Character.isSurrogate(text.charAt(at))) {
        if (at + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1))) {
          throw new FrameRefused(
              "Column '%s' holds a text with half a surrogate pair (at letter %d), which UTF-8 cannot write. Repair the text first."
                  .formatted(column.name(), at));
        }
        at++;
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private FrameRefused refused(int row, String why) {
    return new FrameRefused(
        "Column '%s', row %d: %s %s.".formatted(column.name(), row, rows[row], why));
  }
}
