package dev.updraft.types.mapping;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import java.nio.file.Path;

/**
 * Moves what does not fit into a literal: a side's way to store data and to get it. Called on the
 * thread that converts, may block, and throws unchecked, with a message that names what could not
 * be moved.
 */
public interface Transfers {
  /** Stores a regular file. A folder is refused: a {@code Path} is one file. */
  Literal.Blob putFile(Path file);

  /** A local copy of the file, under the name that it had. */
  Path getFile(Literal.Blob file);

  /** Stores a dataframe; the literal's type says its columns. */
  Literal.StructuredDataset putFrame(Object frame);

  /** The dataframe as one of {@code type}. */
  Object getFrame(Literal.StructuredDataset frame, Class<?> type);

  /**
   * Stores a dataframe whose columns are the components of {@code row}. Throws {@link
   * IllegalArgumentException}, before anything is stored, when its columns do not fit.
   */
  Literal.StructuredDataset putRows(Object frame, Class<? extends Record> row);

  /**
   * The dataframe as one whose columns are the components of {@code row}; reads no other columns.
   * Throws {@link IllegalArgumentException} when its columns do not fit.
   */
  Object getRows(Literal.StructuredDataset frame, Class<? extends Record> row);

  /**
   * Stores a value through the codec of {@code type}. Throws {@link IllegalArgumentException} when
   * the codec cannot write it.
   *
   * @param form with the codec's format
   */
  Literal.Blob putCoded(Object value, LiteralType.Blob form, Class<?> type);

  /**
   * The value as the codec of {@code type} reads it. Throws {@link IllegalArgumentException} when
   * it cannot.
   */
  Object getCoded(Literal.Blob file, Class<?> type);
}
