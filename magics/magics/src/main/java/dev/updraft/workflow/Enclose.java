package dev.updraft.workflow;

import dev.updraft.types.LiteralType;
import dev.updraft.types.TypedInterface.Variable;
import dev.updraft.types.graph.Binding;
import dev.updraft.types.graph.Binding.Promise;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts nodes into a graph of their own: what they use from around it becomes inputs, and what they
 * wait for there the whole graph waits for.
 */
final class Enclose {
  private final Types types;
  private final Set<String> ids = new LinkedHashSet<>();
  private final Map<Promise, String> names = new LinkedHashMap<>();
  private final Set<String> upstream = new LinkedHashSet<>();
  private final List<Node> nodes;

  Enclose(Types types, List<Node> given) {
    this.types = types;
    given.forEach(node -> ids.add(node.id()));
    this.nodes = given.stream().map(this::enclosed).toList();
  }

  List<Node> nodes() {
    return nodes;
  }

  Map<String, Binding> outputs(Map<String, Binding> given) {
    return enclosed(given);
  }

  /** What the graph gets from around it. */
  Map<String, Binding> inputs() {
    var inputs = new LinkedHashMap<String, Binding>();
    names.forEach((promise, name) -> inputs.put(name, promise));
    return inputs;
  }

  /** The types of {@link #inputs}. */
  Map<String, Variable> types() {
    var variables = new LinkedHashMap<String, Variable>();
    names.forEach(
        (promise, name) ->
            variables.put(
                name,
                new Variable(types.typeOf(promise).orElseGet(LiteralType.AnyStruct::new), name)));
    return variables;
  }

  /** What the graph waits for though it uses nothing of it. */
  List<String> upstream() {
    return List.copyOf(upstream);
  }

  private Node enclosed(Node node) {
    var within = new ArrayList<String>();
    node.upstream().forEach(id -> (ids.contains(id) ? within : upstream).add(id));
    return new Node(
        node.id(),
        node.name(),
        enclosed(node.inputs()),
        within,
        node.options(),
        enclosed(node.work()));
  }

  private Work enclosed(Work work) {
    return switch (work) {
      case Work.Branch(var cases, var otherwise, var error) ->
          new Work.Branch(
              cases.stream().map(one -> new Work.Case(one.when(), enclosed(one.then()))).toList(),
              otherwise.map(this::enclosed),
              error);
      case Work.Task _, Work.SubWorkflow _, Work.LaunchPlan _, Work.Each _, Work.Gate _ -> work;
    };
  }

  private Map<String, Binding> enclosed(Map<String, Binding> bindings) {
    var enclosed = new LinkedHashMap<String, Binding>();
    bindings.forEach((name, binding) -> enclosed.put(name, enclosed(binding)));
    return enclosed;
  }

  private Binding enclosed(Binding binding) {
    return switch (binding) {
      case Binding.Value value -> value;
      case Promise promise -> promise(promise);
      case Binding.Items(var elements) ->
          new Binding.Items(elements.stream().map(this::enclosed).toList());
      case Binding.Entries(var entries) -> new Binding.Entries(enclosed(entries));
    };
  }

  private Promise promise(Promise promise) {
    if (ids.contains(promise.node())) {
      return promise;
    }
    var whole = Promise.of(promise.node(), promise.variable());
    var known = Optional.ofNullable(names.get(whole));
    var name = known.orElseGet(() -> free(name(promise)));
    names.put(whole, name);
    return new Promise(Workflow.START_NODE, name, promise.path());
  }

  private static String name(Promise promise) {
    if (promise.node().equals(Workflow.START_NODE)) {
      return promise.variable();
    }
    return promise.variable().equals(Types.ONE)
        ? promise.node()
        : promise.node() + "_" + promise.variable();
  }

  private String free(String name) {
    var free = name;
    for (int i = 2; names.containsValue(free); i++) {
      free = name + "_" + i;
    }
    return free;
  }
}
