package dev.updraft.frames;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.updraft.frames.column.StoredColumn;
import dev.updraft.frames.column.StoredValues;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The content key of a frame: SHA-256 over a manifest of its row count and, per column, name, type
 * and the XXH3-128 of each 65,536 rows. Nullability is not part of it, nor is how the values lay in
 * memory or in a file: nulls are zeroed, dictionaries resolved, every NaN is one NaN; -0.0 stays
 * itself. The form of a chunk is fixed for ever under the prefix {@code x1}.
 */
final class FrameHash {
  private static final String PREFIX = "x1:";
  private static final int CHUNK_ROWS = 1 << 16;
  private static final int DIGEST_BYTES = 16;

  private FrameHash() {}

  static String of(List<StoredColumn> columns, int rows) {
    var manifest = sha256();
    manifest.update(header(rows, columns.size()));
    for (var leaves : columns.parallelStream().map(FrameHash::leaves).toList()) {
      manifest.update(leaves);
    }
    return PREFIX + HexFormat.of().formatHex(manifest.digest());
  }

  private static byte[] header(int rows, int columns) {
    return little(12).putLong(rows).putInt(columns).array();
  }

  /** A column's part of the manifest. */
  private static byte[] leaves(StoredColumn column) {
    var name = column.name().getBytes(StandardCharsets.UTF_8);
    var tag = column.tag().getBytes(StandardCharsets.UTF_8);
    int chunks = (column.rows() + CHUNK_ROWS - 1) / CHUNK_ROWS;
    var part = little(8 + name.length + tag.length + chunks * DIGEST_BYTES);
    part.putInt(name.length).put(name).putInt(tag.length).put(tag);
    var buffer = little(0);
    for (int from = 0; from < column.rows(); from += CHUNK_ROWS) {
      int count = Math.min(CHUNK_ROWS, column.rows() - from);
      buffer = chunk(column, from, count, buffer);
      var leaf = Hashing.xxh3_128().hashBytesTo128Bits(buffer.array(), 0, buffer.position());
      part.putLong(leaf.getLeastSignificantBits()).putLong(leaf.getMostSignificantBits());
    }
    return part.array();
  }

  /** The count of nulls; if there are any, a bit per row, set for a value; then the values. */
  private static ByteBuffer chunk(StoredColumn column, int from, int count, ByteBuffer reused) {
    int absent = column.absentBetween(from, from + count);
    int needed =
        4
            + count
            + (int) Math.min(Integer.MAX_VALUE - 64L - count, size(column.values(), from, count));
    var out = reused.capacity() >= needed ? reused.clear() : little(needed + needed / 4);
    out.putInt(absent);
    if (absent > 0) {
      present(column, from, count, out);
    }
    values(column, from, count, out);
    return out;
  }

  private static void present(StoredColumn column, int from, int count, ByteBuffer out) {
    for (int row = from; row < from + count; row += 8) {
      int octet = 0;
      for (int bit = 0; bit < 8 && row + bit < from + count; bit++) {
        octet |= column.isAbsent(row + bit) ? 0 : 1 << bit;
      }
      out.put((byte) octet);
    }
  }

  private static void values(StoredColumn column, int from, int count, ByteBuffer out) {
    switch (column.values()) {
      case StoredValues.Bits(var values) -> {
        for (int row = from; row < from + count; row++) {
          out.put((byte) (values[row] ? 1 : 0));
        }
      }
      case StoredValues.Ints(var values) -> {
        out.asIntBuffer().put(values, from, count);
        out.position(out.position() + count * 4);
      }
      case StoredValues.Longs(var values) -> {
        out.asLongBuffer().put(values, from, count);
        out.position(out.position() + count * 8);
      }
      case StoredValues.Floats(var values) -> {
        for (int row = from; row < from + count; row++) {
          out.putInt(Float.floatToIntBits(values[row]));
        }
      }
      case StoredValues.Doubles(var values) -> {
        for (int row = from; row < from + count; row++) {
          out.putLong(Double.doubleToLongBits(values[row]));
        }
      }
      case StoredValues.Words(var dictionary, var ids) ->
          words(column, dictionary, ids, from, count, out);
    }
  }

  /** The lengths, then the bytes. */
  private static void words(
      StoredColumn column, byte[][] dictionary, int[] ids, int from, int count, ByteBuffer out) {
    for (int row = from; row < from + count; row++) {
      out.putInt(column.isAbsent(row) ? 0 : dictionary[ids[row]].length);
    }
    for (int row = from; row < from + count; row++) {
      if (!column.isAbsent(row)) {
        out.put(dictionary[ids[row]]);
      }
    }
  }

  private static long size(StoredValues values, int from, int count) {
    return switch (values) {
      case StoredValues.Bits _ -> count;
      case StoredValues.Ints _, StoredValues.Floats _ -> count * 4L;
      case StoredValues.Longs _, StoredValues.Doubles _ -> count * 8L;
      case StoredValues.Words(var dictionary, var ids) -> {
        long size = count * 4L;
        for (int row = from; row < from + count && dictionary.length > 0; row++) {
          size += dictionary[ids[row]].length;
        }
        yield size;
      }
    };
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
