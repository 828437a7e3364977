package dev.updraft.types.graph;

import dev.updraft.types.Literal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where an input's value comes from: {@code core.BindingData}. */
public sealed interface Binding {
  /** It is known. */
  record Value(Literal literal) implements Binding {}

  /**
   * The output of a node, or a part of it.
   *
   * @param node {@link Workflow#START_NODE} = an input of the workflow
   * @param path into a struct or list; empty = all
   */
  record Promise(String node, String variable, List<Step> path) implements Binding {
    public Promise {
      path = List.copyOf(path);
    }

    /** All of an output. */
    public static Promise of(String node, String variable) {
      return new Promise(node, variable, List.of());
    }
  }

  /** A list, element by element. */
  record Items(List<Binding> elements) implements Binding {
    public Items {
      elements = List.copyOf(elements);
    }
  }

  /** A map, or the fields of a record, entry by entry. */
  record Entries(Map<String, Binding> entries) implements Binding {
    public Entries {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /** A step into a value. */
  sealed interface Step {
    record Field(String name) implements Step {}

    record Index(int at) implements Step {}
  }

  /** The nodes that it waits for; the start node may be among them. */
  default Set<String> nodes() {
    var found = new LinkedHashSet<String>();
    switch (this) {
      case Value _ -> {}
      case Promise promise -> found.add(promise.node());
      case Items(var elements) -> elements.forEach(each -> found.addAll(each.nodes()));
      case Entries(var entries) -> entries.values().forEach(each -> found.addAll(each.nodes()));
    }
    return found;
  }
}
