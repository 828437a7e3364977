package dev.updraft.workflow;

import static java.util.Objects.requireNonNull;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreeScanner;
import dev.updraft.types.graph.Binding.Step;
import dev.updraft.workflow.WorkflowDraft.Arm;
import dev.updraft.workflow.WorkflowDraft.DraftCase;
import dev.updraft.workflow.WorkflowDraft.DraftNode;
import dev.updraft.workflow.WorkflowDraft.DraftWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads expressions: constants, variables, branches; calls are {@link ReadCalls}'s. */
final class ReadValues {
  private final Reading reading;
  private final ReadConditions conditions;
  private final ReadCalls calls;
  private final RefuseForms refuse;

  ReadValues(Reading reading) {
    this.reading = reading;
    this.conditions = new ReadConditions(reading, this);
    this.calls = new ReadCalls(reading, this);
    this.refuse = new RefuseForms(reading);
  }

  ReadConditions conditions() {
    return conditions;
  }

  /**
   * Reads an expression; the nodes that it needs are added to the scope.
   *
   * @param target the type of what takes the value, if that is known
   */
  Value of(ExpressionTree tree, Scope scope, Optional<TypeMirror> target) {
    return named("branch", tree, scope, target);
  }

  /** Reads an expression for a variable, whose name a branch then has. */
  Value named(String name, ExpressionTree tree, Scope scope, Optional<TypeMirror> target) {
    var value = read(name, tree, scope, target);
    return target.map(type -> Fold.as(value, type)).orElse(value);
  }

  private Value read(String name, ExpressionTree tree, Scope scope, Optional<TypeMirror> target) {
    return switch (tree) {
      case ParenthesizedTree inner -> read(name, inner.getExpression(), scope, target);
      case LiteralTree literal -> literal(literal);
      case IdentifierTree _ -> variable(tree, scope);
      case MemberSelectTree select -> field(select, scope);
      case MethodInvocationTree call -> calls.call(call, scope);
      case NewClassTree made -> calls.construction(made, scope);
      case NewArrayTree array when array.getInitializers() != null -> array(array, scope);
      case ArrayAccessTree access -> element(access, scope);
      case ConditionalExpressionTree choice -> choice(name, choice, scope, target);
      case UnaryTree unary -> unary(unary, scope);
      case BinaryTree binary -> binary(binary, scope);
      case TypeCastTree cast -> cast(cast, scope);
      case AssignmentTree change -> refuse.change(tree, change.getVariable());
      case CompoundAssignmentTree change -> refuse.change(tree, change.getVariable());
      case SwitchExpressionTree _ -> refuse.selection(tree);
      case LambdaExpressionTree _, MemberReferenceTree _ ->
          reading.refuse(
              tree,
              "a function is no value that travels between tasks.",
              "call a task; for each element of a list: list.stream().map(x -> task(x)).toList().");
      case InstanceOfTree _ ->
          reading.refuse(
              tree,
              "'instanceof' asks about a result, which is not known while the graph is built.",
              "ask inside of a task that returns a boolean or an enum, and branch on that.");
      default ->
          reading.refuse(
              tree,
              "'" + reading.cell().text(tree) + "' is not part of a workflow.",
              "compute it inside of a task.");
    };
  }

  /** Reads an expression that stands as a statement. */
  void effect(ExpressionTree tree, Scope scope) {
    of(tree, scope, Optional.empty());
  }

  private Value literal(LiteralTree literal) {
    var value = literal.getValue();
    return value != null
        ? new Value.Constant(value)
        : reading.refuse(
            literal,
            "null cannot travel.",
            "declare it as Optional<..> and pass Optional.empty().");
  }

  private Value variable(ExpressionTree tree, Scope scope) {
    var element = reading.cell().element(tree);
    return element
        .flatMap(scope::value)
        .orElseGet(() -> element.map(each -> outside(tree, each)).orElseGet(Value.Unreadable::new));
  }

  /** A variable from outside of the method. */
  private Value outside(Tree tree, Element element) {
    if (element.getKind() == ElementKind.ENUM_CONSTANT) {
      return new Value.EnumConstant(element.getSimpleName().toString());
    }
    if (!(element instanceof VariableElement variable) || isLocal(element)) {
      return new Value.Unreadable();
    }
    var cell = reading.cell();
    var name = "'" + element.getSimpleName() + "'";
    if (cell.isVariable(element)) {
      return refuse.notebookVariable(tree, element);
    }
    if (variable.getConstantValue() == null) {
      return reading.refuse(
          tree,
          name + " is no compile-time constant: its value is made when some code runs.",
          "make it a parameter, or let a task return it.");
    }
    var changed = cell.changed(element, tree);
    changed.ifPresent(reading::refuse);
    return new Value.Constant(variable.getConstantValue());
  }

  private static boolean isLocal(Element element) {
    return switch (element.getKind()) {
      case LOCAL_VARIABLE, PARAMETER, EXCEPTION_PARAMETER, RESOURCE_VARIABLE, BINDING_VARIABLE ->
          true;
      default -> false;
    };
  }

  private Value field(MemberSelectTree select, Scope scope) {
    if (select.getIdentifier().contentEquals("length")
        && reading
            .cell()
            .type(select.getExpression())
            .filter(type -> type.getKind() == TypeKind.ARRAY)
            .isPresent()) {
      return calls.refuseLength(select, "length");
    }
    if (reading.cell().element(select).filter(ReadValues::isComponent).isPresent()) {
      return reading.refuse(
          select,
          "'" + reading.cell().text(select) + "' reads a record's field.",
          "ask the record: " + reading.cell().text(select) + "().");
    }
    return variable(select, scope);
  }

  private static boolean isComponent(Element field) {
    return field.getKind() == ElementKind.FIELD
        && !field.getModifiers().contains(Modifier.STATIC)
        && requireNonNull(field.getEnclosingElement()).getKind() == ElementKind.RECORD;
  }

  private Value array(NewArrayTree array, Scope scope) {
    var elements = new ArrayList<Value>();
    var type =
        array.getType() == null
            ? Optional.<TypeMirror>empty()
            : reading.cell().type(array.getType());
    array.getInitializers().forEach(each -> elements.add(of(each, scope, type)));
    return new Value.Items(elements);
  }

  private Value element(ArrayAccessTree access, Scope scope) {
    var array = of(access.getExpression(), scope, Optional.empty());
    return part(access, array, of(access.getIndex(), scope, Optional.empty()));
  }

  /** The element of a list at an index. */
  Value part(Tree tree, Value list, Value index) {
    if (index instanceof Value.Constant(Integer at) && at >= 0) {
      return Value.part(list, new Step.Index(at));
    }
    return index instanceof Value.Unreadable
        ? index
        : reading.refuse(
            tree,
            "the index is a result, and results are not known while the graph is built.",
            "take the element out of the list inside of a task.");
  }

  private Value choice(
      String name, ConditionalExpressionTree first, Scope scope, Optional<TypeMirror> target) {
    var type = target.or(() -> reading.cell().type(first));
    var when = conditions.of(first.getCondition(), scope);
    var id = reading.nextNode(first);
    var cases = new ArrayList<DraftCase>();
    var current = first;
    while (true) {
      cases.add(new DraftCase(when, arm(current.getTrueExpression(), scope, type)));
      var otherwise = current.getFalseExpression();
      while (otherwise instanceof ParenthesizedTree inner) {
        otherwise = inner.getExpression();
      }
      if (otherwise instanceof ConditionalExpressionTree next && !makesNodes(next.getCondition())) {
        when = conditions.of(next.getCondition(), scope);
        current = next;
      } else {
        var last = arm(otherwise, scope, type);
        scope.add(
            new DraftNode(
                id, name, new DraftWork.Branch(cases, last), Set.of(), reading.place(first)));
        return new Value.Result(id, List.of());
      }
    }
  }

  private Arm arm(ExpressionTree tree, Scope around, Optional<TypeMirror> type) {
    var scope = around.arm();
    var value = of(tree, scope, type);
    return new Arm(scope.nodes(), Optional.of(value), reading.place(tree));
  }

  private Value unary(UnaryTree tree, Scope scope) {
    switch (tree.getKind()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT -> {
        return refuse.change(tree, tree.getExpression());
      }
      default -> {}
    }
    var operand = of(tree.getExpression(), scope, Optional.empty());
    return switch (operand) {
      case Value.Unreadable unreadable -> unreadable;
      case Value.Constant(var value) when Fold.unary(tree.getKind(), value).isPresent() ->
          new Value.Constant(Fold.unary(tree.getKind(), value).get());
      default ->
          tree.getKind() == Tree.Kind.LOGICAL_COMPLEMENT
              ? refuse.condition(tree)
              : refuse.arithmetic(tree, reading.cell().text(tree).substring(0, 1));
    };
  }

  private Value binary(BinaryTree tree, Scope scope) {
    var left = of(tree.getLeftOperand(), scope, Optional.empty());
    var right = of(tree.getRightOperand(), scope, Optional.empty());
    if (left instanceof Value.Unreadable || right instanceof Value.Unreadable) {
      return new Value.Unreadable();
    }
    if (left instanceof Value.Constant(var a) && right instanceof Value.Constant(var b)) {
      var folded = Fold.binary(tree.getKind(), a, b);
      if (folded.isPresent()) {
        return new Value.Constant(folded.get());
      }
    }
    return switch (tree.getKind()) {
      case CONDITIONAL_AND,
          CONDITIONAL_OR,
          EQUAL_TO,
          NOT_EQUAL_TO,
          LESS_THAN,
          LESS_THAN_EQUAL,
          GREATER_THAN,
          GREATER_THAN_EQUAL ->
          refuse.condition(tree);
      default -> refuse.arithmetic(tree, operator(tree));
    };
  }

  /** The sign between the operands. */
  private String operator(BinaryTree tree) {
    var all = reading.cell().text(tree);
    var left = reading.cell().text(tree.getLeftOperand());
    var right = reading.cell().text(tree.getRightOperand());
    return all.substring(left.length(), all.length() - right.length()).strip();
  }

  private Value cast(TypeCastTree cast, Scope scope) {
    var value = of(cast.getExpression(), scope, Optional.empty());
    var from = reading.cell().type(cast.getExpression());
    var to = reading.cell().type(cast);
    if (from.isEmpty() || to.isEmpty()) {
      return new Value.Unreadable();
    }
    if (value instanceof Value.Constant(var constant) && !(constant instanceof String)) {
      return new Value.Constant(Fold.as(constant, Fold.kind(to.get())));
    }
    boolean same = reading.cell().types().isSameType(from.get(), to.get());
    return same || value instanceof Value.Constant || value instanceof Value.Unreadable
        ? value
        : refuse.cast(cast);
  }

  /** Whether an expression calls a task, or chooses, so that reading it adds nodes. */
  boolean makesNodes(Tree tree) {
    var found = new boolean[1];
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethodInvocation(
          MethodInvocationTree node, @Nullable Void nothing) {
        var method = reading.cell().element(node.getMethodSelect());
        found[0] |= method.flatMap(reading.cell()::member).isPresent();
        return super.visitMethodInvocation(node, null);
      }

      @Override
      public @Nullable Void visitConditionalExpression(
          ConditionalExpressionTree node, @Nullable Void nothing) {
        found[0] = true;
        return null;
      }
    }.scan(tree, null);
    return found[0];
  }
}
