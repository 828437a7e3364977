package dev.updraft.workflow;

import dev.updraft.types.graph.Binding.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** What an expression of a workflow's method stands for, before anybody asks for its type. */
public sealed interface Value {
  /** A compile-time constant: a boxed primitive or a string. */
  record Constant(Object value) implements Value {}

  /** A constant of an enum. */
  record EnumConstant(String name) implements Value {}

  /** A parameter of the workflow, or a part of it. */
  record Parameter(String name, List<Step> path) implements Value {
    public Parameter {
      path = List.copyOf(path);
    }
  }

  /** What a node returns, or a part of it. */
  record Result(String node, List<Step> path) implements Value {
    public Result {
      path = List.copyOf(path);
    }
  }

  /** A list or array of which each element is written. */
  record Items(List<Value> elements) implements Value {
    public Items {
      elements = List.copyOf(elements);
    }
  }

  /**
   * A record made by its canonical constructor.
   *
   * @param type the record's simple name
   * @param components in the order of the declaration
   */
  record Construction(String type, SequencedMap<String, Value> components) implements Value {
    public Construction {
      components = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(components));
    }
  }

  /** {@code Optional.of(value)}. */
  record Present(Value value) implements Value {}

  /** {@code Optional.empty()}. */
  record Absent() implements Value {}

  /** Stands for what was refused, so that reading can go on; no draft holds one. */
  record Unreadable() implements Value {}

  /** A step further into a parameter or a result; nothing else has parts that lie elsewhere. */
  static Value part(Value whole, Step step) {
    return switch (whole) {
      case Parameter(var name, var path) -> new Parameter(name, plus(path, step));
      case Result(var node, var path) -> new Result(node, plus(path, step));
      case Items(var elements) when step instanceof Step.Index(int at) && at < elements.size() ->
          elements.get(at);
      case Construction(var type, var components)
          when step instanceof Step.Field(String name) && components.containsKey(name) ->
          part(components, name);
      case Constant _, EnumConstant _, Items _, Construction _, Present _, Absent _, Unreadable _ ->
          new Unreadable();
    };
  }

  private static Value part(Map<String, Value> components, String name) {
    return components.getOrDefault(name, new Unreadable());
  }

  private static List<Step> plus(List<Step> path, Step step) {
    var longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }
}
