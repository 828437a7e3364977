package dev.updraft.client.testing;

import dev.updraft.api.frames.FrameAdapter;
import dev.updraft.api.frames.FrameColumn;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Lends the one column of a {@link Inc.Table}, and counts how often it was asked. */
public final class TableAdapter implements FrameAdapter<Inc.Table> {
  public static final AtomicInteger ASKED = new AtomicInteger();

  @Override
  public String frameClass() {
    return Inc.Table.class.getName();
  }

  @Override
  public List<FrameColumn> columns(Inc.Table frame) {
    ASKED.incrementAndGet();
    return List.of(
        new FrameColumn.Ints(
            "number", frame.numbers().stream().mapToInt(Integer::intValue).toArray()));
  }

  @Override
  public Inc.Table frame(List<FrameColumn> columns) {
    var column = columns.getFirst();
    return new Inc.Table(
        IntStream.range(0, column.size()).mapToObj(row -> (Integer) column.get(row)).toList());
  }

  @Override
  public int rows(Inc.Table frame) {
    return frame.numbers().size();
  }

  @Override
  public Inc.Table head(Inc.Table frame, int rows) {
    return new Inc.Table(frame.numbers().subList(0, rows));
  }
}
