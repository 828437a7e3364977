package dev.updraft.api.frames;

import java.util.List;

/**
 * One dataframe library. An implementation lies on the user's class path, beside the library
 * itself, in the kernel and in the runner alike, and is found by {@link java.util.ServiceLoader} on
 * the user's class loader.
 *
 * <p>The adapter may be there before its library is: creating it and asking for {@link #frameClass}
 * must not load a class of the library (a class that failed to link once fails for ever).
 *
 * @param <F> the library's dataframe class
 */
public interface FrameAdapter<F> {
  /** The binary name of the dataframe class (or interface) that a method's signature names. */
  String frameClass();

  /**
   * The frame's columns in order, without copying where possible; the frame must not change while
   * they are read.
   */
  List<FrameColumn> columns(F frame);

  /** A frame of these columns, all of the same length. It may keep their arrays. */
  F frame(List<FrameColumn> columns);

  /** How many rows it has; cheap. */
  int rows(F frame);

  /** Its first rows, for a view; cheap however long the frame is. */
  F head(F frame, int rows);
}
