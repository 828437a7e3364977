package dev.updraft.task.closure;

/**
 * A place in the notebook.
 *
 * @param cell the cell as people call it, e.g. {@code cell [4]}
 * @param line its line in the cell, counted from 1, a magic's own line included
 * @param column its column, counted from 1
 */
public record CellPosition(String cell, int line, int column) {

  /** The place {@code offset} characters further on, when {@code text} stands here. */
  CellPosition plus(String text, int offset) {
    int lines = 0;
    int lastBreak = -1;
    for (int i = 0; i < offset; i++) {
      if (text.charAt(i) == '\n') {
        lines++;
        lastBreak = i;
      }
    }
    return lines == 0
        ? new CellPosition(cell, line, column + offset)
        : new CellPosition(cell, line + lines, offset - lastBreak);
  }

  @Override
  public String toString() {
    return cell + " line " + line + ":" + column;
  }
}
