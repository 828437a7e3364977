package dev.updraft.types.wire;

import dev.updraft.types.Literal;
import dev.updraft.types.graph.Condition;
import dev.updraft.types.graph.Condition.Operand;
import dev.updraft.types.graph.Condition.Operator;
import org.jspecify.annotations.Nullable;

/** {@code core.BooleanExpression} and what it is made of. */
final class ConditionForm {
  private static final int AND = 0;
  private static final int OR = 1;

  private ConditionForm() {}

  static Condition read(In in) {
    @Nullable Condition condition = null;
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> condition = in.message(ConditionForm::conjunction);
        case 2 << 3 | 2 -> condition = in.message(ConditionForm::comparison);
        default -> in.skip(tag);
      }
    }
    return present(in, condition, "a condition that says nothing");
  }

  private static Condition conjunction(In in) {
    long operator = AND;
    @Nullable Condition left = null;
    @Nullable Condition right = null;
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 -> operator = in.varint();
        case 2 << 3 | 2 -> left = in.message(ConditionForm::read);
        case 3 << 3 | 2 -> right = in.message(ConditionForm::read);
        default -> in.skip(tag);
      }
    }
    if (operator != AND && operator != OR) {
      throw in.malformed("a conjunction with the number " + operator);
    }
    var one = present(in, left, "a conjunction without its left side");
    var other = present(in, right, "a conjunction without its right side");
    return operator == AND ? new Condition.And(one, other) : new Condition.Or(one, other);
  }

  private static Condition comparison(In in) {
    long operator = 0;
    @Nullable Operand left = null;
    @Nullable Operand right = null;
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 -> operator = in.varint();
        case 2 << 3 | 2 -> left = in.message(ConditionForm::operand);
        case 3 << 3 | 2 -> right = in.message(ConditionForm::operand);
        default -> in.skip(tag);
      }
    }
    if (operator < 0 || operator >= Operator.values().length) {
      throw in.malformed("a comparison with the number " + operator);
    }
    return new Condition.Comparison(
        present(in, left, "a comparison without its left side"),
        Operator.values()[(int) operator],
        present(in, right, "a comparison without its right side"));
  }

  private static Operand operand(In in) {
    @Nullable Operand operand = null;
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 ->
            operand = constant(in, in.<@Nullable Literal>message(ScalarForm::primitive));
        case 2 << 3 | 2 -> operand = new Operand.Input(in.text());
        case 3 << 3 | 2 -> operand = constant(in, in.<@Nullable Literal>message(ScalarForm::read));
        default -> in.skip(tag);
      }
    }
    return present(in, operand, "a comparison with nothing");
  }

  private static Operand constant(In in, @Nullable Literal literal) {
    return new Operand.Value(
        present(in, literal, "a comparison with a value of a kind that Updraft does not know"));
  }

  private static <T> T present(In in, @Nullable T value, String otherwise) {
    if (value == null) {
      throw in.malformed(otherwise);
    }
    return value;
  }

  static void write(Out out, Condition condition) {
    switch (condition) {
      case Condition.Comparison comparison -> out.message(2, () -> comparison(out, comparison));
      case Condition.And(var left, var right) -> conjunction(out, AND, left, right);
      case Condition.Or(var left, var right) -> conjunction(out, OR, left, right);
    }
  }

  private static void conjunction(Out out, int operator, Condition left, Condition right) {
    out.message(
        1,
        () -> {
          out.varint(1, operator);
          out.message(2, () -> write(out, left));
          out.message(3, () -> write(out, right));
        });
  }

  private static void comparison(Out out, Condition.Comparison comparison) {
    out.varint(1, comparison.operator().ordinal());
    out.message(2, () -> operand(out, comparison.left()));
    out.message(3, () -> operand(out, comparison.right()));
  }

  private static void operand(Out out, Operand operand) {
    switch (operand) {
      case Operand.Input(String name) -> out.setText(2, name);
      case Operand.Value(Literal literal) -> {
        if (primitive(literal)) {
          ScalarForm.write(out, literal); // a scalar's primitive has the number of an operand's
        } else {
          out.message(3, () -> ScalarForm.write(out, literal));
        }
      }
    }
  }

  private static boolean primitive(Literal literal) {
    return literal instanceof Literal.Integer
        || literal instanceof Literal.Float
        || literal instanceof Literal.Text
        || literal instanceof Literal.Bool
        || literal instanceof Literal.Datetime
        || literal instanceof Literal.Span;
  }
}
