package dev.updraft.workflow;

import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.TypedInterface.Variable;
import dev.updraft.types.graph.Binding.Promise;
import dev.updraft.types.graph.Binding.Step;
import dev.updraft.types.graph.Workflow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of what can be promised at one place of a workflow: its inputs and nodes' outputs. */
final class Types {
  /** The one output of a method that does not return a record of data. */
  static final String ONE = "o0";

  private final Map<String, Map<String, Variable>> outputs = new HashMap<>();

  Types(Map<String, Variable> inputs) {
    outputs.put(Workflow.START_NODE, inputs);
  }

  private Types(Types around) {
    outputs.putAll(around.outputs);
  }

  /** The same types, to which an arm adds its own. */
  Types arm() {
    return new Types(this);
  }

  void add(String node, Map<String, Variable> itsOutputs) {
    outputs.put(node, itsOutputs);
  }

  Map<String, Variable> outputs(String node) {
    return outputs.getOrDefault(node, Map.of());
  }

  /** What a parameter or result stands for; empty when it is a record of several outputs. */
  Optional<Promise> promise(Value value) {
    return switch (value) {
      case Value.Parameter(var name, var path) ->
          Optional.of(new Promise(Workflow.START_NODE, name, path));
      case Value.Result(var node, var path) -> result(node, path);
      case Value.Constant _,
          Value.EnumConstant _,
          Value.Items _,
          Value.Construction _,
          Value.Present _,
          Value.Absent _,
          Value.Unreadable _ ->
          Optional.empty();
    };
  }

  private Optional<Promise> result(String node, List<Step> path) {
    if (isOne(outputs(node))) {
      return Optional.of(new Promise(node, ONE, path));
    }
    return !path.isEmpty()
            && path.getFirst() instanceof Step.Field(String name)
            && outputs(node).containsKey(name)
        ? Optional.of(new Promise(node, name, path.subList(1, path.size())))
        : Optional.empty();
  }

  /** Whether outputs are those of a method that returns one value. */
  static boolean isOne(Map<String, Variable> outputs) {
    return outputs.size() == 1 && outputs.containsKey(ONE);
  }

  /** The type of a promise; empty where a struct's fields are not declared. */
  Optional<LiteralType> typeOf(Promise promise) {
    var whole = outputs(promise.node()).get(promise.variable());
    var type = whole == null ? Optional.<LiteralType>empty() : Optional.of(whole.type());
    for (var step : promise.path()) {
      type = type.flatMap(each -> part(each, step));
    }
    return type;
  }

  private static Optional<LiteralType> part(LiteralType whole, Step step) {
    return switch (step) {
      case Step.Field(String name) ->
          whole instanceof LiteralType.Struct(var _, var fields)
              ? fields.stream()
                  .filter(field -> field.name().equals(name))
                  .findFirst()
                  .map(LiteralType.Field::type)
              : Optional.empty();
      case Step.Index _ ->
          whole instanceof LiteralType.Collection(var element, var _)
              ? Optional.of(element)
              : Optional.empty();
    };
  }

  /** The type of a value by itself; empty when it does not say. */
  Optional<LiteralType> typeOf(Value value) {
    return switch (value) {
      case Value.Constant(var constant) -> Optional.of(LiteralType.simple(kind(constant)));
      case Value.EnumConstant _ -> Optional.of(LiteralType.simple(SimpleKind.STRING));
      case Value.Parameter _, Value.Result _ -> promise(value).flatMap(this::typeOf);
      case Value.Items(var elements) ->
          elements.isEmpty()
              ? Optional.empty()
              : typeOf(elements.getFirst())
                  .map(element -> new LiteralType.Collection(element, Optional.empty()));
      case Value.Construction(var name, var components) -> struct(name, components);
      case Value.Present(var inner) -> typeOf(inner).map(LiteralType::optional);
      case Value.Absent _, Value.Unreadable _ -> Optional.empty();
    };
  }

  private Optional<LiteralType> struct(String name, Map<String, Value> components) {
    var fields =
        components.entrySet().stream()
            .flatMap(
                each ->
                    typeOf(each.getValue())
                        .map(type -> new LiteralType.Field(each.getKey(), type))
                        .stream())
            .toList();
    return fields.size() == components.size()
        ? Optional.of(new LiteralType.Struct(name, fields))
        : Optional.empty();
  }

  /** Whether a value was written as an optional. */
  static boolean isAbsentOrPresent(Value value) {
    return value instanceof Value.Absent || value instanceof Value.Present;
  }

  private static SimpleKind kind(Object constant) {
    return switch (constant) {
      case Boolean _ -> SimpleKind.BOOLEAN;
      case String _, Character _ -> SimpleKind.STRING;
      case Double _, Float _ -> SimpleKind.FLOAT;
      default -> SimpleKind.INTEGER;
    };
  }
}
