package dev.updraft.magics.view;

import dev.updraft.frames.FrameFile;
import dev.updraft.types.Literal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A stored dataframe's beginning, read where it lies: only its first pages. */
public final class FirstRows {
  private FirstRows() {}

  /** A column's name and its type, in words. */
  public record Column(String name, String type) {}

  /**
   * The first rows; empty when the frame lies on another machine.
   *
   * @param rows at most
   */
  public static Optional<FrameTable> of(Literal.StructuredDataset frame, int rows) {
    return here(frame.uri())
        .map(folder -> FrameFile.preview(folder, rows))
        .map(preview -> new FrameTable(preview.columns(), preview.rows()));
  }

  /** All columns: as stored, or as the literal says when the frame lies on another machine. */
  public static List<Column> columns(Literal.StructuredDataset frame) {
    return of(frame, 0)
        .map(
            table ->
                table.head().stream()
                    .map(column -> FrameCells.of(column, 0))
                    .map(cells -> new Column(cells.name(), cells.type()))
                    .toList())
        .orElseGet(
            () ->
                frame.type().columns().stream()
                    .map(column -> new Column(column.name(), column.type().inWords()))
                    .toList());
  }

  /** The stored file or folder itself, when this user can read it. */
  public static Optional<Path> here(String uri) {
    return Optional.of(uri)
        .map(text -> text.startsWith("file://") ? text.substring("file://".length()) : text)
        .filter(text -> text.startsWith("/"))
        .map(Path::of)
        .filter(Files::isReadable);
  }
}
