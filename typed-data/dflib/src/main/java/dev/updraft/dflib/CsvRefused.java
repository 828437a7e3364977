package dev.updraft.dflib;

import org.jspecify.annotations.Nullable;

/**
 * A CSV file that cannot become a dataframe: the message names the file, and the line and the
 * column where there are any.
 */
public final class CsvRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CsvRefused(String message) {
    this(message, null);
  }

  CsvRefused(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
