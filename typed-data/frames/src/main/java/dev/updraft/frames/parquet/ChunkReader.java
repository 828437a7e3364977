package dev.updraft.frames.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;

/** Decodes the pages of a column's chunks into one target. Data pages of both versions. */
final class ChunkReader {
  /** Read at once of a chunk that is not wanted whole. */
  private static final int AHEAD = 1 << 16;

  private final ParquetFile file;
  private final ParquetFile.Column column;
  private final Target target;
  private final boolean[] absent;
  private final int limit;
  private int[] numbers = new int[0];
  private int row;
  private int absentRows;

  /**
   * @param absent is set where a row holds null; of length 0 for a required column
   * @param at the first row to fill
   * @param limit stop before this row
   */
  ChunkReader(
      ParquetFile file,
      ParquetFile.Column column,
      Target target,
      boolean[] absent,
      int at,
      int limit) {
    this.file = file;
    this.column = column;
    this.target = target;
    this.absent = absent;
    this.row = at;
    this.limit = limit;
  }

  /** Reads all chunks; returns how many rows hold null. */
  int read() throws IOException {
    for (var chunk : file.chunks(column)) {
      if (row < limit) {
        var meta = chunk.getMeta_data();
        if (chunk.isSetFile_path() || meta == null) {
          throw new IOException("its data lies in another file, or is encrypted");
        }
        chunk(meta);
      }
    }
    if (row != limit) {
      throw new IOException("it ends after %d rows of %d".formatted(row, limit));
    }
    return absentRows;
  }

  private void chunk(ColumnMetaData meta) throws IOException {
    long start = meta.getData_page_offset();
    if (meta.isSetDictionary_page_offset() && meta.getDictionary_page_offset() > 0) {
      start = Math.min(start, meta.getDictionary_page_offset());
    }
    long size = meta.getTotal_compressed_size();
    long values = meta.getNum_values();
    var bytes = new ChunkBytes(file, start, size, limit - row < values ? AHEAD : size);
    while (values > 0 && row < limit) {
      var header = Util.readPageHeader(bytes);
      int length = header.getCompressed_page_size();
      if (length < 0 || length > bytes.available()) {
        throw new IOException("a page ends outside its chunk");
      }
      bytes.hold(length);
      checkSum(header, bytes.held(), bytes.at());
      values -= page(meta, header, bytes.held(), bytes.at());
      bytes.pass(length);
    }
  }

  private static void checkSum(PageHeader header, byte[] bytes, int at) throws IOException {
    if (header.isSetCrc()) {
      var crc = new CRC32();
      crc.update(bytes, at, header.getCompressed_page_size());
      if ((int) crc.getValue() != header.getCrc()) {
        throw new IOException("the checksum of a page does not fit its bytes");
      }
    }
  }

  /** Returns how many values it held, nulls counted. */
  private int page(ColumnMetaData meta, PageHeader header, byte[] bytes, int at)
      throws IOException {
    int length = header.getCompressed_page_size();
    int size = header.getUncompressed_page_size();
    return switch (Required.field(header.getType(), "page type")) {
      case DICTIONARY_PAGE -> {
        var page = little(Decompress.page(codec(meta), bytes, at, length, size));
        target.dictionary(
            page,
            Required.field(header.getDictionary_page_header(), "dictionary header")
                .getNum_values());
        yield 0;
      }
      case DATA_PAGE -> {
        var v1 = Required.field(header.getData_page_header(), "page header");
        var page = little(Decompress.page(codec(meta), bytes, at, length, size));
        if (!column.required()) {
          if (v1.getDefinition_level_encoding() != Encoding.RLE) {
            throw new IOException("its levels are written in the way of 2013 (BIT_PACKED)");
          }
          var levels = page.slice(page.position() + 4, page.getInt(page.position()));
          page.position(page.position() + 4 + levels.limit());
          yield rows(
              Required.field(v1.getEncoding(), "encoding"), v1.getNum_values(), levels, page);
        }
        yield rows(
            Required.field(v1.getEncoding(), "encoding"),
            v1.getNum_values(),
            page.slice(0, 0),
            page);
      }
      case DATA_PAGE_V2 -> {
        var v2 = Required.field(header.getData_page_header_v2(), "page header");
        int before = v2.getDefinition_levels_byte_length() + v2.getRepetition_levels_byte_length();
        var codec = v2.isIs_compressed() ? codec(meta) : CompressionCodec.UNCOMPRESSED;
        var page =
            size == before
                ? little(new byte[0])
                : little(
                    Decompress.page(codec, bytes, at + before, length - before, size - before));
        var levels =
            ByteBuffer.wrap(
                bytes,
                at + v2.getRepetition_levels_byte_length(),
                v2.getDefinition_levels_byte_length());
        yield rows(Required.field(v2.getEncoding(), "encoding"), v2.getNum_values(), levels, page);
      }
      case INDEX_PAGE -> 0;
    };
  }

  private int rows(Encoding encoding, int inPage, ByteBuffer levels, ByteBuffer page)
      throws IOException {
    int count = Math.min(inPage, limit - row);
    int present = column.required() ? count : present(levels, count);
    values(encoding, present, inPage, page);
    if (present < count) {
      target.spread(absent, row, count, present);
      absentRows += count - present;
    }
    row += count;
    return inPage;
  }

  private int present(ByteBuffer levels, int count) {
    room(count);
    Hybrid.decode(levels, 1, numbers, count);
    int present = 0;
    for (int i = 0; i < count; i++) {
      present += numbers[i];
      absent[row + i] = numbers[i] == 0;
    }
    return present;
  }

  private void values(Encoding encoding, int count, int inPage, ByteBuffer page)
      throws IOException {
    switch (encoding) {
      case PLAIN -> target.plain(page, row, count);
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
        room(count);
        if (count > 0) {
          int width = page.get();
          Hybrid.decode(page, width, numbers, count);
        }
        target.indexed(numbers, row, count);
      }
      case RLE,
          DELTA_BINARY_PACKED,
          DELTA_LENGTH_BYTE_ARRAY,
          DELTA_BYTE_ARRAY,
          BYTE_STREAM_SPLIT -> {
        var reader =
            org.apache.parquet.column.Encoding.valueOf(encoding.name())
                .getValuesReader(descriptor(), ValuesType.VALUES);
        reader.initFromPage(inPage, ByteBufferInputStream.wrap(page.slice()));
        target.each(reader, row, count);
      }
      case BIT_PACKED -> throw new IOException("its values are written as BIT_PACKED");
    }
  }

  private void room(int count) {
    if (numbers.length < count) {
      numbers = new int[count];
    }
  }

  private ColumnDescriptor descriptor() {
    var element = column.element();
    var name =
        switch (column.physical()) {
          case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
          case BOOLEAN, INT32, INT64, INT96, FLOAT, DOUBLE, FIXED_LEN_BYTE_ARRAY ->
              PrimitiveTypeName.valueOf(column.physical().name());
        };
    var type =
        new PrimitiveType(Repetition.REQUIRED, name, element.getType_length(), element.getName());
    return new ColumnDescriptor(new String[] {element.getName()}, type, 0, 0);
  }

  private static CompressionCodec codec(ColumnMetaData meta) {
    return Required.field(meta.getCodec(), "codec");
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
