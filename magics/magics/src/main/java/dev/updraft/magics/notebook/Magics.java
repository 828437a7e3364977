package dev.updraft.magics.notebook;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The magics that a notebook offers, by name without percent signs. Found by {@link
 * java.util.ServiceLoader} as {@link Provider}; opened once per kernel, on the kernel's start, so
 * opening must be quick; closed at its end.
 */
public interface Magics extends AutoCloseable {
  /** Magics called as {@code %name words}. */
  Map<String, LineMagic> lines();

  /** Magics called as {@code %%name words}, newline, body. */
  Map<String, CellMagic> cells();

  @Override
  void close();

  /** Opens the magics of one notebook. */
  interface Provider {
    Magics open(Notebook notebook);
  }

  /**
   * A magic of one line; the words arrive as the kernel splits them, a trailing {@code ;} removed.
   */
  @FunctionalInterface
  interface LineMagic {
    /** Returns the value, shown by the notebook (a {@link View} as itself), or null for none. */
    @Nullable Object call(List<String> words) throws Exception;
  }

  /** A magic over the rest of its cell. */
  @FunctionalInterface
  interface CellMagic {
    /** As {@link LineMagic#call}; the body is the text below the first line, as typed. */
    @Nullable Object call(List<String> words, String body) throws Exception;
  }
}
