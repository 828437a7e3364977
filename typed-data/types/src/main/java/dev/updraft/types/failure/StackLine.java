package dev.updraft.types.failure;

/** One line of a stack. Lines count from 1; 0 = unknown. */
public sealed interface StackLine {
  /**
   * In the task's own code.
   *
   * @param method as its author names it, e.g. {@code Point.norm}
   * @param member the declaration that the line is in, e.g. {@code delays}: which cell declared it,
   *     the notebook knows
   * @param line within that declaration
   */
  record InCell(String method, String member, int line) implements StackLine {}

  /** In a library, or in the JDK. */
  record InLibrary(String method, String file, int line) implements StackLine {}

  /** Lines that were not worth carrying. */
  record LeftOut(int count) implements StackLine {}
}
