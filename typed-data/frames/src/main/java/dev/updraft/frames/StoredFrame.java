package dev.updraft.frames;

import dev.updraft.api.frames.FrameColumn;
import dev.updraft.api.frames.FrameRefused;
import dev.updraft.frames.column.StoredColumn;
import dev.updraft.types.LiteralType;
import java.util.HashSet;
import java.util.List;

/** A frame's columns in the form in which they are hashed and stored. Made once, used for both. */
public final class StoredFrame {
  private final List<StoredColumn> columns;

  private StoredFrame(List<StoredColumn> columns) {
    this.columns = columns;
  }

  /**
   * Converts an adapter's columns.
   *
   * @throws FrameRefused when names are missing or repeated, lengths differ, or a value cannot be
   *     stored exactly
   */
  public static StoredFrame of(List<FrameColumn> columns) {
    var names = new HashSet<String>();
    for (int at = 0; at < columns.size(); at++) {
      var column = columns.get(at);
      if (column.name() == null) {
        throw new FrameRefused("Column %d has no name. Name it first.".formatted(at));
      }
      if (!names.add(column.name())) {
        throw new FrameRefused(
            "Two columns are named '%s'. Rename one of them.".formatted(column.name()));
      }
      if (column.size() != columns.getFirst().size()) {
        throw new FrameRefused(
            "Column '%s' has %,d rows, but column '%s' has %,d."
                .formatted(
                    column.name(),
                    column.size(),
                    columns.getFirst().name(),
                    columns.getFirst().size()));
      }
    }
    return new StoredFrame(columns.parallelStream().map(StoredColumn::of).toList());
  }

  public int rows() {
    return columns.isEmpty() ? 0 : columns.getFirst().rows();
  }

  /** The content key: equal for equal frames, whichever library or file they came from. */
  public String hash() {
    return FrameHash.of(columns, rows());
  }

  /** Names and types as Flyte names them. */
  public List<LiteralType.Column> columnTypes() {
    return columns.stream()
        .map(c -> new LiteralType.Column(c.name(), ColumnTypes.literalType(c.type())))
        .toList();
  }

  List<StoredColumn> columns() {
    return columns;
  }
}
