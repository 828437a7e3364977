package dev.updraft.magics.notebook;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a magic throws when the user must act: a wrong option, a refused closure, a backend that does not answer. */
public class NotebookError extends RuntimeException implements UserVisible {
  private static final long serialVersionUID = 1L;
  private final transient @Nullable View view;

  /**
   * @param text what happened, where, and how to fix it; the only lines that the user sees
   */
  public NotebookError(String text) {
    this(text, null, null);
  }

  /**
   * @param view shown above the error as an output of its own, or null
   * @param cause for the log; never shown in the notebook
   */
  public NotebookError(String text, @Nullable View view, @Nullable Throwable cause) {
    super(text, cause);
    this.view = view;
  }

  @Override
  public String text() {
    return String.valueOf(getMessage());
  }

  @Override
  public Optional<View> view() {
    return Optional.ofNullable(view);
  }
}
