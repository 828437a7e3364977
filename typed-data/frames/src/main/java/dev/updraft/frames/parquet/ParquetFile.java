package dev.updraft.frames.parquet;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/** An open Parquet file: its footer understood, its column chunks not yet read. */
final class ParquetFile implements AutoCloseable {
  private static final int TAIL = 8;

  private final Path path;
  private final FileChannel channel;
  private final FileMetaData footer;
  private final Map<String, Column> columns;

  private ParquetFile(Path path, FileChannel channel, FileMetaData footer) {
    this.path = path;
    this.channel = channel;
    this.footer = footer;
    this.columns = columns(path, footer);
  }

  static ParquetFile open(Path path) throws IOException {
    var channel = FileChannel.open(path);
    try {
      return new ParquetFile(path, channel, footer(path, channel));
    } catch (UnreadableFrame e) {
      channel.close();
      throw e;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw new UnreadableFrame(path, "its footer is damaged (%s).".formatted(e), e);
    }
  }

  Path path() {
    return path;
  }

  long rows() {
    return footer.getNum_rows();
  }

  /** By name, in the file's order. */
  Map<String, Column> columns() {
    return columns;
  }

  boolean isOurs() {
    return ParquetWriter.CREATED_BY.equals(footer.getCreated_by());
  }

  /** The chunks of a column, one per row group. */
  List<ColumnChunk> chunks(Column column) {
    return Required.field(footer.getRow_groups(), "list of row groups").stream()
        .map(group -> Required.field(group.getColumns(), "list of chunks").get(column.leaf()))
        .toList();
  }

  /** What our writer left in the footer about a column's Java type. */
  Optional<String> hint(Column column) {
    var pairs = footer.getKey_value_metadata();
    if (!isOurs() || pairs == null) {
      return Optional.empty();
    }
    var key = SchemaElements.TYPE_KEY + column.name();
    return pairs.stream()
        .filter(pair -> key.equals(pair.getKey()))
        .findFirst()
        .map(KeyValue::getValue);
  }

  byte[] bytes(long offset, long length) throws IOException {
    return bytes(channel, offset, length);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A field of the root.
   *
   * @param leaf where its chunk stands in a row group
   * @param flat whether it is a single value per row, and not a list, map or struct
   */
  record Column(String name, SchemaElement element, int leaf, boolean flat) {
    Type physical() {
      return Required.field(element.getType(), "type");
    }

    boolean required() {
      return element.getRepetition_type() == FieldRepetitionType.REQUIRED;
    }
  }

  private static FileMetaData footer(Path path, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < TAIL + ParquetWriter.MAGIC.length) {
      throw new UnreadableFrame(
          path, "with %d bytes it is too short for a Parquet file.".formatted(size));
    }
    var tail = ByteBuffer.wrap(bytes(channel, size - TAIL, TAIL)).order(ByteOrder.LITTLE_ENDIAN);
    int length = tail.getInt();
    var magic = StandardCharsets.ISO_8859_1.decode(tail).toString();
    if (magic.equals("PARE")) {
      throw new UnreadableFrame(path, "it is encrypted. Write it without encryption.");
    }
    if (!magic.equals("PAR1")) {
      throw new UnreadableFrame(
          path,
          new String(bytes(channel, 0, 4), StandardCharsets.ISO_8859_1).equals("PAR1")
              ? "it is a Parquet file that was cut off: its end is missing. Write or copy it again."
              : "it is not a Parquet file.");
    }
    if (length <= 0 || length > size - TAIL - ParquetWriter.MAGIC.length) {
      throw new UnreadableFrame(
          path, "its footer is damaged (a length of %d bytes).".formatted(length));
    }
    var footer =
        Util.readFileMetaData(
            new ByteArrayInputStream(bytes(channel, size - TAIL - length, length)));
    checkRows(path, footer);
    return footer;
  }

  /** Arrays are made as long as the footer says; so it has to say it twice. */
  private static void checkRows(Path path, FileMetaData footer) {
    long rows = 0;
    for (var group : Required.field(footer.getRow_groups(), "list of row groups")) {
      rows += group.getNum_rows();
    }
    if (rows != footer.getNum_rows() || rows < 0) {
      throw new UnreadableFrame(
          path,
          "its footer is damaged (%d rows, but %d in its groups)."
              .formatted(footer.getNum_rows(), rows));
    }
  }

  private static byte[] bytes(FileChannel channel, long offset, long length) throws IOException {
    if (offset < 0 || length < 0 || offset + length > channel.size()) {
      throw new EOFException(
          "bytes %d to %d lie outside the file".formatted(offset, offset + length));
    }
    var buffer = ByteBuffer.allocate(Math.toIntExact(length));
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    return buffer.array();
  }

  /** The schema is a tree written depth first; its leaves are numbered alike. */
  private static Map<String, Column> columns(Path path, FileMetaData footer) {
    var columns = new LinkedHashMap<String, Column>();
    var schema = Required.field(footer.getSchema(), "schema");
    int leaf = 0;
    for (int at = 1; at < schema.size(); ) {
      var element = schema.get(at);
      boolean flat =
          element.getNum_children() == 0
              && element.getRepetition_type() != FieldRepetitionType.REPEATED;
      var name = Required.field(element.getName(), "column's name");
      if (columns.put(name, new Column(name, element, leaf, flat)) != null) {
        throw new UnreadableFrame(
            path, "it has two columns named '%s'. Rename one of them.".formatted(name));
      }
      int end = end(schema, at);
      for (; at < end; at++) {
        leaf += schema.get(at).getNum_children() == 0 ? 1 : 0;
      }
    }
    return columns;
  }

  private static int end(List<SchemaElement> schema, int at) {
    int end = at + 1;
    for (int child = schema.get(at).getNum_children(); child > 0; child--) {
      end = end(schema, end);
    }
    return end;
  }
}
