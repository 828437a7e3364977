package dev.updraft.frames.column;

import dev.updraft.api.frames.ColumnType;
import dev.updraft.api.frames.FrameColumn;

/**
 * A column in its stored form.
 *
 * @param required whether the library holds primitives, so that nulls cannot occur
 * @param absent which rows hold null; of length 0 when none does
 */
public record StoredColumn(
    String name,
    ColumnType type,
    Form form,
    boolean required,
    boolean[] absent,
    StoredValues values) {

  /** Converts a library's column. */
  public static StoredColumn of(FrameColumn column) {
    return switch (column) {
      case FrameColumn.Booleans c -> required(c, new StoredValues.Bits(c.values()));
      case FrameColumn.Ints c -> required(c, new StoredValues.Ints(c.values()));
      case FrameColumn.Longs c -> required(c, new StoredValues.Longs(c.values()));
      case FrameColumn.Floats c -> required(c, new StoredValues.Floats(c.values()));
      case FrameColumn.Doubles c -> required(c, new StoredValues.Doubles(c.values()));
      case FrameColumn.Objects c -> new StoreObjects(c).stored();
    };
  }

  private static StoredColumn required(FrameColumn column, StoredValues values) {
    return new StoredColumn(column.name(), column.type(), Form.PLAIN, true, new boolean[0], values);
  }

  /** The type and its form in one word, e.g. {@code INSTANT[MICROS]}. */
  public String tag() {
    return type.name() + form;
  }

  public int rows() {
    return values.rows();
  }

  public boolean isAbsent(int row) {
    return absent.length > 0 && absent[row];
  }

  /** How many rows from {@code from} to before {@code to} hold null. */
  public int absentBetween(int from, int to) {
    int count = 0;
    if (absent.length > 0) {
      for (int row = from; row < to; row++) {
        count += absent[row] ? 1 : 0;
      }
    }
    return count;
  }
}
