package dev.updraft.frames.parquet;

import dev.updraft.api.frames.FrameColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads Parquet files with the same columns as one frame, one behind the other. */
public final class ParquetReader implements AutoCloseable {
  private final List<ParquetFile> files = new ArrayList<>();

  private ParquetReader() {}

  /**
   * Opens the files and reads their footers.
   *
   * @param paths at least one
   * @throws UnreadableFrame when one of them is no Parquet file, or lacks a column of the first
   */
  public static ParquetReader open(List<Path> paths) {
    var reader = new ParquetReader();
    var path = paths.getFirst();
    try {
      for (var next : paths) {
        path = next;
        reader.files.add(ParquetFile.open(path));
      }
      return reader;
    } catch (IOException e) {
      reader.close();
      throw new UnreadableFrame(path, "it cannot be opened (%s).".formatted(e), e);
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** Rows of all files. */
  public long rows() {
    return files.stream().mapToLong(ParquetFile::rows).sum();
  }

  /** The names of the columns, in the first file's order. */
  public List<String> names() {
    return List.copyOf(files.getFirst().columns().keySet());
  }

  /**
   * Reads columns.
   *
   * @param names which, in this order
   * @param limit at most so many rows, from the first on
   */
  public List<FrameColumn> read(List<String> names, long limit) {
    long rows = Math.min(limit, rows());
    if (rows > Integer.MAX_VALUE - 8) {
      throw new UnreadableFrame(
          files.getFirst().path(),
          "%,d rows are more than a Java array holds. Split the frame.".formatted(rows));
    }
    var wanted = names.stream().map(name -> guarded(name, () -> wanted(name))).toList();
    return wanted.parallelStream()
        .map(column -> guarded(column.name(), () -> decode(column, (int) rows)))
        .toList();
  }

  /** A column that all files have with one type that we read. */
  private record Wanted(String name, ParquetFile.Column first, Meaning meaning, boolean required) {}

  private Wanted wanted(String name) {
    var first = find(files.getFirst(), name);
    var meaning = meaning(files.getFirst(), first);
    boolean required = true;
    for (var file : files) {
      checkSame(file, name, first, meaning);
      required &= find(file, name).required();
    }
    return new Wanted(name, first, meaning, required);
  }

  /** Whatever goes wrong inside is the file's fault, and says so. */
  private <T> T guarded(String column, Supplier<T> act) {
    try {
      return act.get();
    } catch (UnreadableFrame e) {
      throw e;
    } catch (RuntimeException e) {
      throw damaged(files.getFirst(), column, e);
    }
  }

  private FrameColumn decode(Wanted column, int rows) {
    var element = column.first().element();
    var target = Target.of(column.first().physical(), element.getType_length(), rows);
    var absent = new boolean[column.required() ? 0 : rows];
    int at = 0;
    int absentRows = 0;
    for (var file : files) {
      int end = (int) Math.min(rows, at + file.rows());
      absentRows += chunks(file, find(file, column.name()), target, absent, at, end);
      at = end;
    }
    boolean ours = files.stream().allMatch(ParquetFile::isOurs);
    boolean primitive = ours ? column.required() : absentRows == 0;
    return new ReadColumn(
            column.name(),
            column.meaning(),
            absentRows == 0 ? new boolean[0] : absent,
            target.values(),
            primitive)
        .toFrameColumn();
  }

  private static int chunks(
      ParquetFile file,
      ParquetFile.Column column,
      Target target,
      boolean[] absent,
      int at,
      int end) {
    try {
      return new ChunkReader(file, column, target, absent, at, end).read();
    } catch (IOException | RuntimeException e) {
      throw damaged(file, column.name(), e);
    }
  }

  private static UnreadableFrame damaged(ParquetFile file, String column, Exception e) {
    return new UnreadableFrame(
        file.path(),
        "column '%s' is damaged or unknown: %s."
            .formatted(column, e.getMessage() == null ? e : e.getMessage()),
        e);
  }

  private static ParquetFile.Column find(ParquetFile file, String name) {
    var column = file.columns().get(name);
    if (column == null) {
      throw new UnreadableFrame(
          file.path(),
          "it has no column '%s'. Its columns are '%s'."
              .formatted(name, String.join("', '", file.columns().keySet())));
    }
    return column;
  }

  private static Meaning meaning(ParquetFile file, ParquetFile.Column column) {
    if (!column.flat()) {
      throw new UnreadableFrame(
          file.path(),
          "column '%s' holds lists, maps or structs, and only flat columns can be read. Flatten or drop it."
              .formatted(column.name()));
    }
    return Meaning.of(column.element(), file.hint(column))
        .orElseThrow(
            () ->
                new UnreadableFrame(
                    file.path(),
                    "column '%s' is of Parquet's type %s, which has no Java class here. Convert or drop it."
                        .formatted(column.name(), Meaning.describe(column.element()))));
  }

  private void checkSame(ParquetFile file, String name, ParquetFile.Column first, Meaning meaning) {
    var column = find(file, name);
    if (column.physical() != first.physical()
        || column.element().getType_length() != first.element().getType_length()
        || !meaning(file, column).equals(meaning)) {
      throw new UnreadableFrame(
          file.path(),
          "its column '%s' has another type than in '%s'. Write both parts with one schema."
              .formatted(name, files.getFirst().path().getFileName()));
    }
  }

  @Override
  public void close() {
    for (var file : files) {
      file.close();
    }
  }
}
