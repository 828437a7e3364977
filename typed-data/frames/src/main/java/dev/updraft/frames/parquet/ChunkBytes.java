package dev.updraft.frames.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes of a column chunk in order, read from the file when they are asked for: whoever wants
 * the first rows reads the first pages only.
 */
final class ChunkBytes extends InputStream {
  private final ParquetFile file;
  private final long end;
  private final long ahead;
  private long next;
  private byte[] held = new byte[0];
  private int at;

  /**
   * @param start where the chunk begins in the file
   * @param ahead how many bytes to read at once, if there are so many
   */
  ChunkBytes(ParquetFile file, long start, long length, long ahead) {
    this.file = file;
    this.next = start;
    this.end = start + length;
    this.ahead = ahead;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, held.length - at + end - next);
  }

  @Override
  public int read() throws IOException {
    if (available() == 0) {
      return -1;
    }
    hold(1);
    return held[at++] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = Math.min(length, available());
    if (count == 0) {
      return length == 0 ? 0 : -1;
    }
    hold(count);
    System.arraycopy(held, at, target, offset, count);
    at += count;
    return count;
  }

  /** Has the next bytes in memory: they are {@link #held()} from {@link #at()} on. */
  void hold(int length) throws IOException {
    int present = held.length - at;
    if (present < length) {
      long more = Math.min(end - next, Math.max(ahead, length - present));
      var read = file.bytes(next, more);
      next += more;
      if (present == 0) {
        held = read;
      } else {
        held = Arrays.copyOfRange(held, at, held.length + read.length);
        System.arraycopy(read, 0, held, present, read.length);
      }
      at = 0;
    }
  }

  byte[] held() {
    return held;
  }

  int at() {
    return at;
  }

  /** Goes past bytes that are held. */
  void pass(int length) {
    at += length;
  }
}
