package dev.updraft.types.graph;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.Literals;
import dev.updraft.types.Nearest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The conditions of one branch: that each compares two values of one simple type. */
final class CheckConditions {
  private final Workflow workflow;
  private final String node;
  private final Map<String, Optional<LiteralType>> operands;
  private final Collection<Problem> problems;

  /**
   * @param operands the branch node's inputs; without a type where a problem has been told
   */
  CheckConditions(
      Workflow workflow,
      String node,
      Map<String, Optional<LiteralType>> operands,
      Collection<Problem> problems) {
    this.workflow = workflow;
    this.node = node;
    this.operands = operands;
    this.problems = problems;
  }

  void check(Condition condition) {
    switch (condition) {
      case Condition.And(var left, var right) -> {
        check(left);
        check(right);
      }
      case Condition.Or(var left, var right) -> {
        check(left);
        check(right);
      }
      case Condition.Comparison comparison -> comparison(comparison);
    }
  }

  private void comparison(Condition.Comparison comparison) {
    var left = type(comparison.left());
    var right = type(comparison.right());
    if (left.isEmpty() || right.isEmpty() || comparable(left.get(), right.get())) {
      return;
    }
    problem(
        "a condition compares %s with %s"
            .formatted(
                shown(comparison.left(), left.get()), shown(comparison.right(), right.get())),
        "Compare integers, floats, strings, booleans, datetimes or durations, both of one type.");
  }

  private Optional<LiteralType> type(Condition.Operand operand) {
    return switch (operand) {
      case Condition.Operand.Value(Literal literal) -> Optional.of(Literals.typeOf(literal));
      case Condition.Operand.Input(String name) -> {
        var found = operands.get(name);
        if (found == null) {
          problem(
              "a condition looks at '" + name + "', which is no input of this branch",
              Nearest.hint(name, operands.keySet()) + "Bind it at the branch.");
          yield Optional.empty();
        }
        yield found;
      }
    };
  }

  private static boolean comparable(LiteralType left, LiteralType right) {
    var one = kind(left);
    var other = kind(right);
    return one.isPresent() && one.equals(other);
  }

  /** An enum is compared as the string that it is. */
  private static Optional<SimpleKind> kind(LiteralType type) {
    return switch (type) {
      case LiteralType.Enumeration _ -> Optional.of(SimpleKind.STRING);
      case LiteralType.Simple(SimpleKind kind, var tag) ->
          switch (kind) {
            case INTEGER, FLOAT, STRING, BOOLEAN, DATETIME, DURATION -> Optional.of(kind);
            case NONE, BINARY, ERROR -> Optional.empty();
          };
      default -> Optional.empty();
    };
  }

  private static String shown(Condition.Operand operand, LiteralType type) {
    return switch (operand) {
      case Condition.Operand.Value(Literal literal) -> literal.inWords();
      case Condition.Operand.Input(String name) -> "'" + name + "', " + type.inWords() + ",";
    };
  }

  private void problem(String what, String fix) {
    problems.add(new Problem(workflow.id(), node, what, fix));
  }
}
