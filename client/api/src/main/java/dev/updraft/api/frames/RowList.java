package dev.updraft.api.frames;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** A frame seen as its rows. */
final class RowList<R extends Record> extends AbstractList<R> implements RandomAccess {
  private final RowType<R> type;
  private final List<FrameColumn> columns;
  private final int size;

  RowList(RowType<R> type, List<FrameColumn> columns, int size) {
    this.type = type;
    this.columns = columns;
    this.size = size;
  }

  @Override
  public R get(int row) {
    return type.row(columns, Objects.checkIndex(row, size));
  }

  @Override
  public int size() {
    return size;
  }
}
