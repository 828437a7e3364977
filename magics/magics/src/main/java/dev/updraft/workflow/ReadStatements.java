package dev.updraft.workflow;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import dev.updraft.api.Workflows;
import dev.updraft.workflow.WorkflowDraft.Arm;
import dev.updraft.workflow.WorkflowDraft.DraftCase;
import dev.updraft.workflow.WorkflowDraft.DraftCondition;
import dev.updraft.workflow.WorkflowDraft.DraftNode;
import dev.updraft.workflow.WorkflowDraft.DraftWork;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads statements: variables, branches, order, and what is returned. */
final class ReadStatements {
  private static final String MAP_INSTEAD =
      "map over the list: list.stream().map(x -> task(x)).toList(); or loop inside of a task.";

  private final Reading reading;
  private final ReadValues values;
  private final ReadConditions conditions;
  private final RefuseForms refuse;

  ReadStatements(Reading reading) {
    this.reading = reading;
    this.values = new ReadValues(reading);
    this.conditions = values.conditions();
    this.refuse = new RefuseForms(reading);
  }

  /** Reads statements one after the other into a scope. */
  void body(List<? extends StatementTree> statements, Scope scope) {
    for (int i = 0; i < statements.size() && !scope.hasEnded(); i++) {
      if (statements.get(i) instanceof IfTree branch) {
        branch(branch, statements.subList(i + 1, statements.size()), scope);
      } else {
        statement(statements.get(i), scope);
      }
    }
  }

  private void statement(StatementTree statement, Scope scope) {
    switch (statement) {
      case VariableTree variable -> variable(variable, scope);
      case ExpressionStatementTree expression -> expression(expression.getExpression(), scope);
      case ReturnTree returned -> returned(returned, scope);
      case BlockTree block -> body(block.getStatements(), scope);
      case EmptyStatementTree _ -> {}
      case ForLoopTree _, EnhancedForLoopTree _ -> loop(statement, "for");
      case WhileLoopTree _ -> loop(statement, "while");
      case DoWhileLoopTree _ -> loop(statement, "do");
      case TryTree _ ->
          reading.refuse(
              statement,
              "'try' is not part of a workflow: the tasks in it run elsewhere, later.",
              "let the task be tried again (%%task --retries 2), or catch inside of a task.");
      case ThrowTree _ ->
          reading.refuseFirst(
              statement,
              "'throw' is not part of a workflow: a graph has no exceptions of its own.",
              "let a task throw it; the execution fails with that task's message.");
      case SwitchTree _ -> refuse.selection(statement);
      case SynchronizedTree _ ->
          reading.refuse(
              statement,
              "'synchronized' is not part of a workflow: its tasks share no memory.",
              "leave it out; order comes from the data, or from after(later, earlier).");
      case ClassTree type ->
          reading.refuse(
              statement,
              "'" + type.getSimpleName() + "' is declared inside of the workflow's method.",
              "declare it at the top level of a cell, where tasks know it too.");
      default ->
          reading.refuse(
              statement,
              "'"
                  + firstWord(statement)
                  + "' is not part of a workflow: a graph knows calls of tasks, if / else and"
                  + " return.",
              "do it inside of a task.");
    }
  }

  private String firstWord(Tree tree) {
    return reading.cell().text(tree).split("\\W", 2)[0];
  }

  private void loop(StatementTree statement, String word) {
    reading.refuse(
        statement,
        "'"
            + word
            + "' is not part of a workflow: how often it would run is not known while the graph is"
            + " built.",
        MAP_INSTEAD);
  }

  private void variable(VariableTree variable, Scope scope) {
    var element = reading.cell().element(variable);
    var initializer = variable.getInitializer();
    if (element.isEmpty()) {
      return;
    }
    if (initializer == null) {
      scope.declare(element.get());
      return;
    }
    var value =
        values.named(
            variable.getName().toString(), initializer, scope, Optional.of(element.get().asType()));
    scope.declare(element.get(), value);
  }

  private void expression(ExpressionTree expression, Scope scope) {
    switch (expression) {
      case ParenthesizedTree inner -> expression(inner.getExpression(), scope);
      case AssignmentTree assignment -> assignment(assignment, scope);
      case MethodInvocationTree call when isOrder(call, "after") -> after(call, scope);
      case MethodInvocationTree call when isOrder(call, "waitForAll") -> scope.raiseBarrier();
      default -> values.effect(expression, scope);
    }
  }

  private boolean isOrder(MethodInvocationTree call, String name) {
    return reading
        .cell()
        .element(call)
        .filter(
            method ->
                method.getSimpleName().contentEquals(name)
                    && Reading.owner(method).equals(Workflows.class.getName()))
        .isPresent();
  }

  private void after(MethodInvocationTree call, Scope scope) {
    var arguments = call.getArguments();
    var later = made(arguments.getFirst(), scope);
    var earlier = new LinkedHashSet<String>();
    for (var argument : arguments.subList(1, arguments.size())) {
      made(argument, scope).ifPresent(earlier::add);
    }
    if (later.isEmpty() || earlier.size() < arguments.size() - 1) {
      return;
    }
    int index = scope.indexOf(later.get());
    if (index < 0) {
      reading.refuse(
          arguments.getFirst(),
          "what is to wait was called outside of this arm of the branch.",
          "write after(..) next to the call that is to wait.");
      return;
    }
    for (var id : earlier) {
      if (scope.indexOf(id) >= index) {
        reading.refuse(
            call,
            "'"
                + reading.cell().text(arguments.getFirst())
                + "' was called first, so in plain Java it would not be the later one.",
            "move its call below those that it waits for.");
        return;
      }
    }
    scope.after(index, earlier);
  }

  /** The node that made what a variable holds. */
  private Optional<String> made(ExpressionTree argument, Scope scope) {
    var value =
        reading.cell().element(argument).flatMap(scope::value).orElseGet(Value.Unreadable::new);
    if (value instanceof Value.Result(var node, var _)) {
      return Optional.of(node);
    }
    reading.refuse(
        argument,
        "'"
            + reading.cell().text(argument)
            + "' is no variable that holds a task's result, so nothing can wait for it.",
        "write var x = task(..) first, and then after(later, x).");
    return Optional.empty();
  }

  private void assignment(AssignmentTree assignment, Scope scope) {
    var element = reading.cell().element(assignment.getVariable());
    if (element.isEmpty()) {
      return;
    }
    var variable = element.get();
    boolean first = scope.value(variable).isEmpty();
    boolean inBranch = !scope.owns(variable) && !scope.assigned().containsKey(variable);
    boolean local = variable.getKind() == ElementKind.LOCAL_VARIABLE;
    if (local && scope.assigned().containsKey(variable)) {
      refuse.secondValue(assignment);
      return;
    }
    if (!local || !(first || inBranch)) {
      refuse.change(assignment, assignment.getVariable());
      return;
    }
    scope.assign(
        variable,
        values.named(
            variable.getSimpleName().toString(),
            assignment.getExpression(),
            scope,
            Optional.of(variable.asType())));
  }

  private void returned(ReturnTree returned, Scope scope) {
    var expression = returned.getExpression();
    scope.end(expression == null ? null : values.of(expression, scope, Optional.of(resultType())));
  }

  private TypeMirror resultType() {
    return reading.cell().element().getReturnType();
  }

  /**
   * Reads an {@code if} with all that belongs to it: what stands below belongs to the arms that do
   * not return, when others do.
   */
  private void branch(IfTree first, List<? extends StatementTree> below, Scope scope) {
    var when = conditions.of(first.getCondition(), scope);
    var id = reading.nextNode(first);
    var arms = new ArrayList<Scope>();
    var conditionsOfArms = new ArrayList<DraftCondition>();
    var current = first;
    List<? extends StatementTree> rest = below;
    while (true) {
      var then = new ArrayList<StatementTree>(statements(current.getThenStatement()));
      var otherwise = new ArrayList<StatementTree>(statements(current.getElseStatement()));
      boolean returns = Returns.always(current.getThenStatement());
      boolean otherwiseReturns = Returns.always(current.getElseStatement());
      if (returns != otherwiseReturns) {
        (returns ? otherwise : then).addAll(rest);
      } else if (!returns && Returns.sometimes(current)) {
        reading.refuse(
            current,
            "one way through this 'if' returns and another one does not, deep inside.",
            "let each arm end with its return, or set one variable in each and return it below.");
      }
      conditionsOfArms.add(when);
      arms.add(arm(then, scope));
      if (!otherwise.isEmpty()
          && otherwise.getFirst() instanceof IfTree next
          && (otherwise.size() == 1 || Returns.inOneArm(next))
          && !values.makesNodes(next.getCondition())) {
        when = conditions.of(next.getCondition(), scope);
        rest = otherwise.subList(1, otherwise.size());
        current = next;
      } else {
        arms.add(arm(otherwise, scope));
        break;
      }
    }
    boolean ends = Returns.inOneArm(first) || arms.stream().allMatch(Scope::hasEnded);
    finish(first, id, conditionsOfArms, arms, ends, scope);
  }

  private Scope arm(List<StatementTree> statements, Scope around) {
    var arm = around.arm();
    body(statements, arm);
    return arm;
  }

  private static List<? extends StatementTree> statements(@Nullable StatementTree statement) {
    return switch (statement) {
      case null -> List.of();
      case BlockTree block -> block.getStatements();
      default -> List.of(statement);
    };
  }

  /** Adds the branch; when it {@code ends} the method, what stood below is in its arms. */
  private void finish(
      IfTree tree,
      String id,
      List<DraftCondition> conditions,
      List<Scope> arms,
      boolean ends,
      Scope scope) {
    if (ends) {
      var results = arms.stream().map(Scope::returned).toList();
      scope.add(node(tree, id, "branch", conditions, arms, results));
      scope.end(
          results.stream().anyMatch(Optional::isPresent) ? new Value.Result(id, List.of()) : null);
      return;
    }
    var assigned = new LinkedHashSet<Element>();
    arms.forEach(arm -> assigned.addAll(arm.assigned().keySet()));
    if (assigned.size() > 1) {
      reading.refuse(
          tree,
          "this 'if' gives a value to more than one variable ("
              + String.join(", ", assigned.stream().map(Element::toString).toList())
              + "); a branch has one result.",
          "put the values into a record, or write one 'if' for each variable.");
      assigned.forEach(each -> scope.assign(each, new Value.Unreadable()));
      return;
    }
    if (assigned.isEmpty()) {
      var nothing = arms.stream().map(arm -> Optional.<Value>empty()).toList();
      scope.add(node(tree, id, "branch", conditions, arms, nothing));
      return;
    }
    var variable = assigned.iterator().next();
    var results = arms.stream().map(arm -> arm.value(variable)).toList();
    if (results.stream().anyMatch(Optional::isEmpty)) {
      reading.refuse(
          tree,
          "'" + variable.getSimpleName() + "' gets a value in some arms of this 'if' only.",
          "add an else that gives it one, or give it one above.");
    }
    scope.add(node(tree, id, variable.getSimpleName().toString(), conditions, arms, results));
    scope.assign(variable, new Value.Result(id, List.of()));
  }

  private DraftNode node(
      IfTree tree,
      String id,
      String name,
      List<DraftCondition> conditions,
      List<Scope> arms,
      List<Optional<Value>> results) {
    var place = reading.place(tree);
    var cases = new ArrayList<DraftCase>();
    for (int i = 0; i < conditions.size(); i++) {
      cases.add(
          new DraftCase(conditions.get(i), new Arm(arms.get(i).nodes(), results.get(i), place)));
    }
    return new DraftNode(
        id,
        name,
        new DraftWork.Branch(cases, new Arm(arms.getLast().nodes(), results.getLast(), place)),
        Set.of(),
        place);
  }
}
