package dev.updraft.engine.graph;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.TypedInterface.Variable;
import dev.updraft.types.graph.Binding;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What nodes are given: bindings resolved against what has ended. */
final class Values {
  private final Map<String, Literal> inputs;
  private final Map<String, Child> ended;
  private final NodeTypes types;

  /**
   * @param ended looked at when a value is asked for
   */
  Values(Map<String, Literal> inputs, Map<String, Child> ended, NodeTypes types) {
    this.inputs = inputs;
    this.ended = ended;
    this.types = types;
  }

  /**
   * @throws Unbound when one cannot be had
   */
  Map<String, Literal> inputs(Node node) {
    return resolve(node.inputs(), node.inputs().isEmpty() ? Map.of() : types.takes(node));
  }

  Map<String, Literal> of(Map<String, Binding> bindings, Map<String, Variable> declared) {
    var wanted = new LinkedHashMap<String, LiteralType>();
    declared.forEach((name, variable) -> wanted.put(name, variable.type()));
    return resolve(bindings, wanted);
  }

  private Map<String, Literal> resolve(
      Map<String, Binding> bindings, Map<String, LiteralType> wanted) {
    var found = new LinkedHashMap<String, Literal>();
    bindings.forEach(
        (name, binding) -> found.put(name, value(binding, Optional.ofNullable(wanted.get(name)))));
    return found;
  }

  private Literal value(Binding binding, Optional<LiteralType> type) {
    return Packing.as(
        switch (binding) {
          case Binding.Value(var literal) -> literal;
          case Binding.Promise promise -> promised(promise, type);
          case Binding.Items(var elements) -> {
            var element = type.flatMap(Values::element);
            yield new Literal.Collection(
                elements.stream().map(each -> value(each, element)).toList());
          }
          case Binding.Entries(var entries) -> entries(entries, type);
        },
        type);
  }

  private static Optional<LiteralType> element(LiteralType type) {
    return type instanceof LiteralType.Collection(var element, _)
        ? Optional.of(element)
        : Optional.empty();
  }

  private Literal entries(Map<String, Binding> entries, Optional<LiteralType> type) {
    var found = new LinkedHashMap<String, Literal>();
    entries.forEach(
        (name, each) -> found.put(name, value(each, type.flatMap(t -> field(t, name)))));
    return new Literal.MapOf(found);
  }

  private static Optional<LiteralType> field(LiteralType type, String name) {
    return switch (type) {
      case LiteralType.MapOf(var value) -> Optional.of(value);
      case LiteralType.Struct(_, var fields) ->
          fields.stream()
              .filter(each -> each.name().equals(name))
              .findFirst()
              .map(LiteralType.Field::type);
      default -> Optional.empty();
    };
  }

  private Literal promised(Binding.Promise promise, Optional<LiteralType> type) {
    var outputs = promise.node().equals(Workflow.START_NODE) ? inputs : outputs(promise.node());
    var whole = outputs.get(promise.variable());
    if (whole == null) {
      throw new Unbound(
          "BindingError",
          "output '%s' of node '%s' is missing; it has %s."
              .formatted(
                  promise.variable(), promise.node(), outputs.keySet().stream().sorted().toList()));
    }
    return Packing.at(whole, promise.path(), type);
  }

  private Map<String, Literal> outputs(String node) {
    if (ended.get(node) instanceof Child.Succeeded(var outputs)) {
      return outputs;
    }
    throw new Unbound("BindingError", "node '" + node + "' has not ended well.");
  }

  /** One list apart, in the order of the elements. */
  static List<Literal> elements(String name, Literal list) {
    return switch (list) {
      case Literal.Collection(var elements) -> elements;
      case Literal.Hashed(var inner, _) -> elements(name, inner);
      case Literal.Union(var inner, _) -> elements(name, inner);
      default ->
          throw new Unbound(
              "BindingError", "input '%s' is %s, not a list.".formatted(name, list.inWords()));
    };
  }

  /** All of one name, as a list. */
  static Literal list(List<Literal> elements) {
    return new Literal.Collection(new ArrayList<>(elements));
  }
}
