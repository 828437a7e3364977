package dev.updraft.frames.parquet;

import dev.updraft.api.frames.ColumnType;
import dev.updraft.api.frames.FrameColumn;
import dev.updraft.frames.column.StoredValues;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decoded values to a library's column. Values that a dictionary or a repetition shares become one
 * object.
 *
 * @param absent which rows hold null; of length 0 when none does
 * @param primitive whether the column becomes primitives, if it has a type for that
 */
record ReadColumn(
    String name, Meaning meaning, boolean[] absent, StoredValues values, boolean primitive) {
  private static final long JULIAN_EPOCH = 2_440_588;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  FrameColumn toFrameColumn() {
    return switch (meaning.type()) {
      case BOOLEAN -> booleans(bits());
      case BYTE -> bytes(ints());
      case SHORT -> shorts(ints());
      case INT -> ints(ints());
      case LONG -> longs(meaning.unsigned() ? widened() : longs());
      case FLOAT -> floats(values instanceof StoredValues.Words ? halves() : floats());
      case DOUBLE -> doubles(doubles());
      case CHAR -> words(new Character[values.rows()], w -> text(w).charAt(0));
      case STRING -> words(new String[values.rows()], ReadColumn::text);
      case BYTES -> objects(new byte[values.rows()][], row -> word(row).clone());
      case DATE -> ticks(new LocalDate[values.rows()], LocalDate::ofEpochDay);
      case TIME -> ticks(new LocalTime[values.rows()], this::time);
      case DATETIME ->
          ticks(
              new LocalDateTime[values.rows()],
              t -> LocalDateTime.ofEpochSecond(seconds(t), nanos(t), ZoneOffset.UTC));
      case INSTANT ->
          values instanceof StoredValues.Words
              ? words(new Instant[values.rows()], ReadColumn::int96)
              : ticks(new Instant[values.rows()], t -> Instant.ofEpochSecond(seconds(t), nanos(t)));
      case DURATION ->
          ticks(new Duration[values.rows()], t -> Duration.ofSeconds(seconds(t), nanos(t)));
      case DECIMAL -> decimals();
      case BIG_INTEGER -> bigIntegers();
      case UUID -> words(new UUID[values.rows()], ReadColumn::uuid);
      case NULL -> new FrameColumn.Objects(name, ColumnType.NULL, new Object[values.rows()]);
    };
  }

  private FrameColumn booleans(boolean[] rows) {
    return primitive
        ? new FrameColumn.Booleans(name, rows)
        : objects(new Boolean[rows.length], row -> rows[row]);
  }

  private FrameColumn bytes(int[] rows) {
    return objects(new Byte[rows.length], row -> (byte) rows[row]);
  }

  private FrameColumn shorts(int[] rows) {
    return objects(new Short[rows.length], row -> (short) rows[row]);
  }

  private FrameColumn ints(int[] rows) {
    return primitive
        ? new FrameColumn.Ints(name, rows)
        : objects(new Integer[rows.length], row -> rows[row]);
  }

  private FrameColumn longs(long[] rows) {
    return primitive
        ? new FrameColumn.Longs(name, rows)
        : objects(new Long[rows.length], row -> rows[row]);
  }

  private FrameColumn floats(float[] rows) {
    return primitive
        ? new FrameColumn.Floats(name, rows)
        : objects(new Float[rows.length], row -> rows[row]);
  }

  private FrameColumn doubles(double[] rows) {
    return primitive
        ? new FrameColumn.Doubles(name, rows)
        : objects(new Double[rows.length], row -> rows[row]);
  }

  private FrameColumn decimals() {
    var rows = new BigDecimal[values.rows()];
    return switch (values) {
      case StoredValues.Ints(var ints) ->
          objects(rows, row -> BigDecimal.valueOf(ints[row], meaning.scale()));
      case StoredValues.Longs(var longs) ->
          objects(rows, row -> BigDecimal.valueOf(longs[row], meaning.scale()));
      case StoredValues.Words _ ->
          words(
              rows,
              meaning.text()
                  ? word -> new BigDecimal(text(word))
                  : word -> new BigDecimal(new BigInteger(word), meaning.scale()));
      case StoredValues.Bits _, StoredValues.Floats _, StoredValues.Doubles _ -> throw mismatch();
    };
  }

  private FrameColumn bigIntegers() {
    var rows = new BigInteger[values.rows()];
    if (values instanceof StoredValues.Longs(var longs)) {
      return objects(rows, row -> new BigInteger(Long.toUnsignedString(longs[row])));
    }
    return words(rows, meaning.text() ? word -> new BigInteger(text(word)) : BigInteger::new);
  }

  private FrameColumn.Objects objects(@Nullable Object[] rows, IntFunction<Object> value) {
    for (int row = 0; row < rows.length; row++) {
      if (absent.length == 0 || !absent[row]) {
        rows[row] = value.apply(row);
      }
    }
    return new FrameColumn.Objects(name, meaning.type(), rows);
  }

  /** Times come in order more often than not, and then many are alike. */
  private FrameColumn.Objects ticks(@Nullable Object[] rows, LongFunction<Object> value) {
    long last = 0;
    Object made = null;
    var ticks = values instanceof StoredValues.Ints ? widened() : longs();
    for (int row = 0; row < rows.length; row++) {
      if (absent.length == 0 || !absent[row]) {
        if (made == null || last != ticks[row]) {
          last = ticks[row];
          made = value.apply(last);
        }
        rows[row] = made;
      }
    }
    return new FrameColumn.Objects(name, meaning.type(), rows);
  }

  private <T> FrameColumn.Objects words(@Nullable T[] rows, Function<byte[], T> value) {
    if (!(values instanceof StoredValues.Words(var dictionary, var ids))) {
      throw mismatch();
    }
    var made = rows.clone();
    if (made.length < dictionary.length) {
      made = Arrays.copyOf(made, dictionary.length);
    }
    for (int row = 0; row < rows.length; row++) {
      if (absent.length == 0 || !absent[row]) {
        int id = ids[row];
        var known = made[id];
        if (known == null) {
          known = value.apply(dictionary[id]);
          made[id] = known;
        }
        rows[row] = known;
      }
    }
    return new FrameColumn.Objects(name, meaning.type(), rows);
  }

  private byte[] word(int row) {
    if (values instanceof StoredValues.Words(var dictionary, var ids)) {
      return dictionary[ids[row]];
    }
    throw mismatch();
  }

  private boolean[] bits() {
    if (values instanceof StoredValues.Bits(var bits)) {
      return bits;
    }
    throw mismatch();
  }

  private int[] ints() {
    if (values instanceof StoredValues.Ints(var ints)) {
      return ints;
    }
    throw mismatch();
  }

  private long[] longs() {
    if (values instanceof StoredValues.Longs(var longs)) {
      return longs;
    }
    throw mismatch();
  }

  private float[] floats() {
    if (values instanceof StoredValues.Floats(var floats)) {
      return floats;
    }
    throw mismatch();
  }

  private double[] doubles() {
    if (values instanceof StoredValues.Doubles(var doubles)) {
      return doubles;
    }
    throw mismatch();
  }

  /** 32 bits as 64; without a sign when the type has none. */
  private long[] widened() {
    var ints = ints();
    var longs = new long[ints.length];
    for (int row = 0; row < ints.length; row++) {
      longs[row] = meaning.unsigned() ? Integer.toUnsignedLong(ints[row]) : ints[row];
    }
    return longs;
  }

  private float[] halves() {
    var floats = new float[values.rows()];
    for (int row = 0; row < floats.length; row++) {
      if (absent.length == 0 || !absent[row]) {
        floats[row] = Float.float16ToFloat(little(word(row)).getShort());
      }
    }
    return floats;
  }

  private long seconds(long ticks) {
    return Math.floorDiv(ticks, meaning.unit().perSecond());
  }

  private int nanos(long ticks) {
    return (int) Math.floorMod(ticks, meaning.unit().perSecond()) * meaning.unit().nanosEach();
  }

  private LocalTime time(long ticks) {
    return LocalTime.ofNanoOfDay(ticks * meaning.unit().nanosEach());
  }

  private IllegalStateException mismatch() {
    return new IllegalStateException(
        "%s is not stored as %s".formatted(meaning.type(), values.getClass().getSimpleName()));
  }

  private static String text(byte[] word) {
    return new String(word, StandardCharsets.UTF_8);
  }

  private static UUID uuid(byte[] word) {
    var bytes = ByteBuffer.wrap(word);
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  /** Nanoseconds of the day, then the Julian day: how Hive, Impala and old Spark write a moment. */
  private static Instant int96(byte[] word) {
    var bytes = little(word);
    long nanosOfDay = bytes.getLong();
    long day = bytes.getInt() - JULIAN_EPOCH;
    return Instant.ofEpochSecond(
        day * 86_400 + nanosOfDay / NANOS_PER_SECOND, nanosOfDay % NANOS_PER_SECOND);
  }

  private static ByteBuffer little(byte[] word) {
    return ByteBuffer.wrap(word).order(ByteOrder.LITTLE_ENDIAN);
  }
}
