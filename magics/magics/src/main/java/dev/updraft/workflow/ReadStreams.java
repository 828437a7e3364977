package dev.updraft.workflow;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import dev.updraft.workflow.WorkflowDraft.DraftWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Reads {@code list.stream().map(x -> task(x, k)).toList()}: the task, once for each element. */
final class ReadStreams {
  private static final String FORM = "list.stream().map(x -> task(x)).toList()";
  private static final List<String> STEPS = List.of("stream", "map", "toList");

  private final Reading reading;
  private final ReadValues values;
  private final ReadCalls calls;

  ReadStreams(Reading reading, ReadValues values, ReadCalls calls) {
    this.reading = reading;
    this.values = values;
    this.calls = calls;
  }

  /** Whether a method is one of a stream, or makes one of a collection. */
  boolean isStream(ExecutableElement method) {
    var owner = Reading.owner(method);
    return owner.startsWith("java.util.stream.")
        || owner.startsWith("java.util.")
            && (method.getSimpleName().contentEquals("stream")
                || method.getSimpleName().contentEquals("parallelStream"));
  }

  Value read(MethodInvocationTree last, Scope scope) {
    var steps = steps(last);
    for (int i = 0; i < steps.size(); i++) {
      var name = name(steps.get(i));
      if (i >= STEPS.size() || !name.equals(STEPS.get(i)) || isStatic(steps.get(i))) {
        return reading.refuse(
            steps.get(i),
            "'" + name + "(..)' is not part of a workflow: of streams it knows " + FORM + " alone.",
            "do it inside of a task that gets the list and returns one.");
      }
    }
    if (steps.size() < STEPS.size()) {
      return reading.refuse(
          last,
          "a stream is no value that travels between tasks.",
          "end it with .toList(): " + FORM + ".");
    }
    var source = ((MemberSelectTree) steps.getFirst().getMethodSelect()).getExpression();
    var list = values.of(source, scope, Optional.empty());
    return map(steps.get(1), list, scope);
  }

  /** The calls of a chain, from the collection on. */
  private List<MethodInvocationTree> steps(MethodInvocationTree last) {
    var steps = new ArrayList<MethodInvocationTree>();
    for (ExpressionTree each = last;
        each instanceof MethodInvocationTree call
            && reading.cell().element(call.getMethodSelect()).orElse(null)
                instanceof ExecutableElement method
            && isStream(method); ) {
      steps.addFirst(call);
      each =
          call.getMethodSelect() instanceof MemberSelectTree select
              ? select.getExpression()
              : call.getMethodSelect();
    }
    return steps;
  }

  private static String name(MethodInvocationTree call) {
    return switch (call.getMethodSelect()) {
      case MemberSelectTree select -> select.getIdentifier().toString();
      case IdentifierTree identifier -> identifier.getName().toString();
      default -> "stream";
    };
  }

  private boolean isStatic(MethodInvocationTree call) {
    return reading
        .cell()
        .element(call.getMethodSelect())
        .filter(method -> method.getModifiers().contains(Modifier.STATIC))
        .isPresent();
  }

  private Value map(MethodInvocationTree map, Value list, Scope scope) {
    if (!(map.getArguments().getFirst() instanceof LambdaExpressionTree lambda)) {
      return reading.refuse(
          map.getArguments().getFirst(),
          "what is done for each element is not written out here.",
          "write it as a lambda that calls a task: x -> task(x).");
    }
    if (lambda.getBodyKind() == LambdaExpressionTree.BodyKind.STATEMENT) {
      return reading.refuse(
          lambda,
          "a lambda with a body of statements is not part of a workflow.",
          "call one task for each element: x -> task(x); let that task do it all.");
    }
    var body = (ExpressionTree) lambda.getBody();
    while (body instanceof ParenthesizedTree inner) {
      body = inner.getExpression();
    }
    if (!(body instanceof MethodInvocationTree call)
        || !(reading.cell().element(call.getMethodSelect()).orElse(null)
            instanceof ExecutableElement method)) {
      return notATask(body);
    }
    if (reading.cell().member(method).isEmpty()) {
      return notATask(body);
    }
    return calls
        .declared(call, method)
        .map(called -> each(map, lambda, call, method, called, list, scope))
        .orElseGet(Value.Unreadable::new);
  }

  private Value notATask(Tree body) {
    return reading.refuse(
        body,
        "the lambda of 'map' calls one task, and does nothing else.",
        "write x -> task(x), and do the rest inside of that task.");
  }

  private Value each(
      MethodInvocationTree map,
      LambdaExpressionTree lambda,
      MethodInvocationTree call,
      ExecutableElement method,
      Called called,
      Value list,
      Scope scope) {
    if (called.kind() == Called.Kind.WORKFLOW) {
      return reading.refuse(
          call,
          "'" + called.name() + "' is a workflow; for each element a task is called.",
          "map with the tasks that it is made of, one after the other.");
    }
    var element = reading.cell().element(lambda.getParameters().getFirst());
    var arguments = new LinkedHashMap<String, Value>();
    var bound = new ArrayList<String>();
    boolean complete = true;
    for (int i = 0; i < call.getArguments().size(); i++) {
      var argument = call.getArguments().get(i);
      var parameter = method.getParameters().get(Math.min(i, method.getParameters().size() - 1));
      var name = parameter.getSimpleName().toString();
      if (element.isPresent() && reading.cell().element(argument).equals(element)) {
        arguments.put(name, list);
      } else if (mentions(argument, element)) {
        complete = false;
        refuseArgument(argument);
      } else if (values.makesNodes(argument)) {
        complete = false;
        refuseCall(argument);
      } else {
        arguments.put(name, values.of(argument, scope, Optional.of(parameter.asType())));
        bound.add(name);
      }
    }
    if (complete && method.isVarArgs()) {
      return reading.refuse(
          call,
          "'" + called.name() + "' takes any number of arguments, which a map cannot spread.",
          "let it take a List instead.");
    }
    if (complete && bound.size() == arguments.size()) {
      return reading.refuse(
          call,
          "'" + called.name() + "' does not get the list's element, so each call is the same.",
          "pass the element, or call the task once.");
    }
    return calls.add(map, method, new DraftWork.Each(called, arguments, bound), scope);
  }

  private void refuseArgument(ExpressionTree argument) {
    if (values.makesNodes(argument)) {
      refuseCall(argument);
    } else {
      reading.refuse(
          argument,
          "'"
              + reading.cell().text(argument)
              + "' looks into the element, which is not known while the graph is built.",
          "pass the element as a whole, and take it apart inside of the task.");
    }
  }

  private void refuseCall(ExpressionTree argument) {
    reading.refuse(
        argument,
        "a call within the call that 'map' makes is not part of a workflow.",
        "map twice: var first = list.stream().map(x -> one(x)).toList(); and then over first.");
  }

  private boolean mentions(Tree tree, Optional<Element> element) {
    var found = new boolean[1];
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitIdentifier(IdentifierTree node, @Nullable Void nothing) {
        found[0] |= element.isPresent() && reading.cell().element(node).equals(element);
        return null;
      }
    }.scan(tree, null);
    return found[0];
  }
}
