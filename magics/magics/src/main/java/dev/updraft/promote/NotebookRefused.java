package dev.updraft.promote;

import java.util.List;

/** A notebook, or something in it, that cannot be promoted; the message names every reason. */
public final class NotebookRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reasons what, where, and how to fix it; each may have several lines
   */
  public NotebookRefused(List<String> reasons) {
    super(String.join("\n\n", reasons));
  }

  public NotebookRefused(String reason) {
    this(List.of(reason));
  }
}
