package dev.updraft.magics.notebook;

import java.util.Optional;

/**
 * Implemented by exceptions that speak to the notebook's user: the cell ends red with these lines alone, without a stack trace
 * of ours or the kernel's.
 */
public interface UserVisible {
  /** The lines of the cell's error output. */
  String text();

  /** Shown above the error as an output of the cell; empty when a display of the cell tells it already. */
  default Optional<View> view() {
    return Optional.empty();
  }
}
