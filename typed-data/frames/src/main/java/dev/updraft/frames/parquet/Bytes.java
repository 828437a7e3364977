package dev.updraft.frames.parquet;

import dev.updraft.frames.column.StoredValues;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A growing buffer, little end first; reused from page to page. */
final class Bytes {
  private ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

  /** The buffer with room for so many more bytes. */
  ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      var larger =
          ByteBuffer.allocate(
                  Math.max(buffer.capacity() * 2, Math.addExact(buffer.position(), bytes)))
              .order(ByteOrder.LITTLE_ENDIAN);
      buffer = larger.put(buffer.flip());
    }
    return buffer;
  }

  void clear() {
    buffer.clear();
  }

  int size() {
    return buffer.position();
  }

  byte[] array() {
    return buffer.array();
  }

  void unsignedVarint(int value) {
    var out = room(5);
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      out.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  /** Values of a fixed width that follow each other. */
  void values(StoredValues values, int from, int count) {
    switch (values) {
      case StoredValues.Ints(var ints) -> {
        var out = room(count * 4);
        out.asIntBuffer().put(ints, from, count);
        out.position(out.position() + count * 4);
      }
      case StoredValues.Longs(var longs) -> {
        var out = room(count * 8);
        out.asLongBuffer().put(longs, from, count);
        out.position(out.position() + count * 8);
      }
      case StoredValues.Floats(var floats) -> {
        var out = room(count * 4);
        out.asFloatBuffer().put(floats, from, count);
        out.position(out.position() + count * 4);
      }
      case StoredValues.Doubles(var doubles) -> {
        var out = room(count * 8);
        out.asDoubleBuffer().put(doubles, from, count);
        out.position(out.position() + count * 8);
      }
      case StoredValues.Bits(var bits) -> bits(bits, from, count);
      case StoredValues.Words _ -> throw new IllegalArgumentException("Words have no fixed width.");
    }
  }

  /** One bit each, the lowest first. */
  void bits(boolean[] bits, int from, int count) {
    var out = room((count + 7) / 8);
    for (int at = 0; at < count; at += 8) {
      int octet = 0;
      for (int bit = 0; bit < 8 && at + bit < count; bit++) {
        octet |= bits[from + at + bit] ? 1 << bit : 0;
      }
      out.put((byte) octet);
    }
  }

  /** A hybrid of Parquet's: one run of bit-packed numbers, or one repeated number. */
  void hybrid(int[] numbers, int count, int width) {
    if (isConstant(numbers, count)) {
      repeated(count == 0 ? 0 : numbers[0], count, width);
      return;
    }
    int groups = (count + 7) / 8;
    unsignedVarint(groups << 1 | 1);
    var out = room(groups * width);
    int end = out.position() + groups * width;
    long pending = 0;
    int held = 0;
    for (int at = 0; at < count; at++) {
      pending |= (long) numbers[at] << held;
      held += width;
      while (held >= 8) {
        out.put((byte) pending);
        pending >>>= 8;
        held -= 8;
      }
    }
    if (held > 0) {
      out.put((byte) pending);
    }
    while (out.position() < end) {
      out.put((byte) 0);
    }
  }

  /** One number so many times. */
  void repeated(int number, int count, int width) {
    unsignedVarint(count << 1);
    var out = room(4);
    for (int shift = 0; shift < width; shift += 8) {
      out.put((byte) (number >>> shift));
    }
  }

  private static boolean isConstant(int[] numbers, int count) {
    for (int at = 1; at < count; at++) {
      if (numbers[at] != numbers[0]) {
        return false;
      }
    }
    return true;
  }
}
