package dev.updraft.types.mapping;

import java.util.Optional;

/** Which Java classes travel as data beside the literal. Asked while a signature is read. */
public interface DataClasses {
  /** Whether {@code type} is the dataframe class of a library that is there. */
  boolean isFrame(Class<?> type);

  /** The format name of the codec for exactly {@code type}. */
  Optional<String> codecFormat(Class<?> type);

  /** Neither dataframes nor codecs. */
  static DataClasses none() {
    return new DataClasses() {
      @Override
      public boolean isFrame(Class<?> type) {
        return false;
      }

      @Override
      public Optional<String> codecFormat(Class<?> type) {
        return Optional.empty();
      }
    };
  }
}
