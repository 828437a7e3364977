package dev.updraft.task.closure;

import java.util.List;

/**
 * A task cell that can be declared.
 *
 * @param closure its code
 * @param source what the notebook has to evaluate: the cell, with what JShell needs put in
 * @param imports the imports at the cell's top level, each as a line of Java
 */
public record CapturedCell(Closure closure, String source, List<String> imports) {
  public CapturedCell {
    imports = List.copyOf(imports);
  }
}
