package dev.updraft.types.wire;

import dev.updraft.types.StructValue;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;

/** MessagePack in any of its forms, as far as a {@link StructValue} can hold it. */
final class MessagePackReader {
  private static final int DEEPEST = 100;

  private final ByteBuffer in;
  private int depth;

  private MessagePackReader(byte[] bytes) {
    this.in = ByteBuffer.wrap(bytes);
  }

  /**
   * The one map that the bytes are; empty when they are something else, among it maps with keys
   * that are no strings, numbers beyond a {@code long}, extension types, and garbage.
   */
  static Optional<StructValue.Fields> map(byte[] bytes) {
    var reader = new MessagePackReader(bytes);
    try {
      return reader.value() instanceof StructValue.Fields fields && !reader.in.hasRemaining()
          ? Optional.of(fields)
          : Optional.empty();
    } catch (Foreign | BufferUnderflowException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private StructValue value() throws Foreign, CharacterCodingException {
    int first = in.get() & 0xff;
    if (first <= 0x7f || first >= 0xe0) {
      return new StructValue.Whole((byte) first);
    }
    if (first <= 0x8f) {
      return fields(first & 15);
    }
    if (first <= 0x9f) {
      return items(first & 15);
    }
    if (first <= 0xbf) {
      return new StructValue.Text(text(first & 31));
    }
    return switch (first) {
      case 0xc0 -> new StructValue.Null();
      case 0xc2 -> new StructValue.Bool(false);
      case 0xc3 -> new StructValue.Bool(true);
      case 0xc4 -> bytes(one());
      case 0xc5 -> bytes(two());
      case 0xc6 -> bytes(four());
      case 0xca -> new StructValue.Real(in.getFloat());
      case 0xcb -> new StructValue.Real(in.getDouble());
      case 0xcc -> new StructValue.Whole(one());
      case 0xcd -> new StructValue.Whole(two());
      case 0xce -> new StructValue.Whole(in.getInt() & 0xffffffffL);
      case 0xcf -> new StructValue.Whole(notNegative(in.getLong()));
      case 0xd0 -> new StructValue.Whole(in.get());
      case 0xd1 -> new StructValue.Whole(in.getShort());
      case 0xd2 -> new StructValue.Whole(in.getInt());
      case 0xd3 -> new StructValue.Whole(in.getLong());
      case 0xd9 -> new StructValue.Text(text(one()));
      case 0xda -> new StructValue.Text(text(two()));
      case 0xdb -> new StructValue.Text(text(four()));
      case 0xdc -> items(two());
      case 0xdd -> items(four());
      case 0xde -> fields(two());
      case 0xdf -> fields(four());
      default -> throw new Foreign();
    };
  }

  private StructValue fields(int count) throws Foreign, CharacterCodingException {
    deeper(count);
    var fields = new LinkedHashMap<String, StructValue>();
    for (int i = 0; i < count; i++) {
      if (!(value() instanceof StructValue.Text(String key))) {
        throw new Foreign();
      }
      fields.put(key, value());
    }
    depth--;
    return new StructValue.Fields(fields);
  }

  private StructValue items(int count) throws Foreign, CharacterCodingException {
    deeper(count);
    var items = new ArrayList<StructValue>();
    for (int i = 0; i < count; i++) {
      items.add(value());
    }
    depth--;
    return new StructValue.Items(items);
  }

  /** No more elements than bytes: a count of four billion in ten bytes must cost nothing. */
  private void deeper(int count) throws Foreign {
    if (++depth > DEEPEST || count > in.remaining()) {
      throw new Foreign();
    }
  }

  private StructValue bytes(int length) {
    return new StructValue.Bytes(take(length));
  }

  private String text(int length) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(take(length))).toString();
  }

  private byte[] take(int length) {
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] taken = new byte[length];
    in.get(taken);
    return taken;
  }

  private int one() {
    return in.get() & 0xff;
  }

  private int two() {
    return in.getShort() & 0xffff;
  }

  private int four() throws Foreign {
    return (int) notNegative(in.getInt());
  }

  private static long notNegative(long value) throws Foreign {
    if (value < 0) {
      throw new Foreign();
    }
    return value;
  }

  /** What a {@link StructValue} cannot hold. */
  private static final class Foreign extends Exception {
    private static final long serialVersionUID = 1L;

    Foreign() {
      super(null, null, false, false);
    }
  }
}
