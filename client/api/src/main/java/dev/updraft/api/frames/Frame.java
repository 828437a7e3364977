package dev.updraft.api.frames;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A dataframe whose columns a record declares: {@code Frame<Flight>} has a column for each
 * component of {@code Flight}, in that order. As a parameter or a result of a task its columns are
 * part of the task's interface.
 *
 * <p>A component's type says what its column holds: any class of {@link ColumnType}, or its
 * primitive; {@code Optional} of it where values may be missing. Immutable, as long as nobody
 * writes into lent arrays.
 *
 * @param <R> the record of a row
 */
public final class Frame<R extends Record> {
  private final RowType<R> type;
  private final List<FrameColumn> columns;
  private final int size;

  private Frame(RowType<R> type, List<FrameColumn> columns, int size) {
    this.type = type;
    this.columns = List.copyOf(columns);
    this.size = size;
  }

  /**
   * A frame of these rows.
   *
   * @throws FrameRefused when the record has components that no column can hold, or a row has a
   *     {@code null}
   */
  public static <R extends Record> Frame<R> of(Class<R> row, Collection<? extends R> rows) {
    var type = RowType.of(row);
    var list = new ArrayList<R>(rows);
    if (list.contains(null)) {
      throw new FrameRefused("Row %,d is null, which cannot travel.".formatted(list.indexOf(null)));
    }
    return new Frame<>(type, type.columns(list), list.size());
  }

  /**
   * The columns of a library's dataframe that the record names; others are left behind. Whole
   * numbers may be of another width, floats of another precision.
   *
   * @param dataframe such as DFLib's, with its library and adapter on the class path
   * @throws FrameRefused when a column is missing, is of another type or lacks values: all such
   *     columns at once, a missing one with the nearest name
   */
  public static <R extends Record> Frame<R> from(Class<R> row, Object dataframe) {
    return dataframe instanceof Frame<?> frame
        ? ofColumns(row, frame.columns())
        : ofColumns(
            row, Adapters.of(row.getClassLoader(), dataframe.getClass()).columns(dataframe));
  }

  /** As {@link #from}, of columns of the same length. */
  public static <R extends Record> Frame<R> ofColumns(Class<R> row, List<FrameColumn> columns) {
    var type = RowType.of(row);
    return new Frame<>(
        type, type.chosen(columns), columns.isEmpty() ? 0 : columns.getFirst().size());
  }

  /** The record of a row. */
  public Class<R> row() {
    return type.row();
  }

  /** One column for each component of the record, in that order. */
  public List<FrameColumn> columns() {
    return columns;
  }

  /** The number of rows. */
  public int size() {
    return size;
  }

  /** The rows; each is made when it is asked for. */
  public List<R> rows() {
    return new RowList<>(type, columns, size);
  }

  /** Its first rows. */
  public Frame<R> head(int rows) {
    return rows >= size ? this : of(type.row(), rows().subList(0, rows));
  }

  /**
   * As a dataframe of a library, such as {@code org.dflib.DataFrame.class}, whose adapter is on the
   * class path.
   */
  public <F> F as(Class<F> dataframe) {
    return dataframe.cast(
        Adapters.of(type.row().getClassLoader(), dataframe).frame(new ArrayList<>(columns)));
  }

  /** Whether the other frame has rows of the same record, and equal ones. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Frame<?> frame
        && frame.row() == row()
        && frame.size == size
        && sameValues(frame.columns);
  }

  private boolean sameValues(List<FrameColumn> others) {
    for (int at = 0; at < columns.size(); at++) {
      for (int row = 0; row < size; row++) {
        if (!Objects.deepEquals(columns.get(at).get(row), others.get(at).get(row))) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return Objects.hash(type.row(), size);
  }

  @Override
  public String toString() {
    return "Frame<%s> of %,d %s".formatted(type.name(), size, size == 1 ? "row" : "rows");
  }
}
