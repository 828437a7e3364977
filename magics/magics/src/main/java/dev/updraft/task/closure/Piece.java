package dev.updraft.task.closure;

/** One active declaration of the notebook, in the user's own words. */
public sealed interface Piece {
  /** The declaration; comments may stand before it. */
  CellText text();

  /** An import. */
  record Import(CellText text) implements Piece {}

  /** A method at the top level. */
  record Method(String name, CellText text) implements Piece {}

  /** A class, record, enum, interface or annotation at the top level. */
  record Type(String name, CellText text) implements Piece {}

  /**
   * A variable at the top level.
   *
   * @param type its type as JShell prints it; not always one that can be written in Java
   */
  record Variable(String name, String type, CellText text) implements Piece {}
}
