package dev.updraft.api.frames;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A named column: a primitive array where the library holds primitives (then there is no null),
 * objects of one class otherwise. The arrays are lent, not copied: whoever holds a column must not
 * write into it.
 */
public sealed interface FrameColumn {
  /** Unique within the frame. */
  String name();

  ColumnType type();

  /** The number of rows. */
  int size();

  /** The value at a row, boxed. */
  @Nullable Object get(int row);

  /** Primitive {@code boolean}. */
  record Booleans(String name, boolean[] values) implements Primitive {
    @Override
    public ColumnType type() {
      return ColumnType.BOOLEAN;
    }
  }

  /** Primitive {@code int}. */
  record Ints(String name, int[] values) implements Primitive {
    @Override
    public ColumnType type() {
      return ColumnType.INT;
    }
  }

  /** Primitive {@code long}. */
  record Longs(String name, long[] values) implements Primitive {
    @Override
    public ColumnType type() {
      return ColumnType.LONG;
    }
  }

  /** Primitive {@code float}. */
  record Floats(String name, float[] values) implements Primitive {
    @Override
    public ColumnType type() {
      return ColumnType.FLOAT;
    }
  }

  /** Primitive {@code double}. */
  record Doubles(String name, double[] values) implements Primitive {
    @Override
    public ColumnType type() {
      return ColumnType.DOUBLE;
    }
  }

  /** Values of {@code type.javaClass()}, and nulls. */
  record Objects(String name, ColumnType type, @Nullable Object[] values) implements FrameColumn {
    public Objects {
      if (values.getClass().getComponentType() != type.javaClass()) {
        checkClass(name, type.javaClass(), values);
      }
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public @Nullable Object get(int row) {
      return values[row];
    }
  }

  /** A column without nulls, by the primitive array that holds it. */
  sealed interface Primitive extends FrameColumn {
    /** The array itself. */
    Object values();

    @Override
    default int size() {
      return Array.getLength(values());
    }

    @Override
    default Object get(int row) {
      return Array.get(values(), row);
    }
  }

  /**
   * A column of objects. Its type is the array's component type where that says enough, else the
   * class of the first value; a column of nothing but nulls has the type {@link ColumnType#NULL}.
   *
   * @throws FrameRefused when values of two classes are mixed, or of a class that cannot travel
   */
  static FrameColumn.Objects ofObjects(String name, @Nullable Object[] values) {
    var declared = ColumnType.of(values.getClass().getComponentType());
    if (declared.isPresent()) {
      return new Objects(name, declared.get(), values);
    }
    for (int row = 0; row < values.length; row++) {
      var value = values[row];
      if (value != null) {
        return new Objects(name, typeOf(name, row, value.getClass()), values);
      }
    }
    return new Objects(name, ColumnType.NULL, values);
  }

  private static ColumnType typeOf(String name, int row, Class<?> found) {
    return ColumnType.of(found)
        .orElseThrow(
            () ->
                new FrameRefused(
                    "Column '%s' holds %s (row %d), which cannot travel in a dataframe. %s"
                        .formatted(name, found.getTypeName(), row, hint(found))));
  }

  private static String hint(Class<?> found) {
    if (Enum.class.isAssignableFrom(found)) {
      return "Convert the constants to their names first, with Enum::name.";
    }
    return "Convert it first; columns may hold "
        + Arrays.stream(ColumnType.values())
            .filter(t -> t != ColumnType.NULL)
            .map(t -> t.javaClass().getSimpleName())
            .collect(Collectors.joining(", "))
        + ".";
  }

  private static void checkClass(String name, Class<?> expected, @Nullable Object[] values) {
    int first = -1;
    for (int row = 0; row < values.length; row++) {
      var value = values[row];
      if (value == null) {
        continue;
      }
      if (value.getClass() != expected) {
        throw new FrameRefused(
            "Column '%s' mixes classes: %s, but row %d holds %s. A column travels with one class: convert its values first."
                .formatted(
                    name,
                    first < 0
                        ? "it is declared as " + expected.getTypeName()
                        : "row %d holds %s".formatted(first, expected.getTypeName()),
                    row,
                    value.getClass().getTypeName()));
      }
      if (first < 0) {
        first = row;
      }
    }
  }
}
