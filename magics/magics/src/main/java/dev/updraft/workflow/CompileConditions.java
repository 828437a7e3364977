package dev.updraft.workflow;

import dev.updraft.task.closure.Refusal;
import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.graph.Binding;
import dev.updraft.types.graph.Binding.Step;
import dev.updraft.types.graph.Condition;
import dev.updraft.workflow.WorkflowDraft.DraftCondition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles the conditions of one branch, and collects the inputs that hold their operands. */
final class CompileConditions {
  private static final LiteralType TEXT = LiteralType.simple(SimpleKind.STRING);

  private final Types types;
  private final Set<Refusal> refusals;
  private final Map<String, Binding> inputs = new LinkedHashMap<>();

  CompileConditions(Types types, Set<Refusal> refusals) {
    this.types = types;
    this.refusals = refusals;
  }

  /** The branch node's inputs: what its conditions look at. */
  Map<String, Binding> inputs() {
    return inputs;
  }

  Condition of(DraftCondition condition) {
    return switch (condition) {
      case DraftCondition.And(var left, var right) -> new Condition.And(of(left), of(right));
      case DraftCondition.Or(var left, var right) -> new Condition.Or(of(left), of(right));
      case DraftCondition.Comparison comparison -> comparison(comparison);
    };
  }

  private Condition comparison(DraftCondition.Comparison comparison) {
    var left = types.typeOf(comparison.left());
    var right = types.typeOf(comparison.right());
    var bind = new Bind(types, comparison.place(), refusals);
    var type = common(comparison.left(), left, comparison.right(), right);
    if (type.isEmpty()) {
      bind.refuse(
          "this compares "
              + left.map(LiteralType::inWords).orElse("something")
              + " with "
              + right.map(LiteralType::inWords).orElse("something")
              + "; the platform compares numbers, strings and booleans of one type.",
          "let both be of one type, or compare inside of a task that returns a boolean.");
    }
    var wanted = type.orElse(TEXT);
    return new Condition.Comparison(
        operand(comparison.left(), wanted),
        comparison.operator(),
        operand(comparison.right(), wanted));
  }

  /** The type of both sides: a constant takes that of the other side. */
  private static Optional<LiteralType> common(
      Value left, Optional<LiteralType> leftType, Value right, Optional<LiteralType> rightType) {
    boolean constant = left instanceof Value.Constant || left instanceof Value.EnumConstant;
    var type = plain(constant ? rightType : leftType);
    var other = constant ? left : right;
    var otherType = plain(constant ? leftType : rightType);
    return type.filter(
        wanted ->
            other instanceof Value.Constant(var value)
                ? Bind.literal(value, wanted).isPresent()
                : otherType.filter(wanted::equals).isPresent());
  }

  /** Tags do not count, and an enum is compared by its constants' names. */
  private static Optional<LiteralType> plain(Optional<LiteralType> type) {
    return type.flatMap(
        each ->
            switch (each) {
              case LiteralType.Simple(var kind, var _) -> Optional.of(LiteralType.simple(kind));
              case LiteralType.Enumeration _ -> Optional.of(TEXT);
              default -> Optional.empty();
            });
  }

  private Condition.Operand operand(Value value, LiteralType type) {
    if (value instanceof Value.EnumConstant(var name)) {
      return new Condition.Operand.Value(new Literal.Text(name));
    }
    if (value instanceof Value.Constant(var constant)) {
      return new Condition.Operand.Value(Bind.literal(constant, type).orElseGet(Literal.None::new));
    }
    return types
        .promise(value)
        .<Condition.Operand>map(
            promise -> {
              var name = new StringBuilder(promise.node()).append('.').append(promise.variable());
              promise.path().forEach(step -> name.append('.').append(shown(step)));
              inputs.put(name.toString(), promise);
              return new Condition.Operand.Input(name.toString());
            })
        .orElseGet(() -> new Condition.Operand.Value(new Literal.None()));
  }

  private static String shown(Step step) {
    return switch (step) {
      case Step.Field(String name) -> name;
      case Step.Index(int at) -> Integer.toString(at);
    };
  }
}
