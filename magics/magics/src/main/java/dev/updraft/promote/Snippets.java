package dev.updraft.promote;

import dev.updraft.task.closure.CellText;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;

/**
 * Takes a cell apart into the pieces that the kernel would evaluate one by one. JShell says where
 * one ends; it evaluates nothing.
 */
final class Snippets implements AutoCloseable {
  private final JShell shell = JShell.builder().executionEngine("local").build();

  /**
   * The pieces of a cell.
   *
   * @param rest what is no complete piece of Java; blank when all is
   */
  record Split(List<CellText> pieces, CellText rest) {
    Split {
      pieces = List.copyOf(pieces);
    }
  }

  Split of(CellText java) {
    var pieces = new ArrayList<CellText>();
    var text = java.text();
    var at = 0;
    while (!text.substring(at).isBlank()) {
      var next = shell.sourceCodeAnalysis().analyzeCompletion(text.substring(at));
      if (!next.completeness().isComplete()) {
        break;
      }
      var end = text.length() - next.remaining().length();
      pieces.add(java.part(at, end));
      at = end;
    }
    return new Split(pieces, java.part(at, text.length()));
  }

  @Override
  public void close() {
    shell.close();
  }
}
