package dev.updraft.workflow;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.task.closure.Notebook;
import dev.updraft.types.Literal;
import dev.updraft.types.graph.Binding;
import dev.updraft.types.graph.Binding.Step;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.Workflow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A graph says what plain Java does: each task writes down what it gets and returns the number of
 * its call, so that the k-th call is node {@code nk}, and its arguments name the nodes they are of.
 */
class RandomWorkflowTest {
  private static final String LOG = "updraft.test.calls";
  private static final WorkflowNotebook NOTEBOOK = new WorkflowNotebook();

  @BeforeAll
  static void declare() {
    NOTEBOOK
        .cell(
            """
            import java.util.List;
            import static dev.updraft.api.Workflows.*;
            record Pair(int left, int right) {}
            final int TEN = -10;
            int called(Object... arguments) {
              var log = (List<String>) System.getProperties().get("updraft.test.calls");
              log.add(List.of(arguments).toString());
              return log.size() - 1;
            }
            """)
        .cell("%%task\nint one(int a) { return called(a); }")
        .cell("%%task\nint two(int a, int b) { return called(a, b); }")
        .cell("%%task\nint all(List<Integer> as) { return called(as.toArray()); }")
        .cell("%%task\nint sum(int... as) { int n = called(as[0], as[1]); return n; }")
        .cell("%%task\nint of(Pair p) { return called(p.left(), p.right()); }")
        .cell("%%task\nPair pair(int a, int b) { int n = called(a, b); return new Pair(n, n); }");
  }

  @AfterAll
  static void close() {
    NOTEBOOK.close();
  }

  static List<Long> seeds() {
    return IntStream.range(0, 40).mapToObj(i -> 7_919L * i).toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void graphHasTheCallsOfPlainJavaInAnOrderThatAgrees(long seed) throws Exception {
    var made = new Generator(new Random(seed));
    var body = made.method();
    var workflow = NOTEBOOK.compile(body).workflow();
    var calls = new ArrayList<String>();
    System.getProperties().put(LOG, calls);
    var returned = Notebook.run(NOTEBOOK.closure(body), -1, -2);
    System.getProperties().remove(LOG);

    assertThat(workflow.nodes()).as(body).hasSameSizeAs(calls);
    for (int i = 0; i < calls.size(); i++) {
      var node = workflow.nodes().get(i);
      assertThat(node.id()).isEqualTo("n" + i);
      assertThat(arguments(node)).as(node.id() + " in " + body).isEqualTo(calls.get(i));
    }
    assertThat(value(requireNonNull(workflow.outputs().get("o0"))))
        .as(body)
        .isEqualTo(returned.toString());
    assertThat(topologicalOrder(workflow.nodes())).hasSameSizeAs(calls);
    made.orders.forEach(
        order ->
            assertThat(ancestors(workflow.nodes(), order.later()))
                .as(order + " in " + body)
                .contains(order.earlier()));
  }

  private static String arguments(Node node) {
    return node.inputs().entrySet().stream()
        .map(input -> argument(input.getKey(), input.getValue()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** The task that gets a pair writes down both of its components. */
  private static String argument(String name, Binding binding) {
    return name.equals("p") && binding instanceof Binding.Promise
        ? value(binding) + ", " + value(binding)
        : value(binding);
  }

  private static String value(Binding binding) {
    return switch (binding) {
      case Binding.Value(var literal) ->
          literal instanceof Literal.Integer(long value) ? Long.toString(value) : "?";
      case Binding.Promise(var node, var variable, var path)
          when node.equals(Workflow.START_NODE) ->
          variable.equals("x") ? "-1" : "-2";
      case Binding.Promise(var node, var _, List<Step> path) -> node.substring(1);
      case Binding.Items(var elements) ->
          elements.stream().map(RandomWorkflowTest::value).collect(Collectors.joining(", "));
      case Binding.Entries(var entries) ->
          entries.values().stream()
              .map(RandomWorkflowTest::value)
              .collect(Collectors.joining(", "));
    };
  }

  /** The nodes in an order in which they can run; shorter than all of them if there is a cycle. */
  private static List<String> topologicalOrder(List<Node> nodes) {
    var done = new LinkedHashSet<String>();
    boolean goesOn = true;
    while (goesOn) {
      goesOn = false;
      for (var node : nodes.reversed()) {
        goesOn |= done.containsAll(node.dependencies()) && done.add(node.id());
      }
    }
    return List.copyOf(done);
  }

  private static Set<String> ancestors(List<Node> nodes, String id) {
    var ancestors = new HashSet<String>();
    nodes.stream()
        .filter(node -> node.id().equals(id))
        .flatMap(node -> node.dependencies().stream())
        .forEach(
            before -> {
              ancestors.add(before);
              ancestors.addAll(ancestors(nodes, before));
            });
    return ancestors;
  }

  /** Writes straight-line methods, and notes the order that they ask for. */
  private static final class Generator {
    private final Random random;
    private final List<String> ints = new ArrayList<>(List.of("x", "y"));
    private final List<String> pairs = new ArrayList<>();
    private final List<String> nodes = new ArrayList<>();
    final List<Order> orders = new ArrayList<>();
    private int calls;

    record Order(String later, String earlier) {}

    Generator(Random random) {
      this.random = random;
    }

    String method() {
      var text = new StringBuilder("int straight(int x, int y) {\n");
      int statements = 1 + random.nextInt(8);
      for (int i = 0; i < statements; i++) {
        statement(text, "v" + i);
      }
      return text.append("  return ").append(call(1)).append(";\n}").toString();
    }

    private void statement(StringBuilder text, String name) {
      boolean pair = random.nextInt(4) == 0;
      var expression = pair ? "pair(" + value(2) + ", " + value(2) + ")" : call(2);
      calls += pair ? 1 : 0;
      nodes.add(name + "=" + (calls - 1));
      text.append("  var ").append(name).append(" = ").append(expression).append(";\n");
      (pair ? pairs : ints).add(name);
      if (nodes.size() > 1 && random.nextInt(4) == 0) {
        var earlier = nodes.get(random.nextInt(nodes.size() - 1)).split("=", 2);
        text.append("  after(").append(name).append(", ").append(earlier[0]).append(");\n");
        orders.add(new Order("n" + (calls - 1), "n" + earlier[1]));
      }
    }

    /** A call; its own number comes after those of the calls within. */
    private String call(int depth) {
      var text =
          switch (random.nextInt(5)) {
            case 0 -> "one(" + value(depth - 1) + ")";
            case 1 -> "two(" + value(depth - 1) + ", " + value(depth - 1) + ")";
            case 2 -> "all(List.of(" + value(depth - 1) + ", " + value(depth - 1) + "))";
            case 3 -> "sum(" + value(depth - 1) + ", " + value(depth - 1) + ")";
            default -> "of(" + pair(depth - 1) + ")";
          };
      calls++;
      return text;
    }

    private String pair(int depth) {
      return pairs.isEmpty() || random.nextBoolean()
          ? "new Pair(" + value(depth) + ", " + value(depth) + ")"
          : pairs.get(random.nextInt(pairs.size()));
    }

    private String value(int depth) {
      return switch (random.nextInt(depth > 0 ? 6 : 4)) {
        case 0 -> "-" + (3 + random.nextInt(50));
        case 1 -> "TEN * " + (1 + random.nextInt(9));
        case 2 -> pairs.isEmpty() ? "y" : pairs.get(random.nextInt(pairs.size())) + ".left()";
        case 3 -> ints.get(random.nextInt(ints.size()));
        default -> call(depth);
      };
    }
  }
}
