package dev.updraft.task.closure;

import java.util.List;

/**
 * The declarations of a text, and what is wrong with its syntax.
 *
 * @param imports each as one line of Java
 */
record Outline(List<String> imports, List<Parsed> declarations, List<Problem> problems) {
  Outline {
    imports = List.copyOf(imports);
    declarations = List.copyOf(declarations);
    problems = List.copyOf(problems);
  }

  /** What the parser said, with its own code for it. */
  record Problem(String code, int offset, String message) {}
}
