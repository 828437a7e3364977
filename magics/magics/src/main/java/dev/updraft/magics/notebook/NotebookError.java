package dev.updraft.magics.notebook;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a magic or a handle throws when the user must act: a wrong option, a refused closure, a
 * backend that does not answer. Has no stack trace, for it is no fault of the code that threw it.
 */
public class NotebookError extends RuntimeException implements UserVisible {
  private static final long serialVersionUID = 1L;
  private final transient @Nullable View view;
  private final transient @Nullable Throwable reason;

  /**
   * @param message what happened, where, and how to fix it; the only lines that the user sees
   */
  public NotebookError(String message) {
    this(message, null, null);
  }

  /**
   * @param view shown above the message as an output of its own when the error leaves a magic, or
   *     null
   * @param reason for the log; never shown in the notebook, so not a cause
   */
  public NotebookError(String message, @Nullable View view, @Nullable Throwable reason) {
    super(message, null, false, false);
    this.view = view;
    this.reason = reason;
  }

  /** Shown above the message; empty when a display of the cell tells it already. */
  public Optional<View> view() {
    return Optional.ofNullable(view);
  }

  /** What lies behind it, for the log. */
  public Optional<Throwable> reason() {
    return Optional.ofNullable(reason);
  }
}
