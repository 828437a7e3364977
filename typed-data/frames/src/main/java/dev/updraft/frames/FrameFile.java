package dev.updraft.frames;

import dev.updraft.api.frames.Frame;
import dev.updraft.api.frames.FrameColumn;
import dev.updraft.frames.parquet.ParquetReader;
import dev.updraft.frames.parquet.ParquetWriter;
import dev.updraft.frames.parquet.UnreadableFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A frame on disk: a folder with Parquet files, as Flyte's structured datasets are. We write one
 * file, {@code 00000}; we read all files of the folder but those whose name begins with a dot or an
 * underscore, in the order of their names.
 */
public final class FrameFile {
  /** The one file that we write. */
  public static final String NAME = "00000";

  private FrameFile() {}

  /** What was written. */
  public record Written(int rows, long bytes) {}

  /**
   * The beginning of a frame.
   *
   * @param rows of the whole frame
   * @param columns the first rows
   */
  public record Preview(long rows, List<FrameColumn> columns) {}

  /**
   * Writes a frame into a folder, which is made when missing. Not atomic: write beside, then
   * rename.
   */
  public static Written write(Path folder, StoredFrame frame) {
    try {
      Files.createDirectories(folder);
      return new Written(
          frame.rows(), ParquetWriter.write(folder.resolve(NAME), frame.columns(), frame.rows()));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Could not write a frame to '%s' (%s).".formatted(folder, e), e);
    }
  }

  /** Reads all columns of a folder, or of a single file. */
  public static List<FrameColumn> read(Path folder) {
    try (var reader = ParquetReader.open(files(folder))) {
      return reader.read(reader.names(), Long.MAX_VALUE);
    }
  }

  /**
   * Reads some columns, in this order.
   *
   * @throws UnreadableFrame when there is no such column
   */
  public static List<FrameColumn> read(Path folder, List<String> columns) {
    try (var reader = ParquetReader.open(files(folder))) {
      return reader.read(columns, Long.MAX_VALUE);
    }
  }

  /**
   * Reads the columns that a record declares, and no others.
   *
   * @throws dev.updraft.api.frames.FrameRefused when the stored columns do not fit
   */
  public static Frame<?> readRows(Path folder, Class<? extends Record> row) {
    var declared = Arrays.stream(row.getRecordComponents()).map(RecordComponent::getName).toList();
    try (var reader = ParquetReader.open(files(folder))) {
      return reader.names().containsAll(declared)
          ? Frame.ofColumns(row, reader.read(declared, Long.MAX_VALUE))
          : Frame.ofColumns(row, reader.read(reader.names(), 0)); // says what is missing
    }
  }

  /** Reads the first rows, and little more than those, from the disk. */
  public static Preview preview(Path folder, int rows) {
    try (var reader = ParquetReader.open(files(folder))) {
      return new Preview(reader.rows(), reader.read(reader.names(), rows));
    }
  }

  private static List<Path> files(Path folder) {
    if (Files.isRegularFile(folder)) {
      return List.of(folder);
    }
    try (var entries = Files.list(folder)) {
      var files = entries.filter(FrameFile::isData).sorted().toList();
      if (files.isEmpty()) {
        throw new UnreadableFrame(folder, "the folder holds no file.");
      }
      return files;
    } catch (IOException e) {
      throw new UnreadableFrame(folder, "the folder cannot be listed (%s).".formatted(e), e);
    }
  }

  private static boolean isData(Path file) {
    var name = String.valueOf(file.getFileName());
    return !name.startsWith(".") && !name.startsWith("_") && Files.isRegularFile(file);
  }
}
