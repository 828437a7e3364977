package dev.updraft.types.wire;

import dev.updraft.types.StructValue;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * MessagePack as flytekit writes it: maps in field order, each number and length in its shortest
 * form, reals as float64.
 *
 * <p>Our own instead of a library's: the usual one reaches for {@code sun.misc.Unsafe} when it is
 * loaded, about which the JDK complains in the task's log.
 */
final class MessagePack {
  private MessagePack() {}

  static byte[] write(StructValue value) {
    var bytes = new ByteArrayOutputStream();
    try {
      write(new DataOutputStream(bytes), value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, StructValue value) throws IOException {
    if (value instanceof StructValue.Text(String text)) {
      text(out, text);
    } else if (value instanceof StructValue.Whole(long whole)) {
      whole(out, whole);
    } else if (value instanceof StructValue.Real(double real)) {
      out.write(0xcb);
      out.writeLong(Double.doubleToLongBits(real));
    } else if (value instanceof StructValue.Bool(boolean bool)) {
      out.write(bool ? 0xc3 : 0xc2);
    } else if (value instanceof StructValue.Null()) {
      out.write(0xc0);
    } else if (value instanceof StructValue.Items(var items)) {
      length(out, items.size(), 15, 0x90, -1, 0xdc, 0xdd);
      for (var item : items) {
        write(out, item);
      }
    } else if (value instanceof StructValue.Fields(Map<String, StructValue> fields)) {
      length(out, fields.size(), 15, 0x80, -1, 0xde, 0xdf);
      for (var field : fields.entrySet()) {
        text(out, field.getKey());
        write(out, field.getValue());
      }
    } else if (value instanceof StructValue.Bytes(byte[] bytes)) {
      length(out, bytes.length, -1, 0, 0xc4, 0xc5, 0xc6);
      out.write(bytes);
    }
  }

  private static void whole(DataOutputStream out, long w) throws IOException {
    if (w >= -32 && w <= 0x7f) {
      out.write((int) w);
    } else if (w >= 0) {
      if (w <= 0xff) {
        out.write(0xcc);
        out.write((int) w);
      } else if (w <= 0xffff) {
        out.write(0xcd);
        out.writeShort((int) w);
      } else if (w <= 0xffffffffL) {
        out.write(0xce);
        out.writeInt((int) w);
      } else {
        out.write(0xcf);
        out.writeLong(w);
      }
    } else if (w >= Byte.MIN_VALUE) {
      out.write(0xd0);
      out.write((int) w);
    } else if (w >= Short.MIN_VALUE) {
      out.write(0xd1);
      out.writeShort((int) w);
    } else if (w >= Integer.MIN_VALUE) {
      out.write(0xd2);
      out.writeInt((int) w);
    } else {
      out.write(0xd3);
      out.writeLong(w);
    }
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    length(out, bytes.length, 31, 0xa0, 0xd9, 0xda, 0xdb);
    out.write(bytes);
  }

  /**
   * A length in its shortest form: within the first byte, or after it in one (where the kind has
   * that), two or four.
   */
  private static void length(
      DataOutputStream out, int length, int largestFixed, int fixed, int one, int two, int four)
      throws IOException {
    if (length <= largestFixed) {
      out.write(fixed | length);
    } else if (one > 0 && length <= 0xff) {
      out.write(one);
      out.write(length);
    } else if (length <= 0xffff) {
      out.write(two);
      out.writeShort(length);
    } else {
      out.write(four);
      out.writeInt(length);
    }
  }
}
