package dev.updraft.engine;

import dev.updraft.engine.graph.Plan;
import dev.updraft.model.CatalogKey;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.GraphLaunch;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.Labels;
import dev.updraft.model.Launch;
import dev.updraft.model.Request;
import dev.updraft.model.Resources;
import dev.updraft.model.Role;
import dev.updraft.model.TaskId;
import dev.updraft.model.TaskRun;
import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.TypedInterface.Variable;
import dev.updraft.types.graph.Binding;
import dev.updraft.types.graph.Condition;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.NodeOptions;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Workflow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A workflow with a branch, a map of twenty and a workflow within, all of tasks {@code add} ({@code
 * o0 = x + 1}) and {@code twice} ({@code o0 = 2 x}). Literals are written as text.
 */
final class MemoryGraphs implements Graphs {
  private static final LiteralType WHOLE = LiteralType.simple(SimpleKind.INTEGER);
  private static final Reference INNER = new Reference("updraft", "development", "inner", "v1");
  private static final EntityId MAIN =
      new EntityId(EntityKind.WORKFLOW, "updraft", "development", "main", "v1");
  private final Workflow.OnFailure onFailure;
  private final int parallelism;
  private final boolean remembered;
  private Optional<MemoryFiles> files = Optional.empty();

  MemoryGraphs(Workflow.OnFailure onFailure, int parallelism) {
    this(onFailure, parallelism, true);
  }

  private MemoryGraphs(Workflow.OnFailure onFailure, int parallelism, boolean remembered) {
    this.onFailure = onFailure;
    this.parallelism = parallelism;
    this.remembered = remembered;
  }

  /** Its tasks are not cached. */
  static MemoryGraphs forgetful(int parallelism) {
    return new MemoryGraphs(Workflow.OnFailure.FAIL_IMMEDIATELY, parallelism, false);
  }

  static MemoryGraphs usual() {
    return new MemoryGraphs(Workflow.OnFailure.FAIL_IMMEDIATELY, 0);
  }

  /** Where the graphs lie that tasks make: {@code add 5} adds to 5, 6 ..., {@code grow} grows. */
  MemoryGraphs reading(MemoryFiles where) {
    files = Optional.of(where);
    return this;
  }

  /** A workflow of one node {@code n0}, a task {@code grow} for scripts to unfold. */
  static GraphLaunch growing(String name) {
    return call(name, 1, new Role(Role.Kind.GRAPH, "growing", Optional.empty()));
  }

  static GraphLaunch call(String name, long x) {
    return call(name, x, Role.GRAPH);
  }

  private static GraphLaunch call(String name, long x, Role role) {
    return new GraphLaunch(
        SteppedEngine.id(name),
        "spec".getBytes(StandardCharsets.UTF_8),
        text(Map.of("x", new Literal.Integer(x))).getBytes(StandardCharsets.UTF_8),
        MAIN,
        MAIN,
        role,
        Labels.NONE,
        List.of());
  }

  /** What {@code main} gives. */
  static String result(long x) {
    var first = x + 1;
    var chosen = first > 5 ? first + 1 : 2 * first;
    var mapped =
        LongStream.rangeClosed(101, 120).mapToObj(Long::toString).collect(Collectors.joining(","));
    return "all=[" + mapped + "];o0=" + (chosen + 1);
  }

  /** What a worker does with an attempt's inputs. */
  static String body(Executor.Assignment assignment, MemoryFiles files) {
    var given = literals(files.text(assignment.inputsUri())).get("x");
    var x = ((Literal.Integer) Objects.requireNonNull(given, "x")).value();
    return "o0=" + (assignment.task().name().equals("add") ? x + 1 : 2 * x);
  }

  private Workflow main() {
    var n0 = task("n0", "add", Binding.Promise.of(Workflow.START_NODE, "x"));
    var big =
        new Condition.Comparison(
            new Condition.Operand.Input("c"),
            Condition.Operator.GT,
            new Condition.Operand.Value(new Literal.Integer(5)));
    var then = task("n1-a", "add", Binding.Promise.of("n0", "o0"));
    var otherwise = task("n1-b", "twice", Binding.Promise.of("n0", "o0"));
    var n1 =
        node(
            "n1",
            Map.of("c", Binding.Promise.of("n0", "o0")),
            new Work.Branch(
                List.of(new Work.Case(big, then)), Optional.of(otherwise), Optional.empty()));
    var twenty =
        new Literal.Collection(
            LongStream.range(100, 120).<Literal>mapToObj(Literal.Integer::new).toList());
    var n2 =
        node(
            "n2",
            Map.of("x", new Binding.Value(twenty)),
            new Work.Each(
                node("each", Map.of(), new Work.Task(reference("add"))),
                List.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty()));
    var n3 = node("n3", Map.of("x", Binding.Promise.of("n1", "o0")), new Work.SubWorkflow(INNER));
    var outputs = new LinkedHashMap<String, Binding>();
    outputs.put("all", Binding.Promise.of("n2", "o0"));
    outputs.put("o0", Binding.Promise.of("n3", "o0"));
    return workflow(reference("main"), List.of(n0, n1, n2, n3), outputs);
  }

  private Workflow growing() {
    return workflow(
        reference("growing"),
        List.of(task("n0", "grow", Binding.Promise.of(Workflow.START_NODE, "x"))),
        Map.of("o0", Binding.Promise.of("n0", "o0")));
  }

  /** Of nodes {@code dn0}, {@code dn1} ...: the last one's output is the graph's. */
  private Workflow made(String futures) {
    var words = files.orElseThrow().text(futures).split(" ");
    var nodes =
        IntStream.range(1, words.length)
            .mapToObj(
                i ->
                    task(
                        "dn" + (i - 1),
                        words[0],
                        new Binding.Value(new Literal.Integer(Long.parseLong(words[i])))))
            .toList();
    if (nodes.isEmpty()) {
      throw new InvalidRequest("The graph has no nodes.");
    }
    return workflow(
        reference("made"), nodes, Map.of("o0", Binding.Promise.of(nodes.getLast().id(), "o0")));
  }

  private Workflow inner() {
    return workflow(
        INNER,
        List.of(task("s0", "add", Binding.Promise.of(Workflow.START_NODE, "x"))),
        Map.of("o0", Binding.Promise.of("s0", "o0")));
  }

  private Workflow workflow(Reference id, List<Node> nodes, Map<String, Binding> outputs) {
    return new Workflow(
        id,
        new TypedInterface(Map.of("x", new Variable(WHOLE, "")), Map.of()),
        nodes,
        outputs,
        onFailure,
        Optional.empty());
  }

  private static Reference reference(String name) {
    return new Reference("updraft", "development", name, "v1");
  }

  private static Node task(String id, String task, Binding x) {
    return node(id, Map.of("x", x), new Work.Task(reference(task)));
  }

  private static Node node(String id, Map<String, Binding> inputs, Work work) {
    return new Node(id, id, inputs, List.of(), NodeOptions.NONE, work);
  }

  @Override
  public Graph open(ControlPlane engine, Execution execution, Reads.Document document) {
    if (execution.role().kind() == Role.Kind.DYNAMIC) {
      var made = new Plan.Whole(made(execution.role().part()), parallelism);
      return new Opened(made, remembered, Map.of());
    }
    var plan =
        switch (execution.role().part()) {
          case "growing" -> new Plan.Whole(growing(), parallelism);
          case "" -> new Plan.Whole(main(), parallelism);
          case "inner" -> new Plan.Whole(inner(), parallelism);
          case "map" ->
              new Plan.Map(
                  (Work.Each) main().nodes().get(2).work(),
                  List.of("x"),
                  List.of("o0"),
                  parallelism);
          default -> throw new IllegalStateException(execution.role().part());
        };
    return new Opened(
        plan, remembered, literals(new String(document.inputs(), StandardCharsets.UTF_8)));
  }

  private record Opened(Plan plan, boolean remembered, Map<String, Literal> inputs)
      implements Graph {
    @Override
    public Map<String, LiteralType> takes(Node node) {
      return Map.of();
    }

    @Override
    public Request request(
        Node node, Map<String, Literal> given, ExecutionId id, Role.Parent parent) {
      return switch (node.work()) {
        case Work.Task(var task) -> launch(task.name(), given, id, parent);
        case Work.SubWorkflow _ -> graph("inner", given, id, parent);
        case Work.Each _ -> graph("map", given, id, parent);
        case Work.LaunchPlan _, Work.Branch _, Work.Gate _ ->
            throw new IllegalStateException(node.id());
      };
    }

    private GraphLaunch graph(
        String part, Map<String, Literal> given, ExecutionId id, Role.Parent parent) {
      return new GraphLaunch(
          id,
          new byte[0],
          write(given),
          MAIN,
          MAIN,
          new Role(Role.Kind.GRAPH, part, Optional.of(parent)),
          Labels.NONE,
          List.of());
    }

    private Launch launch(
        String name, Map<String, Literal> given, ExecutionId id, Role.Parent parent) {
      var task = new TaskId("updraft", "development", name, "v1");
      var key = new CatalogKey("updraft", "development", name, "v1", text(given));
      return new Launch(
          id,
          new byte[0],
          write(given),
          EntityId.of(task),
          new TaskRun(
              task,
              "java-task",
              new byte[0],
              new Resources(1L << 30, Optional.empty()),
              1,
              true,
              remembered ? Optional.of(new TaskRun.Caching(key, false, false)) : Optional.empty(),
              "",
              Map.of()),
          new Role(Role.Kind.TASK, "", Optional.of(parent)),
          Labels.NONE,
          List.of());
    }

    @Override
    public Map<String, Literal> read(byte[] literals) {
      return literals(new String(literals, StandardCharsets.UTF_8));
    }

    @Override
    public byte[] write(Map<String, Literal> literals) {
      return text(literals).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<String> references(Map<String, Literal> literals) {
      return List.of();
    }
  }

  private static String text(Map<String, Literal> literals) {
    return literals.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> e.getKey() + "=" + text(e.getValue()))
        .collect(Collectors.joining(";"));
  }

  private static String text(Literal literal) {
    return switch (literal) {
      case Literal.Integer(var v) -> Long.toString(v);
      case Literal.Collection(var elements) ->
          elements.stream().map(MemoryGraphs::text).collect(Collectors.joining(",", "[", "]"));
      default -> throw new IllegalArgumentException(literal.inWords());
    };
  }

  private static Map<String, Literal> literals(String text) {
    var literals = new LinkedHashMap<String, Literal>();
    for (var part : text.split(";")) {
      var at = part.indexOf('=');
      literals.put(part.substring(0, at), literal(part.substring(at + 1)));
    }
    return literals;
  }

  private static Literal literal(String text) {
    return text.startsWith("[")
        ? new Literal.Collection(
            Arrays.stream(text.substring(1, text.length() - 1).split(","))
                .map(MemoryGraphs::literal)
                .toList())
        : new Literal.Integer(Long.parseLong(text));
  }
}
