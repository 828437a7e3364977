package dev.updraft.workflow;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import dev.updraft.types.graph.Condition.Operator;
import dev.updraft.workflow.WorkflowDraft.DraftCondition;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Reads conditions. Flyte has no "not", so {@code !} turns comparisons round as De Morgan says: a
 * NaN, for which neither {@code a < b} nor {@code a >= b} holds, is the one thing that notices.
 */
final class ReadConditions {
  private final Reading reading;
  private final ReadValues values;

  ReadConditions(Reading reading, ReadValues values) {
    this.reading = reading;
    this.values = values;
  }

  DraftCondition of(ExpressionTree tree, Scope scope) {
    return of(tree, scope, false);
  }

  private DraftCondition of(ExpressionTree tree, Scope scope, boolean negated) {
    return switch (tree) {
      case ParenthesizedTree inner -> of(inner.getExpression(), scope, negated);
      case UnaryTree unary when unary.getKind() == Tree.Kind.LOGICAL_COMPLEMENT ->
          of(unary.getExpression(), scope, !negated);
      case BinaryTree binary
          when binary.getKind() == Tree.Kind.CONDITIONAL_AND
              || binary.getKind() == Tree.Kind.CONDITIONAL_OR ->
          both(binary, scope, negated);
      case BinaryTree binary when operator(binary.getKind()).isPresent() ->
          comparison(binary, operator(binary.getKind()).get(), scope, negated);
      case MethodInvocationTree call when isEquals(call) -> equality(call, scope, negated);
      default ->
          new DraftCondition.Comparison(
              values.of(tree, scope, Optional.empty()),
              Operator.EQ,
              new Value.Constant(!negated),
              reading.place(tree));
    };
  }

  private DraftCondition both(BinaryTree tree, Scope scope, boolean negated) {
    boolean and = tree.getKind() == Tree.Kind.CONDITIONAL_AND;
    var left = of(tree.getLeftOperand(), scope, negated);
    if (values.makesNodes(tree.getRightOperand())) {
      reading.refuse(
          tree.getRightOperand(),
          "a task on the right of '"
              + (and ? "&&" : "||")
              + "' would not always be called in Java, but a graph would always run it.",
          "call it above, into a variable: var ok = task(..); and use that here.");
      return left;
    }
    var right = of(tree.getRightOperand(), scope, negated);
    return and != negated
        ? new DraftCondition.And(left, right)
        : new DraftCondition.Or(left, right);
  }

  private DraftCondition comparison(
      BinaryTree tree, Operator operator, Scope scope, boolean negated) {
    var left = tree.getLeftOperand();
    var right = tree.getRightOperand();
    var isNull =
        left.getKind() == Tree.Kind.NULL_LITERAL || right.getKind() == Tree.Kind.NULL_LITERAL;
    if (isNull) {
      reading.refuse(
          tree,
          "a result is never null, so it is not compared with null.",
          "leave the condition out; for what may be missing let the task return an Optional, or a"
              + " boolean.");
    } else if ((operator == Operator.EQ || operator == Operator.NEQ)
        && isObject(left)
        && isObject(right)) {
      reading.refuse(
          tree,
          "'"
              + (operator == Operator.EQ ? "==" : "!=")
              + "' asks whether two objects are the same one; values that travel never are.",
          "write "
              + (operator == Operator.EQ ? "" : "!")
              + reading.cell().text(left)
              + ".equals("
              + reading.cell().text(right)
              + ").");
    }
    return new DraftCondition.Comparison(
        isNull ? new Value.Unreadable() : values.of(left, scope, Optional.empty()),
        negated ? opposite(operator) : operator,
        isNull ? new Value.Unreadable() : values.of(right, scope, Optional.empty()),
        reading.place(tree));
  }

  private boolean isObject(Tree operand) {
    return reading
        .cell()
        .type(operand)
        .filter(type -> type.getKind() == TypeKind.DECLARED && !isEnum(type))
        .isPresent();
  }

  private boolean isEquals(MethodInvocationTree call) {
    return call.getMethodSelect() instanceof MemberSelectTree select
        && select.getIdentifier().contentEquals("equals")
        && call.getArguments().size() == 1;
  }

  private DraftCondition equality(MethodInvocationTree call, Scope scope, boolean negated) {
    var left = ((MemberSelectTree) call.getMethodSelect()).getExpression();
    var right = call.getArguments().getFirst();
    if (!isComparable(left) || !isComparable(right)) {
      reading.refuse(
          call,
          "'equals' in a condition of a workflow compares strings, enum constants, numbers and"
              + " booleans.",
          "compare inside of a task that returns a boolean, and use that as the condition.");
    }
    return new DraftCondition.Comparison(
        values.of(left, scope, Optional.empty()),
        negated ? Operator.NEQ : Operator.EQ,
        values.of(right, scope, Optional.empty()),
        reading.place(call));
  }

  private boolean isComparable(Tree operand) {
    return reading
        .cell()
        .type(operand)
        .filter(
            type ->
                isEnum(type)
                    || type.toString().equals("java.lang.String")
                    || Fold.kind(type).isPrimitive())
        .isPresent();
  }

  private static boolean isEnum(TypeMirror type) {
    return type instanceof DeclaredType declared
        && declared.asElement().getKind() == ElementKind.ENUM;
  }

  private static Optional<Operator> operator(Tree.Kind kind) {
    return switch (kind) {
      case EQUAL_TO -> Optional.of(Operator.EQ);
      case NOT_EQUAL_TO -> Optional.of(Operator.NEQ);
      case GREATER_THAN -> Optional.of(Operator.GT);
      case GREATER_THAN_EQUAL -> Optional.of(Operator.GTE);
      case LESS_THAN -> Optional.of(Operator.LT);
      case LESS_THAN_EQUAL -> Optional.of(Operator.LTE);
      default -> Optional.empty();
    };
  }

  private static Operator opposite(Operator operator) {
    return switch (operator) {
      case EQ -> Operator.NEQ;
      case NEQ -> Operator.EQ;
      case GT -> Operator.LTE;
      case GTE -> Operator.LT;
      case LT -> Operator.GTE;
      case LTE -> Operator.GT;
    };
  }
}
