package dev.updraft.client.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.core.Identifier;
import com.flyteidl.core.ResourceType;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.WorkflowId;
import dev.updraft.client.model.WorkflowSpec;
import dev.updraft.client.testing.FakeFlyte;
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
import dev.updraft.types.wire.Wire;
import io.grpc.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkflowsTest {
  private static final LiteralType INTEGER = LiteralType.simple(SimpleKind.INTEGER);
  private final FakeFlyte flyte = new FakeFlyte(true);
  private final Backend backend =
      new Backend(
          new Link(
              () ->
                  new Address(
                      flyte.target(), new Address.Security.Plaintext(), new Credentials.None())));

  @AfterEach
  void close() {
    backend.close();
    flyte.close();
  }

  @Test
  void aWorkflowAndItsDefaultPlanAreRegisteredUnderOneVersion() throws Exception {
    var id = register(spec(outer(), Map.of("b", new Literal.Integer(7)), inner()), "v1");

    assertThat(flyte.workflows).hasSize(1);
    var sent = flyte.workflows.getFirst();
    assertThat(sent.getId()).isEqualTo(identifier(ResourceType.WORKFLOW, id));
    assertThat(sent.getSpec().getTemplate().getId()).isEqualTo(sent.getId());
    assertThat(sent.getSpec().getDescription().getShortDescription()).isEqualTo("what it does");
    var inner = sent.getSpec().getSubWorkflowsList();
    assertThat(inner).hasSize(1); // used at two nodes
    assertThat(inner.getFirst().getId().getName()).isEqualTo("inner");
    assertThat(inner.getFirst().getId().getVersion()).matches("v[a-z2-7]{26}");
    var graph = Wire.readWorkflow(sent.getSpec().getTemplate().toByteArray());
    assertThat(graph.nodes().get(0).work())
        .isEqualTo(
            new Work.SubWorkflow(
                new Reference(
                    "updraft", "development", "inner", inner.getFirst().getId().getVersion())));
    assertThat(graph.nodes().get(1).work().toString())
        .contains("inc (version v1)")
        .contains("inner (version " + inner.getFirst().getId().getVersion() + ")");
    assertThat(graph.nodes().get(2).work().toString()).contains("inc (version v1)");

    assertThat(flyte.plans).hasSize(1);
    var plan = flyte.plans.getFirst();
    assertThat(plan.getId()).isEqualTo(identifier(ResourceType.LAUNCH_PLAN, id));
    assertThat(plan.getSpec().getWorkflowId()).isEqualTo(sent.getId());
    var parameters = plan.getSpec().getDefaultInputs();
    assertThat(parameters.getParametersOrThrow("a").getRequired()).isTrue();
    assertThat(parameters.getParametersOrThrow("b").hasRequired()).isFalse();
    assertThat(Wire.readLiteral(parameters.getParametersOrThrow("b").getDefault().toByteArray()))
        .isEqualTo(new Literal.Integer(7));
  }

  @Test
  void thatItIsThereAlreadyIsAsGood() {
    var spec = spec(outer(), Map.of(), inner());
    assertThat(register(spec, "v1")).isEqualTo(register(spec, "v1"));
    assertThat(flyte.workflows).hasSize(1);
    assertThat(flyte.plans).hasSize(1);
  }

  @Test
  void theVersionFollowsFromWhatIsInIt() {
    var one = register(spec(outer(), Map.of(), inner()), "v1");
    var otherTask = register(spec(outer(), Map.of(), inner()), "v2");
    var otherInner =
        register(
            spec(
                outer(),
                Map.of(),
                workflow("inner", inc("n0", Binding.Promise.of(Workflow.START_NODE, "b")))),
            "v1");
    var otherDefaults = register(spec(outer(), Map.of("a", new Literal.Integer(1)), inner()), "v1");
    assertThat(
            List.of(
                one.version(), otherTask.version(), otherInner.version(), otherDefaults.version()))
        .doesNotHaveDuplicates();

    var turned =
        new Workflow(
            outer().id(),
            typed("b", "a"),
            outer().nodes(),
            outer().outputs(),
            outer().onFailure(),
            Optional.empty());
    assertThat(register(spec(turned, Map.of(), inner()), "v1")).isEqualTo(one);
  }

  @Test
  void aVersionOfOnesOwnIsKept() {
    var own =
        new Workflow(
            new Reference("", "", "inner", "mine"),
            inner().typedInterface(),
            inner().nodes(),
            inner().outputs(),
            inner().onFailure(),
            Optional.empty());
    assertThat(register(spec(own, Map.of()), "v1"))
        .isEqualTo(new WorkflowId("updraft", "development", "inner", "mine"));
  }

  @Test
  void anotherStructureUnderTheVersionIsAnError() {
    flyte.refuse(
        "CreateWorkflow",
        Status.INVALID_ARGUMENT.withDescription("with different structure already exists"));
    assertThatThrownBy(() -> register(spec(inner(), Map.of()), "v1"))
        .isInstanceOf(BackendException.InvalidRequest.class)
        .hasMessage("with different structure already exists");
    assertThat(flyte.plans).isEmpty();
  }

  @Test
  void aDefaultForNoInputIsRefused() {
    assertThatThrownBy(() -> register(spec(inner(), Map.of("c", new Literal.Integer(1))), "v1"))
        .hasMessage(
            "Workflow 'inner' has a default for 'c', which it does not take. It takes: a, b.");
    assertThat(flyte.workflows).isEmpty();
  }

  private WorkflowId register(WorkflowSpec spec, String taskVersion) {
    UnaryOperator<Reference> tasks =
        task -> new Reference("updraft", "development", task.name(), taskVersion);
    return backend.workflows().register("updraft", "development", spec, tasks);
  }

  private static WorkflowSpec spec(
      Workflow workflow, Map<String, Literal> defaults, Workflow... inner) {
    return new WorkflowSpec(workflow, "what it does", List.of(inner), defaults);
  }

  private static Workflow inner() {
    return workflow("inner", inc("n0", Binding.Promise.of(Workflow.START_NODE, "a")));
  }

  /** Runs the inner one at a node, in a branch, and maps a task. */
  private static Workflow outer() {
    var a = Binding.Promise.of(Workflow.START_NODE, "a");
    var ab = Map.<String, Binding>of("a", a, "b", a);
    var branch =
        new Work.Branch(
            List.of(
                new Work.Case(
                    new Condition.Comparison(
                        new Condition.Operand.Input("x"),
                        Condition.Operator.GT,
                        new Condition.Operand.Value(new Literal.Integer(1))),
                    inc("l", a))),
            Optional.of(node("r", ab, new Work.SubWorkflow(reference("inner")))),
            Optional.empty());
    var each =
        new Work.Each(
            node("i", Map.of(), new Work.Task(reference("inc"))),
            List.of(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty());
    return workflow(
        "outer",
        node("n0", ab, new Work.SubWorkflow(reference("inner"))),
        node("n1", Map.of("x", a), branch),
        node("n2", Map.of("a", new Binding.Items(List.of(a))), each));
  }

  private static Workflow workflow(String name, Node... nodes) {
    return new Workflow(
        reference(name),
        typed("a", "b"),
        List.of(nodes),
        Map.of("o0", Binding.Promise.of("n0", "o0")),
        Workflow.OnFailure.FAIL_IMMEDIATELY,
        Optional.empty());
  }

  private static TypedInterface typed(String... inputs) {
    var variables = new LinkedHashMap<String, Variable>();
    for (var input : inputs) {
      variables.put(input, new Variable(INTEGER, input));
    }
    return new TypedInterface(variables, Map.of("o0", new Variable(INTEGER, "o0")));
  }

  private static Node inc(String id, Binding a) {
    return node(id, Map.of("a", a), new Work.Task(reference("inc")));
  }

  private static Node node(String id, Map<String, Binding> inputs, Work work) {
    return new Node(id, "m", inputs, List.of(), NodeOptions.NONE, work);
  }

  private static Reference reference(String name) {
    return new Reference("", "", name, "");
  }

  private static Identifier identifier(ResourceType type, WorkflowId id) {
    return Identifier.newBuilder()
        .setResourceType(type)
        .setProject(id.project())
        .setDomain(id.domain())
        .setName(id.name())
        .setVersion(id.version())
        .build();
  }
}
