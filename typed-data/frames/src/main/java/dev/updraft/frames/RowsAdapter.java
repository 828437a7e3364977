package dev.updraft.frames;

import dev.updraft.api.frames.Frame;
import dev.updraft.api.frames.FrameAdapter;
import dev.updraft.api.frames.FrameColumn;
import java.util.List;

/** Our own dataframe class, for one record of rows. */
record RowsAdapter<R extends Record>(Class<R> row) implements FrameAdapter<Frame<R>> {
  @Override
  public String frameClass() {
    return Frame.class.getName();
  }

  @Override
  public List<FrameColumn> columns(Frame<R> frame) {
    return frame.columns();
  }

  @Override
  public Frame<R> frame(List<FrameColumn> columns) {
    return Frame.ofColumns(row, columns);
  }

  @Override
  public int rows(Frame<R> frame) {
    return frame.size();
  }

  @Override
  public Frame<R> head(Frame<R> frame, int rows) {
    return frame.head(rows);
  }
}
