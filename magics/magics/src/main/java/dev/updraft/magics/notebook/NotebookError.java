package dev.updraft.magics.notebook;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a magic throws when the user must act: a wrong option, a refused closure, a backend that does not answer. */
public class NotebookError extends RuntimeException implements UserVisible {
  private static final long serialVersionUID = 1L;
  private final transient @Nullable View view;

  /**
   * @param message what happened, where, and how to fix it; the only lines that the user sees
   */
  public NotebookError(String message) {
    this(message, null, null);
  }

  /**
   * @param view shown above the message as an output of its own when the error leaves a magic, or null
   * @param cause for the log; never shown in the notebook
   */
  public NotebookError(String message, @Nullable View view, @Nullable Throwable cause) {
    super(message, cause);
    this.view = view;
  }

  /** Shown above the message; empty when a display of the cell tells it already. */
  public Optional<View> view() {
    return Optional.ofNullable(view);
  }
}
