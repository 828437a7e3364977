package dev.updraft.task.closure;

import jdk.jshell.Snippet;

/** Knows in which cell a snippet was declared. */
@FunctionalInterface
public interface SnippetPlaces {
  /**
   * Where the snippet's first character stands; line and column count from the snippet's start when
   * the cell's text is unknown.
   */
  CellPosition startOf(Snippet snippet);

  /** For a JShell without cells. */
  static SnippetPlaces unknown() {
    return snippet -> new CellPosition("an earlier cell", 1, 1);
  }
}
