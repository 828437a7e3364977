package dev.updraft.api.frames;

import org.jspecify.annotations.Nullable;

/** A dataframe that cannot travel as it is: the message names the column, the row and a way out. */
public final class FrameRefused extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public FrameRefused(String message) {
    super(message);
  }

  /**
   * @param cause what the user's own record threw
   */
  FrameRefused(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
