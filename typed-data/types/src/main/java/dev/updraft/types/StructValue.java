package dev.updraft.types;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value inside a {@link Literal.Struct}: MessagePack's and JSON's common ground. */
public sealed interface StructValue {
  record Null() implements StructValue {}

  record Bool(boolean value) implements StructValue {}

  record Whole(long value) implements StructValue {}

  record Real(double value) implements StructValue {}

  record Text(String value) implements StructValue {}

  record Bytes(byte[] value) implements StructValue {
    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes(byte[] v) && Arrays.equals(v, value);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(value);
    }
  }

  record Items(List<StructValue> values) implements StructValue {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** By name, in order (which equality ignores). */
  record Fields(Map<String, StructValue> values) implements StructValue {
    public Fields {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }
}
