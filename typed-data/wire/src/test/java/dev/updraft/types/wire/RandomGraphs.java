package dev.updraft.types.wire;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.TypedInterface.Variable;
import dev.updraft.types.graph.Binding;
import dev.updraft.types.graph.Condition;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.NodeOptions;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.IntFunction;

/** Graphs with every kind of node, from a seed; they need not make sense. */
final class RandomGraphs {
  private final Random random;
  private final RandomValues values;

  RandomGraphs(long seed) {
    this.random = new Random(seed);
    this.values = new RandomValues(seed);
  }

  Workflow workflow() {
    return new Workflow(
        reference(),
        new TypedInterface(
            Map.of("a", new Variable(values.type(2), "a")),
            Map.of("o0", new Variable(values.type(1), ""))),
        list(6, i -> node("n" + i, 2)),
        bindings(),
        Workflow.OnFailure.values()[random.nextInt(2)],
        random.nextBoolean() ? Optional.empty() : Optional.of(node("fn0", 1)));
  }

  private Node node(String id, int depth) {
    var work = work(depth);
    var options =
        work instanceof Work.Task ? options().with(maybe("512Mi"), maybe("i:1")) : options();
    return new Node(id, "m" + random.nextInt(9), bindings(), list(3, i -> "n" + i), options, work);
  }

  private Optional<String> maybe(String text) {
    return random.nextBoolean() ? Optional.empty() : Optional.of(text);
  }

  private Work work(int depth) {
    return switch (random.nextInt(depth <= 0 ? 4 : 6)) {
      case 0 -> new Work.Task(reference());
      case 1 -> new Work.SubWorkflow(reference());
      case 2 -> new Work.LaunchPlan(reference());
      case 3 -> gate();
      case 4 -> branch(depth);
      default -> each(depth);
    };
  }

  private Work gate() {
    return new Work.Gate(
        switch (random.nextInt(3)) {
          case 0 -> new Work.Opening.Approval("ok");
          case 1 ->
              new Work.Opening.Value(
                  "factor", LiteralType.simple(LiteralType.SimpleKind.INTEGER), "o0");
          default -> new Work.Opening.Time(Duration.ofMillis(1 + random.nextInt(99_999)));
        });
  }

  private Work branch(int depth) {
    var cases = new ArrayList<Work.Case>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      cases.add(new Work.Case(condition(3), node("c" + i, depth - 1)));
    }
    return random.nextBoolean()
        ? new Work.Branch(cases, Optional.of(node("else", depth - 1)), Optional.empty())
        : new Work.Branch(cases, Optional.empty(), Optional.of(random.nextBoolean() ? "" : "no"));
  }

  private Work each(int depth) {
    var inner = node("inner", depth - 1);
    while (inner.work() instanceof Work.Each) {
      inner = node("inner", depth - 1);
    }
    boolean counted = random.nextBoolean();
    return new Work.Each(
        new Node(
            inner.id(), inner.name(), Map.of(), inner.upstream(), inner.options(), inner.work()),
        list(2, i -> "b" + i),
        count(),
        counted ? count() : OptionalInt.empty(),
        counted || random.nextBoolean()
            ? OptionalDouble.empty()
            : OptionalDouble.of(random.nextInt(101) / 100.0),
        random.nextBoolean());
  }

  private OptionalInt count() {
    return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(500));
  }

  private NodeOptions options() {
    return new NodeOptions(
        random.nextBoolean() ? Optional.empty() : Optional.of(Duration.ofMillis(1 + count(9999))),
        count(),
        random.nextBoolean() ? Optional.empty() : Optional.of(random.nextBoolean()));
  }

  private int count(int most) {
    return random.nextInt(most);
  }

  private Condition condition(int depth) {
    return switch (random.nextInt(depth <= 0 ? 1 : 3)) {
      case 0 ->
          new Condition.Comparison(
              operand(), Condition.Operator.values()[random.nextInt(6)], operand());
      case 1 -> new Condition.And(condition(depth - 1), condition(depth - 1));
      default -> new Condition.Or(condition(depth - 1), condition(depth - 1));
    };
  }

  private Condition.Operand operand() {
    return random.nextBoolean()
        ? new Condition.Operand.Input("n0.o" + random.nextInt(3))
        : new Condition.Operand.Value(scalar());
  }

  private Map<String, Binding> bindings() {
    var bindings = new LinkedHashMap<String, Binding>();
    for (int i = random.nextInt(4); i > 0; i--) {
      bindings.put("v" + i, binding(2));
    }
    return bindings;
  }

  private Binding binding(int depth) {
    return switch (random.nextInt(depth <= 0 ? 2 : 4)) {
      case 0 -> new Binding.Value(scalar());
      case 1 ->
          new Binding.Promise(
              random.nextBoolean() ? Workflow.START_NODE : "n" + random.nextInt(5),
              "o" + random.nextInt(2),
              list(
                  3,
                  i ->
                      random.nextBoolean()
                          ? new Binding.Step.Field(random.nextBoolean() ? "" : "f" + i)
                          : new Binding.Step.Index(random.nextInt(3) - 1)));
      case 2 -> new Binding.Items(list(3, i -> binding(depth - 1)));
      default -> {
        var entries = new LinkedHashMap<String, Binding>();
        for (int i = random.nextInt(3); i > 0; i--) {
          entries.put("k" + i, binding(depth - 1));
        }
        yield new Binding.Entries(entries);
      }
    };
  }

  /** Without a hash, for which bindings have no place. */
  private Literal scalar() {
    return switch (values.literal(0)) {
      case Literal.Blob(var uri, var type, var hash) ->
          new Literal.Blob(uri, type, Optional.empty());
      case Literal.StructuredDataset(var uri, var type, var hash) ->
          new Literal.StructuredDataset(uri, type, Optional.empty());
      case Literal other -> other;
    };
  }

  private Reference reference() {
    return new Reference("p", "d" + random.nextInt(3), "t" + random.nextInt(9), "v1");
  }

  private <T> List<T> list(int most, IntFunction<T> element) {
    var list = new ArrayList<T>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      list.add(element.apply(i));
    }
    return list;
  }
}
