package dev.updraft.workflow;

import static java.util.Objects.requireNonNull;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import dev.updraft.api.Workflows;
import dev.updraft.types.graph.Binding.Step;
import dev.updraft.workflow.WorkflowDraft.DraftNode;
import dev.updraft.workflow.WorkflowDraft.DraftWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;

/**
 * Reads calls: of tasks and workflows, of accessors, of the few library methods that make values.
 */
final class ReadCalls {
  private static final Set<String> CHANGING =
      Set.of(
          "add",
          "addAll",
          "addFirst",
          "addLast",
          "put",
          "putAll",
          "remove",
          "set",
          "sort",
          "clear");

  private final Reading reading;
  private final ReadValues values;
  private final ReadStreams streams;

  ReadCalls(Reading reading, ReadValues values) {
    this.reading = reading;
    this.values = values;
    this.streams = new ReadStreams(reading, values, this);
  }

  Value call(MethodInvocationTree call, Scope scope) {
    if (!(reading.cell().element(call.getMethodSelect()).orElse(null)
        instanceof ExecutableElement method)) {
      return new Value.Unreadable();
    }
    if (reading.cell().member(method).isPresent()) {
      return ofNotebook(call, method, scope);
    }
    return streams.isStream(method)
        ? streams.read(call, scope)
        : component(method)
            .map(component -> accessor(call, component, scope))
            .orElseGet(() -> ofLibrary(call, method, scope));
  }

  private Value ofNotebook(MethodInvocationTree call, ExecutableElement method, Scope scope) {
    var called = declared(call, method);
    if (called.isEmpty()) {
      return new Value.Unreadable();
    }
    var arguments = arguments(call, method, scope);
    return add(call, method, new DraftWork.Call(called.get(), arguments), scope);
  }

  /** What a method of the notebook was declared as; anything else is refused. */
  Optional<Called> declared(MethodInvocationTree call, ExecutableElement method) {
    var own = reading.cell().element();
    var called = reading.declared(method);
    boolean sameName =
        called.filter(each -> own.getSimpleName().contentEquals(each.name())).isPresent();
    if (method.equals(own) || sameName) {
      reading.refuse(
          call,
          "the workflow '" + method.getSimpleName() + "' calls itself; a graph has an end.",
          "let a task repeat the work, or map over a list.");
      return Optional.empty();
    }
    if (called.isEmpty()) {
      reading.refuse(
          call,
          "'"
              + method.getSimpleName()
              + "' ("
              + reading.cell().cellOf(method)
              + ") is a plain method; a workflow calls tasks and other workflows.",
          "put %%task above it, or call it inside of a task.");
    }
    return called;
  }

  Value add(Tree tree, ExecutableElement method, DraftWork work, Scope scope) {
    var id = reading.nextNode(tree);
    scope.add(
        new DraftNode(id, method.getSimpleName().toString(), work, Set.of(), reading.place(tree)));
    return new Value.Result(id, List.of());
  }

  private Map<String, Value> arguments(
      MethodInvocationTree call, ExecutableElement method, Scope scope) {
    var parameters = method.getParameters();
    var given = call.getArguments();
    var arguments = new LinkedHashMap<String, Value>();
    boolean spread = isSpread(call, method);
    for (int i = 0; i < parameters.size(); i++) {
      var type = parameters.get(i).asType();
      var name = parameters.get(i).getSimpleName().toString();
      if (spread && i == parameters.size() - 1) {
        var elementType = ((ArrayType) type).getComponentType();
        arguments.put(name, items(given.subList(i, given.size()), scope, Optional.of(elementType)));
      } else if (i < given.size()) {
        arguments.put(name, values.of(given.get(i), scope, Optional.of(type)));
      }
    }
    return arguments;
  }

  /** Whether the last arguments are elements of the last parameter's array. */
  private boolean isSpread(MethodInvocationTree call, ExecutableElement method) {
    var parameters = method.getParameters();
    var given = call.getArguments();
    return method.isVarArgs()
        && (given.size() != parameters.size()
            || reading
                .cell()
                .type(given.getLast())
                .filter(
                    type ->
                        reading.cell().types().isAssignable(type, parameters.getLast().asType()))
                .isEmpty());
  }

  private Value items(
      List<? extends ExpressionTree> trees, Scope scope, Optional<TypeMirror> elementType) {
    var elements = new ArrayList<Value>();
    trees.forEach(each -> elements.add(values.of(each, scope, elementType)));
    return new Value.Items(elements);
  }

  /** The component that a method is the accessor of. */
  private static Optional<RecordComponentElement> component(ExecutableElement method) {
    return method.getEnclosingElement() instanceof TypeElement type
        ? type.getRecordComponents().stream()
            .map(RecordComponentElement.class::cast)
            .filter(component -> method.equals(component.getAccessor()))
            .findFirst()
        : Optional.empty();
  }

  private Value accessor(MethodInvocationTree call, RecordComponentElement component, Scope scope) {
    var whole = receiver(call, scope);
    if (whole instanceof Value.Construction && !isPlain(component)) {
      return reading.refuse(
          call,
          "'"
              + requireNonNull(component.getEnclosingElement()).getSimpleName()
              + "' has a constructor or an accessor of its own, which runs inside of tasks only.",
          "use what the record was made of, or take the component inside of a task.");
    }
    return Value.part(whole, new Step.Field(component.getSimpleName().toString()));
  }

  /** Whether a component holds just what the constructor was given. */
  private boolean isPlain(RecordComponentElement component) {
    var cell = reading.cell();
    var type = (TypeElement) requireNonNull(component.getEnclosingElement());
    return cell.member(type).isPresent()
        && !cell.isWritten(component.getAccessor())
        && type.getEnclosedElements().stream()
            .filter(each -> each.getKind() == ElementKind.CONSTRUCTOR)
            .filter(each -> isCanonical((ExecutableElement) each, type))
            .noneMatch(cell::isWritten);
  }

  private boolean isCanonical(ExecutableElement constructor, TypeElement type) {
    var parameters = constructor.getParameters();
    var components = type.getRecordComponents();
    if (parameters.size() != components.size()) {
      return false;
    }
    for (int i = 0; i < parameters.size(); i++) {
      if (!reading
          .cell()
          .types()
          .isSameType(parameters.get(i).asType(), components.get(i).asType())) {
        return false;
      }
    }
    return true;
  }

  private Value receiver(MethodInvocationTree call, Scope scope) {
    return call.getMethodSelect() instanceof MemberSelectTree select
        ? values.of(select.getExpression(), scope, Optional.empty())
        : new Value.Unreadable();
  }

  Value construction(NewClassTree made, Scope scope) {
    if (!(reading.cell().element(made).orElse(null) instanceof ExecutableElement constructor)) {
      return new Value.Unreadable();
    }
    var type = (TypeElement) requireNonNull(constructor.getEnclosingElement());
    if (type.getKind() != ElementKind.RECORD) {
      return reading.refuse(
          made,
          "'new "
              + reading.cell().text(made.getIdentifier())
              + "(..)' makes an object while the graph is built; only records travel into tasks.",
          "make it inside of a task, or use a record.");
    }
    if (!isCanonical(constructor, type)) {
      return reading.refuse(
          made,
          "this is not the canonical constructor of the record '" + type.getSimpleName() + "'.",
          "pass all components: new "
              + type.getSimpleName()
              + "("
              + String.join(
                  ", ", type.getRecordComponents().stream().map(Object::toString).toList())
              + ").");
    }
    var components = new LinkedHashMap<String, Value>();
    for (int i = 0; i < made.getArguments().size(); i++) {
      var component = type.getRecordComponents().get(i);
      components.put(
          component.getSimpleName().toString(),
          values.of(made.getArguments().get(i), scope, Optional.of(component.asType())));
    }
    return new Value.Construction(type.getSimpleName().toString(), components);
  }

  private Value ofLibrary(MethodInvocationTree call, ExecutableElement method, Scope scope) {
    var owner = Reading.owner(method);
    var name = method.getSimpleName().toString();
    return switch (owner + "." + name) {
      case "java.util.List.of" -> items(call.getArguments(), scope, Optional.empty());
      case "java.util.Optional.empty" -> new Value.Absent();
      case "java.util.Optional.of" ->
          new Value.Present(values.of(call.getArguments().getFirst(), scope, Optional.empty()));
      case "java.util.List.get" ->
          values.part(
              call,
              receiver(call, scope),
              values.of(call.getArguments().getFirst(), scope, Optional.empty()));
      case "java.util.List.getFirst" ->
          values.part(call, receiver(call, scope), new Value.Constant(0));
      default -> refuseCall(call, method, owner, name);
    };
  }

  private Value refuseCall(MethodInvocationTree call, Element method, String owner, String name) {
    var shown = reading.cell().text(call.getMethodSelect());
    if (reading.cell().isHandle(method)) {
      var task = requireNonNull(method.getEnclosingElement()).getSimpleName();
      return reading.refuseFirst(
          call,
          "'" + shown + "(..)' starts an execution of its own, which a graph cannot.",
          "call the method itself: " + task + "(..).");
    }
    if (owner.equals(Workflows.class.getName())) {
      return reading.refuse(
          call,
          "'" + name + "(..)' says in which order nodes run; it is no value.",
          "let it stand as a statement of its own.");
    }
    if (owner.equals("java.lang.Math") || owner.equals("java.lang.StrictMath")) {
      return reading.refuse(
          call,
          "'" + shown + "(..)' computes, but results are not known while the graph is built.",
          "compute it inside of a task that returns the number, and use that.");
    }
    if (owner.equals("java.io.PrintStream")) {
      return reading.refuse(
          call,
          "'" + name + "(..)' would print while the graph is built, not while it runs.",
          "print inside of a task: its log is kept and shown.");
    }
    if (name.equals("size") || name.equals("length") || name.equals("isEmpty")) {
      return refuseLength(call, name + "()");
    }
    if (CHANGING.contains(name) && owner.startsWith("java.util.")) {
      return reading.refuse(
          call,
          "'" + shown + "(..)' changes a value; what travels between tasks is never changed.",
          "make the value in one go: List.of(a, b), or return the changed one from a task.");
    }
    return reading.refuse(
        call,
        "'" + shown + "(..)' is no task: it would run while the graph is built, without results.",
        "call it inside of a task.");
  }

  Value refuseLength(Tree tree, String what) {
    return reading.refuse(
        tree,
        "'" + what + "' asks about a result, which is not known while the graph is built.",
        "let a task return it, as a number or a boolean, and use that.");
  }
}
