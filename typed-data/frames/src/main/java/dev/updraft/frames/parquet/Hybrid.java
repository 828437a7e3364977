package dev.updraft.frames.parquet;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Decodes Parquet's mix of repeated and bit-packed numbers, many at a time. */
final class Hybrid {
  private Hybrid() {}

  /**
   * Fills {@code numbers[0..count)} from the buffer, and leaves the buffer after the last run read.
   */
  static void decode(ByteBuffer in, int width, int[] numbers, int count) {
    int at = 0;
    while (at < count) {
      int header = varint(in);
      if ((header & 1) == 0) {
        int run = Math.min(header >>> 1, count - at);
        Arrays.fill(numbers, at, at + run, number(in, width));
        if (run == 0) {
          throw new IllegalArgumentException("An empty run of levels or dictionary indices");
        }
        at += run;
      } else {
        int run = Math.min((header >>> 1) * 8, count - at);
        unpack(in, width, numbers, at, run, (header >>> 1) * width);
        at += run;
      }
    }
  }

  private static void unpack(ByteBuffer in, int width, int[] numbers, int at, int run, int bytes) {
    int end = Math.min(in.position() + bytes, in.limit());
    var array = in.array();
    int from = in.arrayOffset() + in.position();
    long mask = (1L << width) - 1;
    long pending = 0;
    int held = 0;
    for (int i = 0; i < run; i++) {
      while (held < width) {
        pending |= (array[from++] & 0xFFL) << held;
        held += 8;
      }
      numbers[at + i] = (int) (pending & mask);
      pending >>>= width;
      held -= width;
    }
    in.position(end);
  }

  private static int number(ByteBuffer in, int width) {
    int number = 0;
    for (int shift = 0; shift < width; shift += 8) {
      number |= (in.get() & 0xFF) << shift;
    }
    return number;
  }

  private static int varint(ByteBuffer in) {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int octet = in.get();
      value |= (octet & 0x7F) << shift;
      if (octet >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("A number of more than 32 bits");
  }
}
