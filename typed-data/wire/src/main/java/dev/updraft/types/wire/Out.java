package dev.updraft.types.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Protobuf's encoding, written into an array that grows. As in proto3, plain fields with their
 * default value are left out.
 */
final class Out {
  private byte[] bytes = new byte[256];
  private int size;

  /** Writes a message's fields. */
  interface Body {
    void write();
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** A nested message, also when it is empty: for those, being there is the value. */
  void message(int field, Body body) {
    tag(field, 2);
    ensure(1);
    int start = ++size;
    body.write();
    closeAt(start);
  }

  void text(int field, String value) {
    if (!value.isEmpty()) {
      setText(field, value);
    }
  }

  /** A text that is there even when empty: an arm of a oneof. */
  void setText(int field, String value) {
    setBytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  void bytes(int field, byte[] value) {
    if (value.length > 0) {
      setBytes(field, value);
    }
  }

  void varint(int field, long value) {
    if (value != 0) {
      setVarint(field, value);
    }
  }

  /** A number that is there even when 0: an arm of a oneof. */
  void setVarint(int field, long value) {
    tag(field, 0);
    raw(value);
  }

  void bool(int field, boolean value) {
    varint(field, value ? 1 : 0);
  }

  void setBool(int field, boolean value) {
    setVarint(field, value ? 1 : 0);
  }

  void setDouble(int field, double value) {
    tag(field, 1);
    ensure(8);
    long bits = Double.doubleToLongBits(value);
    for (int i = 0; i < 8; i++) {
      bytes[size++] = (byte) (bits >>> (8 * i));
    }
  }

  void setFloat(int field, float value) {
    tag(field, 5);
    ensure(4);
    int bits = Float.floatToIntBits(value);
    for (int i = 0; i < 4; i++) {
      bytes[size++] = (byte) (bits >>> (8 * i));
    }
  }

  /** Bytes that are a message already, or part of one. */
  void append(byte[] value) {
    ensure(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  private void setBytes(int field, byte[] value) {
    tag(field, 2);
    raw(value.length);
    append(value);
  }

  private void tag(int field, int wireType) {
    raw((long) field << 3 | wireType);
  }

  private void raw(long value) {
    ensure(10);
    while ((value & ~0x7fL) != 0) {
      bytes[size++] = (byte) (value | 0x80);
      value >>>= 7;
    }
    bytes[size++] = (byte) value;
  }

  /** One byte was left free for the length; the rare long body moves to make room for more. */
  private void closeAt(int start) {
    int length = size - start;
    int more = (31 - Integer.numberOfLeadingZeros(length | 1)) / 7;
    if (more > 0) {
      ensure(more);
      System.arraycopy(bytes, start, bytes, start + more, length);
    }
    size = start - 1;
    raw(length);
    size += length;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
