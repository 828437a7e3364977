package dev.updraft.workflow;

import dev.updraft.task.closure.Refusal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.TypedInterface.Variable;
import dev.updraft.types.graph.Binding;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.NodeOptions;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Workflow;
import dev.updraft.workflow.WorkflowDraft.Arm;
import dev.updraft.workflow.WorkflowDraft.DraftNode;
import dev.updraft.workflow.WorkflowDraft.DraftWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** Compiles nodes; the arms of branches become nodes or graphs of their own. */
final class CompileNodes {
  private final Reference id;
  private final Function<Called, Callee> callees;
  private final List<Workflow> inner;
  private final Set<Refusal> refusals;

  /** The value that a scope ends with, and the outputs that are made of it. */
  record Expected(Optional<Value> result, Map<String, Variable> outputs) {
    /** The outputs that are wanted of a node: those of the scope, if it is the scope's result. */
    Optional<Map<String, Variable>> of(String node) {
      return result
          .filter(value -> value.equals(new Value.Result(node, List.of())))
          .map(value -> outputs);
    }
  }

  CompileNodes(
      Reference id, Function<Called, Callee> callees, List<Workflow> inner, Set<Refusal> refusals) {
    this.id = id;
    this.callees = callees;
    this.inner = inner;
    this.refusals = refusals;
  }

  /** Compiles the nodes of a scope, whose outputs become known to {@code types}. */
  List<Node> all(List<DraftNode> drafts, Types types, Expected expected) {
    var nodes = new ArrayList<Node>();
    for (var draft : drafts) {
      nodes.add(
          switch (draft.work()) {
            case DraftWork.Call call -> call(draft, call, types);
            case DraftWork.Each each -> each(draft, each, types);
            case DraftWork.Branch branch -> branch(draft, branch, types, expected);
          });
    }
    return Edges.reduced(nodes);
  }

  private Node call(DraftNode draft, DraftWork.Call call, Types types) {
    var callee = callees.apply(call.called());
    types.add(draft.id(), callee.typedInterface().outputs());
    return node(
        draft,
        bind(draft, types).inputs(call.arguments(), callee.typedInterface().inputs()),
        work(call.called(), callee));
  }

  private static Work work(Called called, Callee callee) {
    return switch (called.kind()) {
      case TASK -> new Work.Task(callee.reference());
      case WORKFLOW -> new Work.SubWorkflow(callee.reference());
    };
  }

  private Node each(DraftNode draft, DraftWork.Each each, Types types) {
    var callee = callees.apply(each.called());
    var inputs = new LinkedHashMap<String, Variable>();
    callee
        .typedInterface()
        .inputs()
        .forEach(
            (name, variable) ->
                inputs.put(name, each.bound().contains(name) ? variable : listOf(variable)));
    var outputs = new LinkedHashMap<String, Variable>();
    callee.typedInterface().outputs().forEach((name, one) -> outputs.put(name, listOf(one)));
    types.add(draft.id(), outputs);
    var one =
        new Node(
            draft.id() + "-each",
            draft.name(),
            Map.of(),
            List.of(),
            NodeOptions.NONE,
            work(each.called(), callee));
    return node(
        draft,
        bind(draft, types).inputs(each.arguments(), inputs),
        new Work.Each(
            one, each.bound(), OptionalInt.empty(), OptionalInt.empty(), OptionalDouble.empty()));
  }

  private static Variable listOf(Variable variable) {
    return new Variable(
        new LiteralType.Collection(variable.type(), Optional.empty()), variable.description());
  }

  private Node branch(DraftNode draft, DraftWork.Branch branch, Types types, Expected expected) {
    var arms = new ArrayList<Arm>();
    branch.cases().forEach(each -> arms.add(each.then()));
    arms.add(branch.otherwise());
    var conditions = new CompileConditions(types, refusals);
    var operands = branch.cases().stream().map(each -> conditions.of(each.when())).toList();
    var known = arms.stream().map(arm -> new Known(arm, types.arm())).toList();
    var outputs = expected.of(draft.id()).orElseGet(() -> outputs(known, arms));
    var nodes = new ArrayList<Node>();
    for (int i = 0; i < arms.size(); i++) {
      var name = draft.id() + (i < 26 ? String.valueOf((char) ('a' + i)) : "-" + i);
      nodes.add(arm(draft, name, arms.get(i), known.get(i), outputs));
    }
    types.add(draft.id(), outputs);
    var cases = new ArrayList<Work.Case>();
    for (int i = 0; i < operands.size(); i++) {
      cases.add(new Work.Case(operands.get(i), nodes.get(i)));
    }
    return node(
        draft,
        conditions.inputs(),
        new Work.Branch(cases, Optional.of(nodes.getLast()), Optional.empty()));
  }

  /** An arm's nodes, and the types that are known in it. */
  private final class Known {
    private final List<Node> nodes;
    private final Types types;

    Known(Arm arm, Types types) {
      this.types = types;
      this.nodes = all(arm.nodes(), types, new Expected(Optional.empty(), Map.of()));
    }
  }

  /** A branch's outputs, as the first arm has them that knows. */
  private static Map<String, Variable> outputs(List<Known> known, List<Arm> arms) {
    Map<String, Variable> guess = Map.of();
    for (int i = arms.size() - 1; i >= 0; i--) {
      var value = arms.get(i).value();
      if (value.isPresent()) {
        var types = known.get(i).types;
        boolean promised =
            value.get() instanceof Value.Result || value.get() instanceof Value.Parameter;
        if (promised || guess.isEmpty() || !isPromised(arms, i)) {
          guess = outputs(value.get(), types).orElse(guess);
        }
      }
    }
    return guess;
  }

  /** Whether an arm below says by a promise what its type is. */
  private static boolean isPromised(List<Arm> arms, int from) {
    return arms.subList(from + 1, arms.size()).stream()
        .flatMap(arm -> arm.value().stream())
        .anyMatch(value -> value instanceof Value.Result || value instanceof Value.Parameter);
  }

  private static Optional<Map<String, Variable>> outputs(Value value, Types types) {
    if (value instanceof Value.Result(var node, var path) && path.isEmpty()) {
      return Optional.of(types.outputs(node));
    }
    return types.typeOf(value).map(type -> Map.of(Types.ONE, new Variable(type, Types.ONE)));
  }

  /** An arm as one node: its own, or a graph of its own. */
  private Node arm(
      DraftNode branch, String name, Arm arm, Known known, Map<String, Variable> outputs) {
    var bind = new Bind(known.types, arm.place(), refusals);
    var results =
        arm.value()
            .map(value -> bind.outputs(value, outputs, "this arm's value"))
            .orElseGet(LinkedHashMap<String, Binding>::new);
    if (known.nodes.size() == 1) {
      var only = known.nodes.getFirst();
      boolean same =
          arm.value().isEmpty()
              || arm.value().equals(Optional.of(new Value.Result(only.id(), List.of())));
      if (same) {
        return only;
      }
    }
    var enclosed = new Enclose(known.types, known.nodes);
    var nodes = enclosed.nodes();
    var bound = enclosed.outputs(results);
    var reference = new Reference(id.project(), id.domain(), id.name() + "." + name, id.version());
    var used = arm.value().isPresent() ? outputs : Map.<String, Variable>of();
    inner.add(
        new Workflow(
            reference,
            new TypedInterface(enclosed.types(), used),
            nodes,
            bound,
            Workflow.OnFailure.FAIL_IMMEDIATELY,
            Optional.empty()));
    return new Node(
        name,
        title(branch, known.nodes),
        enclosed.inputs(),
        enclosed.upstream(),
        NodeOptions.NONE,
        new Work.SubWorkflow(reference));
  }

  private static String title(DraftNode branch, List<Node> nodes) {
    return nodes.isEmpty()
        ? branch.name()
        : String.join(", ", nodes.stream().map(Node::name).toList());
  }

  private Bind bind(DraftNode draft, Types types) {
    return new Bind(types, draft.place(), refusals);
  }

  private static Node node(DraftNode draft, Map<String, Binding> inputs, Work work) {
    return new Node(
        draft.id(), draft.name(), inputs, List.copyOf(draft.after()), NodeOptions.NONE, work);
  }
}
