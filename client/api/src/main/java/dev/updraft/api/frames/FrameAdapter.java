package dev.updraft.api.frames;

import java.util.List;

/**
 * One dataframe library. An implementation lives on the notebook's class path, beside the library itself, and is found by
 * {@link java.util.ServiceLoader}; it must not cost anything until it is asked.
 *
 * @param <F> the library's dataframe class
 */
public interface FrameAdapter<F> {
  /** The dataframe class that a method's signature names. */
  Class<F> frameType();

  /** The frame's columns in order, views where possible; the frame must not change while they are read. */
  List<FrameColumn> columns(F frame);

  /** A frame of these columns, all of the same length. */
  F frame(List<FrameColumn> columns);
}
