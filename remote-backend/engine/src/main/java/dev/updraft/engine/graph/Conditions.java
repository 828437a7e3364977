package dev.updraft.engine.graph;

import dev.updraft.types.Literal;
import dev.updraft.types.graph.Condition;
import java.util.Map;

/** Whether the condition of a branch's arm holds: {@code core.BooleanExpression}. */
final class Conditions {
  private Conditions() {}

  static boolean hold(Condition condition, Map<String, Literal> operands) {
    return switch (condition) {
      case Condition.And(var left, var right) -> hold(left, operands) && hold(right, operands);
      case Condition.Or(var left, var right) -> hold(left, operands) || hold(right, operands);
      case Condition.Comparison(var left, var operator, var right) ->
          holds(value(left, operands), operator, value(right, operands));
    };
  }

  private static Literal value(Condition.Operand operand, Map<String, Literal> operands) {
    var value =
        switch (operand) {
          case Condition.Operand.Value(var literal) -> literal;
          case Condition.Operand.Input(var name) -> {
            var given = operands.get(name);
            if (given == null) {
              throw new Unbound(
                  "BindingError", "the branch compares '" + name + "', which has no value.");
            }
            yield given;
          }
        };
    return plain(value);
  }

  private static Literal plain(Literal value) {
    return switch (value) {
      case Literal.Union(var inner, _) -> plain(inner);
      case Literal.Hashed(var inner, _) -> plain(inner);
      default -> value;
    };
  }

  private static boolean holds(Literal left, Condition.Operator operator, Literal right) {
    if (operator == Condition.Operator.EQ) {
      return equal(left, right);
    }
    if (operator == Condition.Operator.NEQ) {
      return !equal(left, right);
    }
    var order = compare(left, right);
    return switch (operator) {
      case GT -> order > 0;
      case GTE -> order >= 0;
      case LT -> order < 0;
      case LTE -> order <= 0;
      case EQ, NEQ -> throw new IllegalStateException(operator.name());
    };
  }

  private static boolean equal(Literal left, Literal right) {
    return number(left) && number(right) ? compare(left, right) == 0 : left.equals(right);
  }

  private static boolean number(Literal value) {
    return value instanceof Literal.Integer || value instanceof Literal.Float;
  }

  private static int compare(Literal left, Literal right) {
    if (left instanceof Literal.Integer(var a) && right instanceof Literal.Integer(var b)) {
      return Long.compare(a, b);
    }
    if (number(left) && number(right)) {
      return Double.compare(real(left), real(right));
    }
    if (left instanceof Literal.Text(var a) && right instanceof Literal.Text(var b)) {
      return a.compareTo(b);
    }
    if (left instanceof Literal.Datetime(var a) && right instanceof Literal.Datetime(var b)) {
      return a.compareTo(b);
    }
    if (left instanceof Literal.Span(var a) && right instanceof Literal.Span(var b)) {
      return a.compareTo(b);
    }
    if (left instanceof Literal.Bool(var a) && right instanceof Literal.Bool(var b)) {
      return Boolean.compare(a, b);
    }
    throw new Unbound(
        "BranchEvaluationFailed",
        "%s cannot be compared with %s.".formatted(left.inWords(), right.inWords()));
  }

  private static double real(Literal value) {
    return switch (value) {
      case Literal.Integer(var whole) -> whole;
      case Literal.Float(var real) -> real;
      default -> throw new IllegalArgumentException(value.inWords());
    };
  }
}
