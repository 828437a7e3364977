package dev.updraft.frames.parquet;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.updraft.frames.column.StoredColumn;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;

/** Writes one Parquet file: row groups, columns and pages in order, then the footer. */
public final class ParquetWriter implements AutoCloseable {
  static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  /**
   * How our files are recognised: their required columns are primitives, their optional ones
   * objects.
   */
  static final String CREATED_BY = "updraft";

  private static final int PAGE_ROWS = 1 << 16;
  private static final int GROUP_ROWS = 1 << 20;
  private static final int ZSTD_LEVEL = 3;

  private final Counting out;
  private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(ZSTD_LEVEL);
  private final Bytes body = new Bytes();
  private byte[] compressed = new byte[1 << 16];

  private ParquetWriter(OutputStream out) {
    this.out = new Counting(out);
  }

  /**
   * Writes a file, replacing what was there.
   *
   * @return its size in bytes
   */
  public static long write(Path file, List<StoredColumn> columns, int rows) throws IOException {
    try (var writer =
        new ParquetWriter(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      return writer.write(columns, rows);
    }
  }

  private long write(List<StoredColumn> columns, int rows) throws IOException {
    out.write(MAGIC);
    var groups = new ArrayList<RowGroup>();
    for (int from = 0; from < rows; from += GROUP_ROWS) {
      groups.add(group(columns, from, Math.min(GROUP_ROWS, rows - from)));
    }
    long start = out.count;
    Util.writeFileMetaData(footer(columns, rows, groups), out);
    out.write(
        ByteBuffer.allocate(4)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) (out.count - start))
            .array());
    out.write(MAGIC);
    return out.count;
  }

  private RowGroup group(List<StoredColumn> columns, int from, int rows) throws IOException {
    long start = out.count;
    long uncompressed = 0;
    var chunks = new ArrayList<ColumnChunk>();
    for (var column : columns) {
      var chunk = chunk(column, from, rows);
      uncompressed +=
          Required.field(chunk.getMeta_data(), "chunk's metadata").getTotal_uncompressed_size();
      chunks.add(chunk);
    }
    return new RowGroup(chunks, uncompressed, rows)
        .setFile_offset(start)
        .setTotal_compressed_size(out.count - start);
  }

  private ColumnChunk chunk(StoredColumn column, int from, int rows) throws IOException {
    long start = out.count;
    long uncompressed = 0;
    var page = new PageBody(column, body);
    var meta = new ColumnMetaData();
    if (page.hasDictionary()) {
      body.clear();
      int words = page.writeDictionary();
      var header =
          new PageHeader(PageType.DICTIONARY_PAGE, body.size(), 0)
              .setDictionary_page_header(new DictionaryPageHeader(words, Encoding.PLAIN));
      meta.setDictionary_page_offset(start);
      uncompressed += page(header);
    }
    var encoding = page.hasDictionary() ? Encoding.RLE_DICTIONARY : Encoding.PLAIN;
    meta.setData_page_offset(out.count);
    for (int row = from; row < from + rows; row += PAGE_ROWS) {
      int count = Math.min(PAGE_ROWS, from + rows - row);
      body.clear();
      page.write(row, count);
      var header =
          new PageHeader(PageType.DATA_PAGE, body.size(), 0)
              .setData_page_header(new DataPageHeader(count, encoding, Encoding.RLE, Encoding.RLE));
      uncompressed += page(header);
    }
    meta.setType(SchemaElements.physical(column))
        .setEncodings(
            page.hasDictionary()
                ? List.of(Encoding.PLAIN, Encoding.RLE, Encoding.RLE_DICTIONARY)
                : List.of(Encoding.PLAIN, Encoding.RLE))
        .setPath_in_schema(List.of(column.name()))
        .setCodec(CompressionCodec.ZSTD)
        .setNum_values(rows)
        .setTotal_uncompressed_size(uncompressed)
        .setTotal_compressed_size(out.count - start)
        .setStatistics(new Statistics().setNull_count(column.absentBetween(from, from + rows)));
    return new ColumnChunk(start).setMeta_data(meta);
  }

  /**
   * Compresses the body and writes it behind its header; returns the size it would have had
   * uncompressed.
   */
  private int page(PageHeader header) throws IOException {
    int bound = (int) com.github.luben.zstd.Zstd.compressBound(body.size());
    if (compressed.length < bound) {
      compressed = new byte[bound];
    }
    int size = zstd.compressByteArray(compressed, 0, bound, body.array(), 0, body.size());
    long start = out.count;
    var crc = new CRC32();
    crc.update(compressed, 0, size);
    Util.writePageHeader(header.setCompressed_page_size(size).setCrc((int) crc.getValue()), out);
    int headerSize = (int) (out.count - start);
    out.write(compressed, 0, size);
    return headerSize + body.size();
  }

  private static FileMetaData footer(List<StoredColumn> columns, int rows, List<RowGroup> groups) {
    var schema = new ArrayList<SchemaElement>();
    schema.add(new SchemaElement("schema").setNum_children(columns.size()));
    var hints = new ArrayList<KeyValue>();
    for (var column : columns) {
      schema.add(SchemaElements.of(column));
      SchemaElements.hint(column)
          .ifPresent(
              hint ->
                  hints.add(new KeyValue(SchemaElements.TYPE_KEY + column.name()).setValue(hint)));
    }
    var footer = new FileMetaData(2, schema, rows, groups).setCreated_by(CREATED_BY);
    return hints.isEmpty() ? footer : footer.setKey_value_metadata(hints);
  }

  @Override
  public void close() throws IOException {
    zstd.close();
    out.close();
  }

  private static final class Counting extends FilterOutputStream {
    private long count;

    Counting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int octet) throws IOException {
      out.write(octet);
      count++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      count += length;
    }
  }
}
