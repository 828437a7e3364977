package dev.updraft.engine.graph;

import dev.updraft.types.Literal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The same work for each element of the lists: {@code core.ArrayNode}. With fewer successes
 * demanded than there are elements the outputs are lists of optionals; else the first failure ends
 * it.
 */
final class MapCourse {
  private final Plan.Map plan;
  private final Map<String, Literal> inputs;
  private final Map<String, Child> children;

  private MapCourse(Plan.Map plan, Map<String, Literal> inputs, Map<String, Child> children) {
    this.plan = plan;
    this.inputs = inputs;
    this.children = children;
  }

  static List<Move> next(
      Plan.Map plan, Map<String, Literal> inputs, Map<String, Child> children, boolean aborting) {
    try {
      return new MapCourse(plan, inputs, children).moves(aborting);
    } catch (Unbound e) {
      return List.of(
          new Move.Fail(
              plan.each().node().id(), Child.failed(e.code(), String.valueOf(e.getMessage()))));
    }
  }

  private List<Move> moves(boolean aborting) {
    var size = size();
    var live = new ArrayList<String>();
    var failed = new ArrayList<Move.Fail>();
    var waiting = new ArrayList<Integer>();
    for (var i = 0; i < size; i++) {
      var id = Plan.Map.elementId(i);
      switch (children.get(id)) {
        case null -> waiting.add(i);
        case Child.Live() -> live.add(id);
        case Child.Failed failure -> failed.add(new Move.Fail(id, failure));
        case Child.Succeeded _ -> {}
      }
    }
    if (aborting || failed.size() > size - needed(size)) {
      if (!live.isEmpty()) {
        return live.stream().<Move>map(Move.Stop::new).toList();
      }
      return List.of(aborting ? new Move.Aborted() : cause(failed));
    }
    var most = plan.parallelism() == 0 ? Integer.MAX_VALUE : plan.parallelism();
    var starts =
        waiting.stream()
            .limit(Math.max(0, most - live.size()))
            .<Move>map(i -> new Move.Start(plan.element(i), Optional.empty(), inputsOf(i)))
            .toList();
    return starts.isEmpty() && live.isEmpty() ? List.of(new Move.Succeed(outputs(size))) : starts;
  }

  /** The first that failed by itself. */
  private static Move.Fail cause(List<Move.Fail> failed) {
    var first =
        failed.stream()
            .filter(each -> !each.failure().aborted())
            .findFirst()
            .orElse(failed.getFirst());
    var failure = first.failure();
    return new Move.Fail(
        first.node(),
        new Child.Failed(
            failure.code(),
            "Element %s of the list: %s".formatted(first.node(), failure.message()),
            failure.user(),
            failure.aborted()));
  }

  private int needed(int size) {
    var each = plan.each();
    if (each.minSuccesses().isPresent()) {
      return Math.min(size, each.minSuccesses().getAsInt());
    }
    return each.minSuccessRatio().isPresent()
        ? (int) Math.ceil(size * each.minSuccessRatio().getAsDouble())
        : size;
  }

  private int size() {
    var size = -1;
    for (var name : plan.lists()) {
      var given = inputs.get(name);
      if (given == null) {
        throw new Unbound("BindingError", "the list '" + name + "' is missing.");
      }
      var here = Values.elements(name, given).size();
      if (size >= 0 && size != here) {
        throw new Unbound(
            "BindingError",
            "the lists of a map must be of one length, but '%s' has %d elements and another has %d."
                .formatted(name, here, size));
      }
      size = here;
    }
    return Math.max(0, size);
  }

  private Map<String, Literal> inputsOf(int index) {
    return plan.whole() ? inputs : plan.element(index, inputs);
  }

  private Map<String, Literal> outputs(int size) {
    var outputs = new LinkedHashMap<String, Literal>();
    for (var name : plan.outputs()) {
      var elements = new ArrayList<Literal>();
      for (var i = 0; i < size; i++) {
        elements.add(output(i, name));
      }
      outputs.put(name, Values.list(elements));
    }
    return outputs;
  }

  /** One that failed though it might is none; the others are as they are, not wrapped. */
  private Literal output(int index, String name) {
    if (!(children.get(Plan.Map.elementId(index)) instanceof Child.Succeeded(var outputs))) {
      return new Literal.None();
    }
    var value = outputs.get(name);
    if (value == null) {
      throw new Unbound(
          "BindingError", "output '%s' of element %d is missing.".formatted(name, index));
    }
    return value;
  }
}
