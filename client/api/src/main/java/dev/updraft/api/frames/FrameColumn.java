package dev.updraft.api.frames;

import org.jspecify.annotations.Nullable;

/**
 * A column as Updraft reads it: by primitive where it holds primitives without nulls, by object otherwise. Exactly one of the
 * arrays is filled; which one follows from {@code type} and {@code nullable}.
 *
 * @param name unique within the frame
 * @param values {@code boolean[]}, {@code int[]}, {@code long[]}, {@code float[]} or {@code double[]} for a primitive type
 *     without nulls; {@code Object[]} of the classes that {@link ColumnType} names otherwise
 * @param nulls whether {@code null} may occur in {@code values}
 */
public record FrameColumn(String name, ColumnType type, Object values, int size, boolean nulls) {
  /** The value at a row, boxed. */
  public @Nullable Object get(int row) {
    return java.lang.reflect.Array.get(values, row);
  }
}
