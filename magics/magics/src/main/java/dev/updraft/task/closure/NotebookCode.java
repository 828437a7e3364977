package dev.updraft.task.closure;

import java.util.List;
import java.util.Optional;

/** What the notebook has declared, as it stands now. */
public interface NotebookCode {
  /** The active declarations, in the order in which they were made. */
  List<Piece> pieces();

  /** The present value of a variable as JShell prints it: a text in quotes, with escapes. */
  Optional<String> presentValue(String variable);

  /**
   * Whether the cells have run. Of code that nobody has run a constant has the value that its
   * declaration says, unless {@link #presentValue} knows better.
   */
  default boolean hasRun() {
    return true;
  }
}
