package dev.updraft.types;

import java.util.List;
import java.util.Map;

/** A value inside a {@link Literal.Struct}: MessagePack's and JSON's common ground. */
public sealed interface StructValue {
  record Null() implements StructValue {}

  record Bool(boolean value) implements StructValue {}

  record Whole(long value) implements StructValue {}

  record Real(double value) implements StructValue {}

  record Text(String value) implements StructValue {}

  record Bytes(byte[] value) implements StructValue {}

  record Items(List<StructValue> values) implements StructValue {}

  record Fields(Map<String, StructValue> values) implements StructValue {}
}
