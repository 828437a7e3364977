package dev.updraft.dflib;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/**
 * The values of a column as its type stands so far. A number type widens in place; when only text
 * can hold the values, what was read is dropped, for the texts are gone.
 */
final class CsvColumn {
  private static final int START = 1 << 10;

  final String name;
  private final boolean asked;
  private final CsvField field = new CsvField();
  private CsvType type;
  private int size;
  private int nulls;
  private boolean dropped;

  private boolean[] absent = new boolean[START];
  private boolean[] bits = {};
  private int[] ints = {};
  private long[] longs = {};
  private double[] doubles = {};
  private @Nullable Object[] objects = {};
  private Remembered<?> remembered = new Remembered<>(text -> text);

  /**
   * @param asked the type that the user demands, or NULL to find it out
   */
  CsvColumn(String name, CsvType asked) {
    this.name = name;
    this.asked = asked != CsvType.NULL;
    this.type = asked;
    become(asked);
  }

  CsvType type() {
    return type;
  }

  /** Whether the type became text after values had been read as something else. */
  boolean isDropped() {
    return dropped;
  }

  void addNull() {
    room();
    absent[size++] = true;
    nulls++;
  }

  /**
   * Adds a field that is no null.
   *
   * @return false when the type was asked for, and the field is not of it
   */
  boolean add(char[] buffer, int from, int length) {
    room();
    if (dropped) {
      size++;
      return true;
    }
    if (type == CsvType.TEXT || type == CsvType.DECIMAL) {
      return addObject(buffer, from, length);
    }
    if (isTime(type) && length > 0 && remembers(buffer, from, length)) {
      return true;
    }
    var found = length == 0 ? CsvType.TEXT : field.look(buffer, from, length);
    var both = type.or(found);
    if (both != type) {
      if (asked) {
        return false;
      }
      widen(both);
      if (dropped) {
        size++;
        return true;
      }
    }
    store(buffer, from, length);
    return true;
  }

  private void store(char[] buffer, int from, int length) {
    switch (type) {
      case NULL -> throw new IllegalStateException("A field that is no null has a type.");
      case BOOLEAN -> bits[size++] = buffer[from] == 't' || buffer[from] == 'T';
      case INT -> ints[size++] = (int) field.integer;
      case LONG -> longs[size++] = field.integer;
      case DOUBLE -> doubles[size++] = field.number;
      case DECIMAL, DATE, DATETIME, INSTANT, TEXT ->
          objects[size++] = remembered.of(buffer, from, length);
    }
  }

  private boolean addObject(char[] buffer, int from, int length) {
    try {
      objects[size] = remembered.of(buffer, from, length);
      size++;
      return true;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  /** A time seen before is of this type, and needs no second look. */
  private boolean remembers(char[] buffer, int from, int length) {
    try {
      objects[size] = remembered.of(buffer, from, length);
      size++;
      return true;
    } catch (DateTimeException _) {
      return false;
    }
  }

  private static boolean isTime(CsvType type) {
    return type == CsvType.DATE || type == CsvType.DATETIME || type == CsvType.INSTANT;
  }

  private void widen(CsvType wider) {
    if (type != CsvType.NULL && wider == CsvType.TEXT) {
      dropped = true;
      objects = new Object[0];
    } else if (type == CsvType.INT && wider == CsvType.LONG) {
      longs = Arrays.stream(ints).asLongStream().toArray();
    } else if (type == CsvType.INT && wider == CsvType.DOUBLE) {
      doubles = Arrays.stream(ints).asDoubleStream().toArray();
    } else if (type == CsvType.LONG && wider == CsvType.DOUBLE) {
      doubles = Arrays.stream(longs).asDoubleStream().toArray();
    } else {
      become(wider);
    }
    type = wider;
  }

  /** Makes room for a type whose first value comes now; before it there were only nulls. */
  private void become(CsvType first) {
    int room = absent.length;
    switch (first) {
      case NULL -> {}
      case BOOLEAN -> bits = new boolean[room];
      case INT -> ints = new int[room];
      case LONG -> longs = new long[room];
      case DOUBLE -> doubles = new double[room];
      case DECIMAL -> objects(room, new Remembered<>(BigDecimal::new));
      case DATE -> objects(room, new Remembered<>(LocalDate::parse));
      case DATETIME -> objects(room, new Remembered<>(CsvField::dateTime));
      case INSTANT -> objects(room, new Remembered<>(CsvField::instant));
      case TEXT -> objects(room, new Remembered<>(text -> text));
    }
  }

  private void objects(int room, Remembered<?> memory) {
    objects = new Object[room];
    remembered = memory;
  }

  private void room() {
    if (size < absent.length) {
      return;
    }
    int larger = size * 2;
    absent = Arrays.copyOf(absent, larger);
    if (dropped) {
      return;
    }
    switch (type) {
      case NULL -> {}
      case BOOLEAN -> bits = Arrays.copyOf(bits, larger);
      case INT -> ints = Arrays.copyOf(ints, larger);
      case LONG -> longs = Arrays.copyOf(longs, larger);
      case DOUBLE -> doubles = Arrays.copyOf(doubles, larger);
      case DECIMAL, DATE, DATETIME, INSTANT, TEXT -> objects = Arrays.copyOf(objects, larger);
    }
  }

  Series<?> series() {
    boolean whole = nulls == 0;
    return switch (type) {
      case NULL -> Series.of(new Object[size]);
      case BOOLEAN ->
          whole
              ? Series.ofBool(Arrays.copyOf(bits, size))
              : boxed(new Boolean[size], row -> bits[row]);
      case INT ->
          whole
              ? Series.ofInt(Arrays.copyOf(ints, size))
              : boxed(new Integer[size], row -> ints[row]);
      case LONG ->
          whole
              ? Series.ofLong(Arrays.copyOf(longs, size))
              : boxed(new Long[size], row -> longs[row]);
      case DOUBLE ->
          whole
              ? Series.ofDouble(Arrays.copyOf(doubles, size))
              : boxed(new Double[size], row -> doubles[row]);
      case DECIMAL -> Series.of(Arrays.copyOf(objects, size, BigDecimal[].class));
      case DATE -> Series.of(Arrays.copyOf(objects, size, LocalDate[].class));
      case DATETIME -> Series.of(Arrays.copyOf(objects, size, LocalDateTime[].class));
      case INSTANT -> Series.of(Arrays.copyOf(objects, size, Instant[].class));
      case TEXT -> Series.of(Arrays.copyOf(objects, size, String[].class));
    };
  }

  private Series<?> boxed(@Nullable Object[] boxes, java.util.function.IntFunction<Object> value) {
    for (int row = 0; row < boxes.length; row++) {
      if (!absent[row]) {
        boxes[row] = value.apply(row);
      }
    }
    return Series.of(boxes);
  }
}
