package dev.updraft.types.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Protobuf's encoding, read from an array. Knows the end of the message being read and how deep it
 * lies; whatever the bytes say, it ends with a value or {@link Malformed}.
 */
final class In {
  /** As protobuf's own readers have it: what they accept we accept. */
  private static final int DEEPEST = 100;

  private final String what;
  private final byte[] bytes;
  private int position;
  private int end;
  private int depth;

  private In(String what, byte[] bytes) {
    this.what = what;
    this.bytes = bytes;
    this.end = bytes.length;
  }

  /** The whole of {@code bytes} as one message, called {@code what} in errors. */
  static <T> T read(String what, byte[] bytes, Function<In, T> message) {
    return message.apply(new In(what, bytes));
  }

  /** The next field's tag, or 0 at the message's end. */
  int tag() {
    if (position == end) {
      return 0;
    }
    long tag = varint();
    if (tag >>> 3 == 0 || tag >>> 3 > 0x1fffffff) {
      throw malformed("a field with the number " + (tag >>> 3));
    }
    return (int) tag;
  }

  long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = next();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("a number of more than ten bytes");
  }

  boolean bool() {
    return varint() != 0;
  }

  double fixed64() {
    int at = advance(8);
    return ByteBuffer.wrap(bytes, at, 8).order(ByteOrder.LITTLE_ENDIAN).getDouble();
  }

  float fixed32() {
    int at = advance(4);
    return ByteBuffer.wrap(bytes, at, 4).order(ByteOrder.LITTLE_ENDIAN).getFloat();
  }

  byte[] bytes() {
    int length = length();
    int at = advance(length);
    return Arrays.copyOfRange(bytes, at, at + length);
  }

  String text() {
    int length = length();
    int at = advance(length);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, at, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed("a text that is not UTF-8");
    }
  }

  /**
   * An entry of a map with string keys, put into {@code map}; one without a value has {@code
   * absent}.
   */
  <V> void entry(Map<String, V> map, Function<In, V> reader, V absent) {
    message(
        entry -> {
          String key = "";
          V value = absent;
          for (int tag; (tag = entry.tag()) != 0; ) {
            switch (tag) {
              case 1 << 3 | 2 -> key = entry.text();
              case 2 << 3 | 2 -> value = entry.message(reader);
              default -> entry.skip(tag);
            }
          }
          return map.put(key, value);
        });
  }

  /** The message within this one, read to its end. */
  <T extends @Nullable Object> T message(Function<In, T> reader) {
    int length = length();
    if (length > end - position) {
      throw malformed("a length of " + length + " bytes, but only " + (end - position) + " follow");
    }
    if (++depth > DEEPEST) {
      throw malformed("more than " + DEEPEST + " messages within one another");
    }
    int outer = end;
    end = position + length;
    T value = reader.apply(this);
    position = end;
    end = outer;
    depth--;
    return value;
  }

  /** All bytes of the message being read, once its fields are through. */
  byte[] from(int start) {
    return Arrays.copyOfRange(bytes, start, end);
  }

  int position() {
    return position;
  }

  /** Passes over the field of this tag: of a newer Flyte, or of no use to us. */
  void skip(int tag) {
    switch (tag & 7) {
      case 0 -> varint();
      case 1 -> advance(8);
      case 2 -> advance(length());
      case 5 -> advance(4);
      default -> throw malformed("a field of the unknown wire type " + (tag & 7));
    }
  }

  Malformed malformed(String problem) {
    return new Malformed(
        "not " + what + ": " + problem + ", at byte " + position + " of " + bytes.length);
  }

  private int length() {
    long length = varint();
    if (length < 0 || length > Integer.MAX_VALUE) {
      throw malformed("a length of " + Long.toUnsignedString(length) + " bytes");
    }
    return (int) length;
  }

  private byte next() {
    return bytes[advance(1)];
  }

  /** Moves on and returns where it stood. */
  private int advance(int count) {
    if (count > end - position) {
      throw malformed("it ends within a value");
    }
    int at = position;
    position += count;
    return at;
  }
}
