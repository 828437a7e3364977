package dev.updraft.types.graph;

import static dev.updraft.types.LiteralType.optional;
import static dev.updraft.types.LiteralType.simple;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.TypedInterface.Variable;
import dev.updraft.types.graph.Binding.Promise;
import dev.updraft.types.graph.Binding.Step;
import dev.updraft.types.graph.Condition.Comparison;
import dev.updraft.types.graph.Condition.Operand;
import dev.updraft.types.graph.Condition.Operator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckWorkflowTest {
  private static final LiteralType INTEGER = simple(SimpleKind.INTEGER);
  private static final LiteralType FLOAT = simple(SimpleKind.FLOAT);
  private static final LiteralType STRING = simple(SimpleKind.STRING);
  private static final LiteralType POINT =
      new LiteralType.Struct(
          "Point",
          List.of(
              new LiteralType.Field("x", INTEGER),
              new LiteralType.Field("tags", list(STRING)),
              new LiteralType.Field("note", optional(STRING))));

  private final Map<String, TypedInterface> tasks = new LinkedHashMap<>();
  private final Map<String, Interfaces.PlanInterface> plans = new LinkedHashMap<>();
  private final Interfaces interfaces =
      new Interfaces() {
        @Override
        public Optional<TypedInterface> task(Reference task) {
          return Optional.ofNullable(tasks.get(task.name()));
        }

        @Override
        public Optional<PlanInterface> launchPlan(Reference launchPlan) {
          return Optional.ofNullable(plans.get(launchPlan.name()));
        }
      };

  CheckWorkflowTest() {
    tasks.put("inc", typed(Map.of("a", INTEGER), Map.of("o0", INTEGER)));
    tasks.put("say", typed(Map.of("text", STRING), Map.of("o0", STRING)));
    tasks.put("numbers", typed(Map.of("n", INTEGER), Map.of("o0", list(INTEGER))));
    tasks.put("point", typed(Map.of(), Map.of("o0", POINT)));
    tasks.put("draw", typed(Map.of("p", POINT), Map.of()));
    tasks.put("maybe", typed(Map.of("a", optional(INTEGER)), Map.of("o0", optional(INTEGER))));
    tasks.put("average", typed(Map.of("all", list(INTEGER)), Map.of("o0", FLOAT)));
    tasks.put("table", typed(Map.of("m", new LiteralType.MapOf(FLOAT)), Map.of()));
  }

  // Shape

  @Test
  void aWorkflowOfOneTaskIsFine() {
    assertThat(problems(inc("n0", input("a")))).isEmpty();
  }

  @Test
  void aWorkflowNeedsANode() {
    assertThat(problems())
        .containsExactly(
            "Workflow 'w': it has no node. Call at least one task in it.",
            "Workflow 'w': output 'o0' is bound to 'o0', but the workflow takes no such input."
                + " There is: a.");
  }

  @Test
  void workflowWithinAnotherMayGiveWhatItGets() {
    var same =
        new Workflow(
            reference("same"),
            typed(Map.of("a", INTEGER), Map.of("o0", INTEGER)),
            List.of(),
            Map.of("o0", input("a")),
            Workflow.OnFailure.FAIL_IMMEDIATELY,
            Optional.empty());
    var runs = node("n0", Map.of("a", input("a")), new Work.SubWorkflow(reference("same")));

    assertThat(messages(CheckWorkflow.problems(workflow("w", runs), List.of(same), interfaces)))
        .isEmpty();
  }

  @Test
  void nodesThatWaitForThemselvesAreNamedInOrder() {
    assertThat(problems(inc("n0", output("n2")), inc("n1", output("n0")), inc("n2", output("n1"))))
        .containsExactly(
            "Workflow 'w', node 'n0': it waits for itself: n0 > n1 > n2 > n0."
                + " Let one of them do without the other's output.");
    assertThat(problems(inc("n0", output("n0"))))
        .containsExactly(
            "Workflow 'w', node 'n0': it waits for itself: n0 > n0."
                + " Let one of them do without the other's output.");
  }

  @Test
  void aVeryLongChainIsFineAndARingAtItsEndIsFound() {
    var nodes = new Node[20_000];
    nodes[0] = inc("n0", input("a"));
    for (int i = 1; i < nodes.length; i++) {
      nodes[i] = inc("n" + i, output("n" + (i - 1)));
    }
    assertThat(problems(nodes)).isEmpty();
    nodes[19_998] = inc("n19998", output("n19999"));
    assertThat(problems(nodes)).hasSize(1).first().asString().contains("n19998 > n19999 > n19998");
  }

  @Test
  void aNodeThatIsNotThereIsNamedWithTheNearest() {
    assertThat(problems(inc("first", input("a")), inc("n1", output("frist"))))
        .containsExactly(
            "Workflow 'w', node 'n1': it waits for a node 'frist', which is not in this workflow."
                + " Did you mean 'first'? The nodes are: first, n1.");
  }

  @Test
  void armsOfABranchDoNotSeeOneAnother() {
    var branch =
        node(
            "n1",
            Map.of("x", input("a")),
            new Work.Branch(
                List.of(new Work.Case(positive("x"), inc("l", input("a")))),
                Optional.of(inc("r", output("l"))),
                Optional.empty()));
    assertThat(problems(branch))
        .containsExactly(
            "Workflow 'w', node 'n1': it waits for a node 'l', which is not in this workflow."
                + " The nodes are: n1.");
  }

  @Test
  void idsAreUniqueAndNotReserved() {
    assertThat(
            problems(
                inc("n0", input("a")),
                inc("n0", input("a")),
                inc("end-node", input("a")),
                inc("", input("a"))))
        .containsExactly(
            "Workflow 'w', node 'end-node': its id is reserved for the node that a compiler adds."
                + " Name it otherwise, such as 'n0'.",
            "Workflow 'w': a node of 'm' has no id. Give it one, such as 'n0'.",
            "Workflow 'w', node 'n0': its id stands for several nodes."
                + " Give each node an id of its own.");
  }

  // What is run

  @Test
  void whatANodeRunsMustBeThere() {
    assertThat(
            problems(
                node("n0", Map.of(), new Work.Task(reference("gone"))),
                node("n1", Map.of(), new Work.LaunchPlan(reference("gone"))),
                node("n2", Map.of(), new Work.SubWorkflow(reference("gone"))),
                each("n3", "gone", Map.of())))
        .containsExactly(
            "Workflow 'w', node 'n0': it runs task 'gone' (version v1), which is not registered."
                + " Register it first, and check its project, domain and version.",
            "Workflow 'w', node 'n1': it runs launch plan 'gone' (version v1), which is not"
                + " registered. Register it first, and check its project, domain and version.",
            "Workflow 'w', node 'n2': it runs workflow 'gone' (version v1), which does not travel"
                + " with this workflow. Send it among the sub-workflows.",
            "Workflow 'w', node 'n3': it runs task 'gone' (version v1), which is not registered."
                + " Register it first, and check its project, domain and version.");
  }

  @Test
  void aWorkflowMayNotRunItself() {
    var inner = workflow("inner", node("n0", Map.of("a", input("a")), sub("outer")));
    var outer = workflow("outer", node("n0", Map.of("a", input("a")), sub("inner")));
    assertThat(messages(CheckWorkflow.problems(outer, List.of(inner, outer), interfaces)))
        .containsExactly(
            "Workflow 'outer': it runs itself: outer > inner > outer."
                + " Break the ring, or let a launch plan start it anew.");
  }

  @Test
  void workflowsThatTravelAlongAreCheckedToo() {
    var inner = workflow("inner", inc("n0", input("b")));
    var outer = workflow("outer", node("n0", Map.of("a", input("a")), sub("inner")));
    assertThat(messages(CheckWorkflow.problems(outer, List.of(inner), interfaces)))
        .containsExactly(
            "Workflow 'inner', node 'n0': input 'a' is bound to 'b', but the workflow takes no such"
                + " input. Did you mean 'a'? There is: a.");
  }

  // What is bound

  @Test
  void requiredInputsMustBeBoundAndOptionalOnesNeedNot() {
    assertThat(
            problems(
                node("n0", Map.of(), new Work.Task(reference("inc"))),
                node("n1", Map.of(), new Work.Task(reference("maybe")))))
        .containsExactly(
            "Workflow 'w', node 'n0': input 'a' is not bound; it is an integer."
                + " Bind it to a value or to another node's output.");
  }

  @Test
  void inputsThatALaunchPlanKnowsNeedNotBeBound() {
    plans.put(
        "daily",
        new Interfaces.PlanInterface(
            typed(Map.of("a", INTEGER, "b", STRING), Map.of("o0", INTEGER)), Set.of("b")));
    assertThat(
            problems(node("n0", Map.of("a", input("a")), new Work.LaunchPlan(reference("daily")))))
        .isEmpty();
    assertThat(problems(node("n0", Map.of(), new Work.LaunchPlan(reference("daily")))))
        .containsExactly(
            "Workflow 'w', node 'n0': input 'a' is not bound; it is an integer."
                + " Bind it to a value or to another node's output.");
  }

  @Test
  void unknownVariablesAreNamedWithTheNearest() {
    assertThat(
            problems(
                node(
                    "n0",
                    Map.of("text", input("a"), "txt", input("a")),
                    new Work.Task(reference("say"))),
                inc("n1", new Promise("n0", "o1", List.of()))))
        .containsExactlyInAnyOrder(
            "Workflow 'w', node 'n0': input 'text' is a string, but gets an integer (input 'a' of"
                + " the workflow). Bind a string to it, or declare it otherwise.",
            "Workflow 'w', node 'n0': it binds 'txt', but task 'say' (version v1) has no such"
                + " input. Did you mean 'text'? It takes: text.",
            "Workflow 'w', node 'n1': input 'a' is bound to 'o1', but node 'n0' gives no such"
                + " output. Did you mean 'o0'? There is: o0.",
            "Workflow 'w': output 'o0' is an integer, but gets a string (output 'o0' of node"
                + " 'n0'). Bind an integer to it, or declare it otherwise.");
  }

  @Test
  void typesAreComparedInListsMapsAndRecords() {
    assertThat(
            problems(
                inc("n0", input("a")),
                node(
                    "n1",
                    Map.of("all", new Binding.Items(List.of(output("n0"), text("x")))),
                    new Work.Task(reference("average"))),
                node(
                    "n2",
                    Map.of("m", new Binding.Entries(Map.of("k", output("n0")))),
                    new Work.Task(reference("table"))),
                node(
                    "n3",
                    Map.of("p", new Binding.Entries(entries("x", text("x"), "y", output("n0")))),
                    new Work.Task(reference("draw"))),
                inc("n4", new Binding.Items(List.of()))))
        .containsExactly(
            "Workflow 'w', node 'n1': input 'all'[1] is an integer, but got the string \"x\"."
                + " Bind an integer to it.",
            "Workflow 'w', node 'n2': input 'm'[\"k\"] is a float, but gets an integer (output 'o0'"
                + " of node 'n0'). Bind a float to it, or declare it otherwise.",
            "Workflow 'w', node 'n3': input 'p'.x is an integer, but got the string \"x\"."
                + " Bind an integer to it.",
            "Workflow 'w', node 'n3': input 'p' has no field 'y'. Did you mean 'x'?"
                + " It has: x, tags, note.",
            "Workflow 'w', node 'n3': input 'p' lacks its field 'tags', a list of strings."
                + " Bind it as well.",
            "Workflow 'w', node 'n4': input 'a' is an integer, but gets a list."
                + " Bind an integer to it, or declare it otherwise.");
  }

  @Test
  void unionsTakeWhatOneOfTheirVariantsTakes() {
    tasks.put("many", typed(Map.of("a", optional(list(INTEGER))), Map.of("o0", INTEGER)));
    assertThat(
            problems(
                node(
                    "n0",
                    Map.of("a", new Binding.Items(List.of(input("a")))),
                    new Work.Task(reference("many")))))
        .isEmpty();
    assertThat(
            problems(
                node(
                    "n0",
                    Map.of("a", new Binding.Items(List.of(text("x")))),
                    new Work.Task(reference("many")))))
        .containsExactly(
            "Workflow 'w', node 'n0': input 'a' is a list of integers or no value, but gets a list"
                + " of something else. Bind a list of integers or no value to it, or declare it"
                + " otherwise.");
  }

  @Test
  void pathsAreFollowedIntoRecordsAndLists() {
    var point = node("n0", Map.of(), new Work.Task(reference("point")));
    assertThat(
            problems(
                point,
                inc("n1", path(new Step.Field("x"))),
                node(
                    "n2",
                    Map.of("text", path(new Step.Field("tags"), new Step.Index(0))),
                    new Work.Task(reference("say"))),
                inc("n3", path(new Step.Field("tags"), new Step.Index(0))),
                inc("n4", path(new Step.Field("tag"))),
                inc("n5", path(new Step.Field("x"), new Step.Index(2))),
                inc("n6", path(new Step.Field("x"), new Step.Field("y"))),
                node(
                    "n7", Map.of("a", path(new Step.Field("x"))), new Work.Task(reference("inc")))))
        .containsExactly(
            "Workflow 'w', node 'n3': input 'a' is an integer, but gets a string (output"
                + " 'o0.tags[0]' of node 'n0'). Bind an integer to it, or declare it otherwise.",
            "Workflow 'w', node 'n4': input 'a' is bound to field 'tag' of output 'o0' of node"
                + " 'n0', which is a record Point without such a field. Did you mean 'tags'?"
                + " It has: x, tags, note.",
            "Workflow 'w', node 'n5': input 'a' is bound to element 2 of output 'o0.x' of node"
                + " 'n0', which is an integer. Only lists have elements.",
            "Workflow 'w', node 'n6': input 'a' is bound to field 'y' of output 'o0.x' of node"
                + " 'n0', which is an integer. Only records and maps have fields.");
  }

  @Test
  void outputsOfTheWorkflowAreBoundToo() {
    var found =
        new Workflow(
            reference("w"),
            typed(Map.of("a", INTEGER), Map.of("o0", INTEGER)),
            List.of(inc("n0", input("a"))),
            Map.of("o1", output("n0"), "o2", output("n9")),
            Workflow.OnFailure.FAIL_IMMEDIATELY,
            Optional.empty());
    assertThat(messages(CheckWorkflow.problems(found, List.of(), interfaces)))
        .containsExactlyInAnyOrder(
            "Workflow 'w': it waits for a node 'n9', which is not in this workflow."
                + " Did you mean 'n0'? The nodes are: n0.",
            "Workflow 'w': output 'o0' is not bound; it is an integer."
                + " Bind it to a node's output.",
            "Workflow 'w': it binds 'o1', but it has no such output."
                + " Did you mean 'o0'? It declares: o0.",
            "Workflow 'w': it binds 'o2', but it has no such output."
                + " Did you mean 'o0'? It declares: o0.");
  }

  // Branches

  @Test
  void comparisonsAreOfOneSimpleType() {
    var branch =
        node(
            "n1",
            Map.of("x", input("a"), "ns", output("n0")),
            new Work.Branch(
                List.of(
                    new Work.Case(
                        new Condition.And(
                            compare(new Operand.Input("x"), new Literal.Text("x")),
                            compare(new Operand.Input("ns"), new Literal.Integer(1))),
                        inc("l", input("a"))),
                    new Work.Case(
                        new Condition.Or(positive("x"), positive("z")), inc("m", input("a")))),
                Optional.empty(),
                Optional.of("none")));
    assertThat(
            problems(
                node("n0", Map.of("n", input("a")), new Work.Task(reference("numbers"))), branch))
        .contains(
            "Workflow 'w', node 'n1': a condition compares 'x', an integer, with the string \"x\"."
                + " Compare integers, floats, strings, booleans, datetimes or durations, both of"
                + " one type.",
            "Workflow 'w', node 'n1': a condition compares 'ns', a list of integers, with the"
                + " integer 1. Compare integers, floats, strings, booleans, datetimes or durations,"
                + " both of one type.",
            "Workflow 'w', node 'n1': a condition looks at 'z', which is no input of this branch."
                + " Did you mean 'x'? Bind it at the branch.");
  }

  @Test
  void aBranchGivesWhatAllArmsGive() {
    tasks.put("both", typed(Map.of(), Map.of("o0", INTEGER, "more", INTEGER)));
    var branch = branch("n0", inc("l", input("a")), node("r", Map.of(), task("both")));
    assertThat(problems(branch)).isEmpty();
    assertThat(problems(branch, inc("n1", new Promise("n0", "more", List.of()))))
        .containsExactly(
            "Workflow 'w', node 'n1': input 'a' is bound to 'more', but node 'n0' gives no such"
                + " output. There is: o0.");
    assertThat(
            problems(
                branch(
                    "n0", inc("l", input("a")), node("r", Map.of("text", text("")), task("say")))))
        .containsExactly(
            "Workflow 'w', node 'n0': output 'o0' is an integer in one arm, but a string in"
                + " another. Let all arms give one type.");
    assertThat(problems(branch("n0", inc("l", text("x")), inc("r", input("a")))))
        .containsExactly(
            "Workflow 'w', node 'l': input 'a' is an integer, but got the string \"x\"."
                + " Bind an integer to it.");
  }

  // Maps

  @Test
  void aMapTakesAndGivesLists() {
    var numbers = node("n0", Map.of("n", input("a")), task("numbers"));
    var each = each("n1", "inc", Map.of("a", output("n0")));
    assertThat(
            problems(
                inc("x", input("a")),
                numbers,
                each,
                node("n2", Map.of("all", output("n1")), task("average"))))
        .isEmpty();
    assertThat(problems(inc("n0", input("a")), each))
        .containsExactly(
            "Workflow 'w', node 'n1': input 'a' is a list of integers, but gets an integer (output"
                + " 'o0' of node 'n0'). Bind a list of integers to it, or declare it otherwise.");
  }

  @Test
  void aMapThatMayMissElementsGivesOptionals() {
    var each =
        node(
            "n1",
            Map.of("a", output("n0")),
            new Work.Each(
                node("i", Map.of(), task("inc")),
                List.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalDouble.of(0.5)));
    assertThat(
            problems(
                node("n0", Map.of("n", input("a")), task("numbers")),
                each,
                node("n2", Map.of("all", output("n1")), task("average"))))
        .contains(
            "Workflow 'w', node 'n2': input 'all' is a list of integers, but gets a list of an"
                + " integer or no value (output 'o0' of node 'n1'). Bind a list of integers to it,"
                + " or declare it otherwise.");
  }

  @Test
  void aMapOfWorkThatSpeaksOfListsIsTakenAsItStands() {
    var each =
        node(
            "n1",
            Map.of("all", new Binding.Items(List.of(input("a")))),
            new Work.Each(
                node("i", Map.of(), task("average")),
                List.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                true));
    assertThat(problems(inc("n0", input("a")), each)).isEmpty();
  }

  @Test
  void aMapNeedsSomethingToMapOver() {
    var each =
        node(
            "n0",
            Map.of("a", input("a")),
            new Work.Each(
                node("i", Map.of(), task("inc")),
                List.of("a", "b"),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty()));
    assertThat(problems(inc("x", input("a")), each))
        .contains(
            "Workflow 'w', node 'n0': it gives 'b' whole to each element, but task 'inc' (version"
                + " v1) takes no such input. Did you mean 'a'? It takes: a.",
            "Workflow 'w', node 'n0': it maps task 'inc' (version v1) over nothing: none of its"
                + " inputs is taken from a list. Leave one of them out of those that are given"
                + " whole.");
  }

  // Failure

  @Test
  void theFailureNodeIsCheckedAndItsErrorNeedNotBeBound() {
    tasks.put("cleanup", typed(Map.of("a", INTEGER, "err", simple(SimpleKind.ERROR)), Map.of()));
    assertThat(messages(onFailure(node("fn0", Map.of("a", input("a")), task("cleanup")))))
        .isEmpty();
    assertThat(messages(onFailure(node("n0", Map.of("a", text("x")), task("cleanup")))))
        .containsExactly(
            "Workflow 'w', node 'n0': its id stands for several nodes."
                + " Give each node an id of its own.",
            "Workflow 'w', node 'n0': input 'a' is an integer, but got the string \"x\"."
                + " Bind an integer to it.");
  }

  private List<Problem> onFailure(Node failure) {
    var found =
        new Workflow(
            reference("w"),
            typed(Map.of("a", INTEGER), Map.of()),
            List.of(inc("n0", input("a"))),
            Map.of(),
            Workflow.OnFailure.FAIL_IMMEDIATELY,
            Optional.of(failure));
    return CheckWorkflow.problems(found, List.of(), interfaces);
  }

  private List<String> problems(Node... nodes) {
    return messages(CheckWorkflow.problems(workflow("w", nodes), List.of(), interfaces));
  }

  private static List<String> messages(List<Problem> problems) {
    return problems.stream().map(Problem::message).toList();
  }

  /** Its one output is the first node's. */
  private static Workflow workflow(String name, Node... nodes) {
    return new Workflow(
        reference(name),
        typed(Map.of("a", INTEGER), outputType(nodes)),
        List.of(nodes),
        outputType(nodes).isEmpty()
            ? Map.of()
            : Map.of("o0", nodes.length == 0 ? input("o0") : output(nodes[0].id())),
        Workflow.OnFailure.FAIL_IMMEDIATELY,
        Optional.empty());
  }

  private static Map<String, LiteralType> outputType(Node... nodes) {
    boolean silent =
        nodes.length > 0
            && (nodes[0].work() instanceof Work.Task(Reference task)
                && (task.name().equals("point") || task.name().equals("gone")));
    return silent ? Map.of() : Map.of("o0", INTEGER);
  }

  private static Node inc(String id, Binding a) {
    return node(id, Map.of("a", a), task("inc"));
  }

  private static Node each(String id, String task, Map<String, Binding> inputs) {
    return node(
        id,
        inputs,
        new Work.Each(
            node("i", Map.of(), task(task)),
            List.of(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty()));
  }

  private static Node branch(String id, Node then, Node otherwise) {
    return node(
        id,
        Map.of("x", input("a")),
        new Work.Branch(
            List.of(new Work.Case(positive("x"), then)), Optional.of(otherwise), Optional.empty()));
  }

  private static Condition positive(String operand) {
    return new Comparison(
        new Operand.Input(operand), Operator.GT, new Operand.Value(new Literal.Integer(0)));
  }

  private static Condition compare(Operand left, Literal right) {
    return new Comparison(left, Operator.EQ, new Operand.Value(right));
  }

  private static Node node(String id, Map<String, Binding> inputs, Work work) {
    return new Node(id, "m", inputs, List.of(), NodeOptions.NONE, work);
  }

  private static Work task(String name) {
    return new Work.Task(reference(name));
  }

  private static Work sub(String name) {
    return new Work.SubWorkflow(reference(name));
  }

  private static Binding input(String name) {
    return Promise.of(Workflow.START_NODE, name);
  }

  private static Binding output(String node) {
    return Promise.of(node, "o0");
  }

  private static Binding path(Step... steps) {
    return new Promise("n0", "o0", List.of(steps));
  }

  private static Binding text(String text) {
    return new Binding.Value(new Literal.Text(text));
  }

  private static Map<String, Binding> entries(String a, Binding x, String b, Binding y) {
    var entries = new LinkedHashMap<String, Binding>();
    entries.put(a, x);
    entries.put(b, y);
    return entries;
  }

  private static LiteralType list(LiteralType element) {
    return new LiteralType.Collection(element, Optional.empty());
  }

  private static Reference reference(String name) {
    return new Reference("p", "d", name, "v1");
  }

  private static TypedInterface typed(
      Map<String, LiteralType> inputs, Map<String, LiteralType> outputs) {
    return new TypedInterface(variables(inputs), variables(outputs));
  }

  private static Map<String, Variable> variables(Map<String, LiteralType> types) {
    var variables = new LinkedHashMap<String, Variable>();
    types.forEach((name, type) -> variables.put(name, new Variable(type, name)));
    return variables;
  }
}
