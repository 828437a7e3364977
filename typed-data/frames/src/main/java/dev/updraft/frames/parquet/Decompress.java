package dev.updraft.frames.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;
import org.xerial.snappy.Snappy;

/** A page's bytes, as they were before compression. */
final class Decompress {
  /**
   * Pages are about a megabyte; a size beyond this is damage, and no reason to run out of memory.
   */
  private static final int LIMIT = 1 << 28;

  private Decompress() {}

  static byte[] page(CompressionCodec codec, byte[] from, int offset, int length, int size)
      throws IOException {
    if (size < 0 || size > LIMIT) {
      throw new IOException("a page of %,d bytes".formatted(size));
    }
    var page = new byte[size];
    int found =
        switch (codec) {
          case UNCOMPRESSED -> {
            System.arraycopy(from, offset, page, 0, Math.min(length, size));
            yield length;
          }
          case ZSTD -> {
            long result = Zstd.decompressByteArray(page, 0, size, from, offset, length);
            if (Zstd.isError(result)) {
              throw new IOException("zstd: " + Zstd.getErrorName(result));
            }
            yield (int) result;
          }
          case SNAPPY -> Snappy.uncompress(from, offset, length, page, 0);
          case GZIP -> {
            try (var in = new GZIPInputStream(new ByteArrayInputStream(from, offset, length))) {
              yield in.readNBytes(page, 0, size);
            }
          }
          case LZO, BROTLI, LZ4, LZ4_RAW ->
              throw new IOException(
                  "it is compressed with "
                      + codec
                      + "; write it with zstd, snappy, gzip or none instead");
        };
    if (found != size) {
      throw new IOException("a page of %d bytes should have %d".formatted(found, size));
    }
    return page;
  }
}
