package dev.updraft.frames.parquet;

import org.jspecify.annotations.Nullable;

/** What a structure of Parquet must hold, though Thrift would let it be missing. */
final class Required {
  private Required() {}

  static <T> T field(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalArgumentException("its " + name + " is missing");
    }
    return value;
  }
}
