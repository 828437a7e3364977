package dev.updraft.types.mapping;

import dev.updraft.types.LiteralType;
import java.lang.reflect.Type;
import java.util.Optional;

/** Which Java classes travel as data beside the literal. Asked while a signature is read. */
public interface DataClasses {
  /** Whether {@code type} is the dataframe class of a library that is there. */
  boolean isFrame(Class<?> type);

  /** The codec for exactly {@code type}, be it with type arguments. */
  CodecFormat codecFormat(Class<?> type);

  /**
   * Whether {@code type} is the dataframe class that says its columns: its type argument is the
   * record of a row.
   */
  default boolean isFrameOfRows(Class<?> type) {
    return false;
  }

  /** The type of the column that a component of such a record declares; empty if there is none. */
  default Optional<LiteralType> column(Type component) {
    return Optional.empty();
  }

  /** Neither dataframes nor codecs. */
  static DataClasses none() {
    return new DataClasses() {
      @Override
      public boolean isFrame(Class<?> type) {
        return false;
      }

      @Override
      public CodecFormat codecFormat(Class<?> type) {
        return CodecFormat.none();
      }
    };
  }
}
