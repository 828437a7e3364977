package dev.updraft.api.frames;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One component of a row's record: how its column lies in memory, and how a column that came from
 * elsewhere becomes one. A column without missing values is primitive wherever {@link FrameColumn}
 * has a primitive form.
 *
 * @param optional whether values may be missing
 */
record RowColumn(String record, String name, ColumnType type, boolean optional, Method accessor) {
  static RowColumn of(Class<?> record, RecordComponent component) {
    var type =
        ColumnType.ofComponent(component.getGenericType())
            .orElseThrow(
                () ->
                    new FrameRefused(
                        "%s.%s is %s, which no column holds."
                            .formatted(
                                record.getSimpleName(),
                                component.getName(),
                                component.getGenericType().getTypeName())));
    var accessor = component.getAccessor();
    accessor.setAccessible(true);
    return new RowColumn(
        record.getSimpleName(),
        component.getName(),
        type,
        component.getType() == Optional.class,
        accessor);
  }

  /** The component's value in a row. */
  Object value(FrameColumn column, int row) {
    var value = column.get(row);
    if (optional) {
      return Optional.ofNullable(value);
    } else if (value == null) {
      throw absent(row);
    }
    return value;
  }

  /** The column of rows. */
  FrameColumn of(List<? extends Record> rows) {
    return made(rows.size(), row -> component(rows.get(row), row));
  }

  private @Nullable Object component(Record record, int row) {
    try {
      var value = accessor.invoke(record);
      if (value == null) {
        throw new FrameRefused(
            "Row %,d: %s.%s is null, which cannot travel.%s"
                .formatted(
                    row,
                    this.record,
                    name,
                    optional ? " Pass Optional.empty()." : " " + declareOptional()));
      }
      return value instanceof Optional<?> maybe ? maybe.orElse(null) : value;
    } catch (InvocationTargetException e) {
      throw new FrameRefused(
          "Row %,d: %s.%s threw %s".formatted(row, this.record, name, e.getCause()), e.getCause());
    } catch (IllegalAccessException e) {
      throw new FrameRefused("%s.%s cannot be read: %s".formatted(this.record, name, e), e);
    }
  }

  /** A column of any origin as this one. */
  FrameColumn of(FrameColumn column) {
    int size = column.size();
    if (column.type() == ColumnType.NULL && (optional || size == 0)) {
      return made(size, row -> null);
    } else if (column.type() == type && (optional || column instanceof FrameColumn.Primitive)) {
      return column;
    } else if (column.type() == type) {
      return made(size, column::get);
    } else if (isWhole(type) && isWhole(column.type())) {
      return made(size, row -> whole((Number) column.get(row), row));
    } else if (type == ColumnType.DOUBLE && column.type() == ColumnType.FLOAT) {
      return made(size, row -> column.get(row) instanceof Float value ? value.doubleValue() : null);
    } else if (type == ColumnType.FLOAT && column.type() == ColumnType.DOUBLE) {
      return made(size, row -> nearest((Double) column.get(row), row));
    }
    throw new FrameRefused(
        "Its column '%s' holds %s, but %s.%s is %s."
            .formatted(
                name,
                column.type() == ColumnType.NULL
                    ? "nothing but nulls"
                    : column.type().javaClass().getSimpleName(),
                record,
                name,
                (optional ? "Optional<%s>" : "%s").formatted(type.javaClass().getSimpleName())));
  }

  private FrameColumn made(int size, IntFunction<@Nullable Object> values) {
    var array =
        Array.newInstance(
            optional ? type.javaClass() : RowColumn.primitive(type).orElse(type.javaClass()), size);
    for (int row = 0; row < size; row++) {
      var value = values.apply(row);
      if (value == null && !optional) {
        throw absent(row);
      }
      Array.set(array, row, value);
    }
    return switch (array) {
      case boolean[] flags -> new FrameColumn.Booleans(name, flags);
      case int[] ints -> new FrameColumn.Ints(name, ints);
      case long[] longs -> new FrameColumn.Longs(name, longs);
      case float[] floats -> new FrameColumn.Floats(name, floats);
      case double[] doubles -> new FrameColumn.Doubles(name, doubles);
      default -> new FrameColumn.Objects(name, type, (@Nullable Object[]) array);
    };
  }

  private static Optional<Class<?>> primitive(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> Optional.of(boolean.class);
      case INT -> Optional.of(int.class);
      case LONG -> Optional.of(long.class);
      case FLOAT -> Optional.of(float.class);
      case DOUBLE -> Optional.of(double.class);
      case BYTE,
          SHORT,
          CHAR,
          STRING,
          BYTES,
          DATE,
          TIME,
          DATETIME,
          INSTANT,
          DURATION,
          DECIMAL,
          BIG_INTEGER,
          UUID,
          NULL ->
          Optional.empty();
    };
  }

  private static boolean isWhole(ColumnType type) {
    return type == ColumnType.BYTE
        || type == ColumnType.SHORT
        || type == ColumnType.INT
        || type == ColumnType.LONG;
  }

  private @Nullable Object whole(@Nullable Number value, int row) {
    if (value == null) {
      return null;
    }
    var fitting = narrowed(value.longValue());
    if (fitting.longValue() != value.longValue()) {
      throw outOfRange(value, row);
    }
    return fitting;
  }

  private Number narrowed(long exact) {
    if (type == ColumnType.BYTE) {
      return (byte) exact;
    } else if (type == ColumnType.SHORT) {
      return (short) exact;
    } else if (type == ColumnType.INT) {
      return (int) exact;
    }
    return exact;
  }

  private @Nullable Object nearest(@Nullable Double value, int row) {
    if (value == null) {
      return null;
    }
    float nearest = value.floatValue();
    if (Float.isInfinite(nearest) && !value.isInfinite()) {
      throw outOfRange(value, row);
    }
    return nearest;
  }

  private FrameRefused outOfRange(Number value, int row) {
    return new FrameRefused(
        "Its column '%s' holds %s (row %,d), out of the range of %s.%s, which is %s."
            .formatted(name, value, row, record, name, type.javaClass().getSimpleName()));
  }

  private FrameRefused absent(int row) {
    return new FrameRefused(
        "Its column '%s' has no value in row %,d. %s".formatted(name, row, declareOptional()));
  }

  private String declareOptional() {
    return "Declare %s.%s as Optional<%s>."
        .formatted(record, name, type.javaClass().getSimpleName());
  }
}
