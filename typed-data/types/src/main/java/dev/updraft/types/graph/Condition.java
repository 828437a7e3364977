package dev.updraft.types.graph;

import dev.updraft.types.Literal;

/** When a case holds: {@code core.BooleanExpression}. */
public sealed interface Condition {
  /** Two values of one simple type. */
  record Comparison(Operand left, Operator operator, Operand right) implements Condition {}

  record And(Condition left, Condition right) implements Condition {}

  record Or(Condition left, Condition right) implements Condition {}

  /** One side of a comparison. */
  sealed interface Operand {
    /** An input of the branch node. */
    record Input(String name) implements Operand {}

    /** A simple literal. */
    record Value(Literal literal) implements Operand {}
  }

  /** Flyte has no "not": whoever compiles one turns the comparison round. */
  enum Operator {
    EQ,
    NEQ,
    GT,
    GTE,
    LT,
    LTE
  }
}
