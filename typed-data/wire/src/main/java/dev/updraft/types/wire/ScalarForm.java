package dev.updraft.types.wire;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.StructValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code core.Scalar} and its arms. */
final class ScalarForm {
  private static final String MSGPACK = "msgpack";

  private ScalarForm() {}

  /** Null for an arm that we do not know. */
  static @Nullable Literal read(In in) {
    @Nullable Literal value = null;
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> value = in.<@Nullable Literal>message(ScalarForm::primitive);
        case 2 << 3 | 2 -> value = in.message(ScalarForm::blob);
        case 3 << 3 | 2 -> value = in.message(ScalarForm::binary);
        case 5 << 3 | 2 -> {
          in.skip(tag);
          value = new Literal.None();
        }
        case 7 << 3 | 2 -> value = new Literal.Struct(in.message(StructForm::read).values());
        case 8 << 3 | 2 -> value = in.message(ScalarForm::dataset);
        case 9 << 3 | 2 -> value = in.message(LiteralForm::readUnion);
        default -> {
          in.skip(tag);
          value = null;
        }
      }
    }
    return value;
  }

  /** The arms of a scalar; the rest of a literal is {@link LiteralForm}'s. */
  static void write(Out out, Literal literal) {
    if (literal instanceof Literal.Integer(long v)) {
      out.message(1, () -> out.setVarint(1, v));
    } else if (literal instanceof Literal.Float(double v)) {
      out.message(1, () -> out.setDouble(2, v));
    } else if (literal instanceof Literal.Text(String v)) {
      out.message(1, () -> out.setText(3, v));
    } else if (literal instanceof Literal.Bool(boolean v)) {
      out.message(1, () -> out.setBool(4, v));
    } else if (literal instanceof Literal.Datetime(Instant v)) {
      out.message(1, () -> out.message(5, () -> time(out, v.getEpochSecond(), v.getNano())));
    } else if (literal instanceof Literal.Span(Duration v)) {
      out.message(1, () -> out.message(6, () -> duration(out, v)));
    } else if (literal instanceof Literal.Blob blob) {
      out.message(2, () -> writeBlob(out, blob));
    } else if (literal instanceof Literal.Binary(byte[] value, String tag)) {
      binary(out, value, tag);
    } else if (literal instanceof Literal.Struct(var fields)) {
      binary(out, MessagePack.write(new StructValue.Fields(fields)), MSGPACK);
    } else if (literal instanceof Literal.None()) {
      out.message(5, () -> {});
    } else if (literal instanceof Literal.StructuredDataset dataset) {
      out.message(8, () -> writeDataset(out, dataset));
    } else if (literal instanceof Literal.Union union) {
      out.message(9, () -> LiteralForm.writeUnion(out, union));
    } else {
      throw new IllegalArgumentException("No scalar: " + literal.inWords());
    }
  }

  private static void writeBlob(Out out, Literal.Blob blob) {
    out.message(1, () -> out.message(1, () -> TypeForm.writeBlob(out, blob.type())));
    out.text(3, blob.uri());
  }

  private static void writeDataset(Out out, Literal.StructuredDataset dataset) {
    out.text(1, dataset.uri());
    out.message(2, () -> out.message(1, () -> TypeForm.writeDataset(out, dataset.type())));
  }

  static @Nullable Literal primitive(In in) {
    @Nullable Literal value = null;
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 -> value = new Literal.Integer(in.varint());
        case 2 << 3 | 1 -> value = new Literal.Float(in.fixed64());
        case 3 << 3 | 2 -> value = new Literal.Text(in.text());
        case 4 << 3 -> value = new Literal.Bool(in.bool());
        case 5 << 3 | 2 -> value = new Literal.Datetime(in.message(ScalarForm::instant));
        case 6 << 3 | 2 -> value = new Literal.Span(in.message(ScalarForm::duration));
        default -> {
          in.skip(tag);
          value = null;
        }
      }
    }
    return value;
  }

  static Instant instant(In in) {
    long seconds = 0;
    long nanos = 0;
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 -> seconds = in.varint();
        case 2 << 3 -> nanos = (int) in.varint();
        default -> in.skip(tag);
      }
    }
    if (seconds < Instant.MIN.getEpochSecond()
        || seconds > Instant.MAX.getEpochSecond()
        || nanos < 0
        || nanos > 999_999_999) {
      throw in.malformed("a timestamp of " + seconds + " seconds and " + nanos + " nanoseconds");
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }

  static Duration duration(In in) {
    long seconds = 0;
    long nanos = 0;
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 -> seconds = in.varint();
        case 2 << 3 -> nanos = (int) in.varint();
        default -> in.skip(tag);
      }
    }
    if (Math.abs(nanos) > 999_999_999 || seconds == Long.MIN_VALUE) {
      throw in.malformed("a duration of " + seconds + " seconds and " + nanos + " nanoseconds");
    }
    return Duration.ofSeconds(seconds, nanos);
  }

  static void time(Out out, long seconds, int nanos) {
    out.varint(1, seconds);
    out.varint(2, nanos);
  }

  /** In protobuf both parts have the same sign; in Java the nanoseconds are never negative. */
  static void duration(Out out, Duration v) {
    boolean turn = v.getSeconds() < 0 && v.getNano() > 0;
    time(
        out,
        turn ? v.getSeconds() + 1 : v.getSeconds(),
        turn ? v.getNano() - 1_000_000_000 : v.getNano());
  }

  private static Literal blob(In in) {
    var type = new LiteralType.Blob("", false);
    String uri = "";
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 ->
            type =
                in.message(
                    metadata ->
                        metadata(metadata, TypeForm::readBlob, new LiteralType.Blob("", false)));
        case 3 << 3 | 2 -> uri = in.text();
        default -> in.skip(tag);
      }
    }
    return new Literal.Blob(uri, type, Optional.empty());
  }

  private static Literal dataset(In in) {
    var any = new LiteralType.StructuredDataset(List.of(), "");
    var type = any;
    String uri = "";
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> uri = in.text();
        case 2 << 3 | 2 ->
            type = in.message(metadata -> metadata(metadata, TypeForm::readDataset, any));
        default -> in.skip(tag);
      }
    }
    return new Literal.StructuredDataset(uri, type, Optional.empty());
  }

  /** Both kinds of metadata are one field, the type. */
  private static <T> T metadata(In in, Function<In, T> reader, T absent) {
    T type = absent;
    for (int tag; (tag = in.tag()) != 0; ) {
      if (tag == (1 << 3 | 2)) {
        type = in.message(reader);
      } else {
        in.skip(tag);
      }
    }
    return type;
  }

  private static Literal binary(In in) {
    byte[] value = {};
    String form = "";
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> value = in.bytes();
        case 2 << 3 | 2 -> form = in.text();
        default -> in.skip(tag);
      }
    }
    var plain = new Literal.Binary(value, form);
    return form.equals(MSGPACK)
        ? MessagePackReader.map(value)
            .<Literal>map(fields -> new Literal.Struct(fields.values()))
            .orElse(plain)
        : plain;
  }

  private static void binary(Out out, byte[] value, String tag) {
    out.message(
        3,
        () -> {
          out.bytes(1, value);
          out.text(2, tag);
        });
  }
}
