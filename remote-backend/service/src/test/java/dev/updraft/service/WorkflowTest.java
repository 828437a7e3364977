package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.admin.CreateWorkflowFailureReason;
import com.flyteidl.admin.LaunchPlanCreateRequest;
import com.flyteidl.admin.LaunchPlanSpec;
import com.flyteidl.admin.NamedEntityIdentifier;
import com.flyteidl.admin.NamedEntityIdentifierListRequest;
import com.flyteidl.admin.ObjectGetRequest;
import com.flyteidl.admin.ResourceListRequest;
import com.flyteidl.admin.WorkflowCreateRequest;
import com.flyteidl.admin.WorkflowSpec;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.ResourceType;
import com.flyteidl.core.WorkflowTemplate;
import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.TypedInterface.Variable;
import dev.updraft.types.graph.Binding;
import dev.updraft.types.graph.Condition;
import dev.updraft.types.graph.NodeOptions;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Workflow;
import dev.updraft.types.wire.Wire;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Workflows and their launch plans, registered as flytekit sends them and answered as Flyte does.
 */
class WorkflowTest {
  private static final LiteralType INTEGER = LiteralType.simple(LiteralType.SimpleKind.INTEGER);
  private RunningServer running;
  private RecordedWorkflows flows;

  @BeforeEach
  void start(@TempDir Path home) {
    running = RunningServer.at(home);
    flows = new RecordedWorkflows(running);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nested",
        "branch-elif",
        "map-partial",
        "gate",
        "failure-node",
        "every-type",
        "frames-miss",
        "user-failure"
      })
  void workflowAndPlanAreAnsweredAsRecorded(String name) throws IOException {
    var recorded = RecordedWorkflows.recording(name);
    var id = flows.register(recorded);
    var ours =
        RecordedWorkflows.json(
            running.admin().getWorkflow(ObjectGetRequest.newBuilder().setId(id).build()));
    assertThat(Normal.of(ours)).isEqualTo(Normal.of(recorded.get("workflow")));

    var plan = recorded.getAsJsonObject("launch_plan");
    var planId = RecordedWorkflows.read(plan.get("id"), Identifier.newBuilder()).build();
    running
        .admin()
        .createLaunchPlan(
            LaunchPlanCreateRequest.newBuilder()
                .setId(planId)
                .setSpec(RecordedWorkflows.read(plan.get("spec"), LaunchPlanSpec.newBuilder()))
                .build());
    var answered =
        RecordedWorkflows.json(
            running.admin().getLaunchPlan(ObjectGetRequest.newBuilder().setId(planId).build()));
    assertThat(Normal.of(answered)).isEqualTo(Normal.of(plan));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nested", "branch-elif", "map-partial", "failure-node", "every-type", "gate"})
  void recordedTemplatesComeBackEqualAsGraphs(String name) throws IOException {
    var closure = RecordedWorkflows.closure(RecordedWorkflows.recording(name));
    var templates = new ArrayList<WorkflowTemplate>();
    templates.add(closure.getPrimary().getTemplate());
    closure.getSubWorkflowsList().forEach(each -> templates.add(each.getTemplate()));
    for (var template : templates) {
      var graph = Wire.readWorkflow(template.toByteArray());
      assertThat(graph.nodes()).hasSize(template.getNodesCount() - 2);
      assertThat(Wire.readWorkflow(Wire.writeWorkflow(graph))).isEqualTo(graph);
    }
  }

  @Test
  void theSameAgainExistsAndAnotherContentDoesNotReplaceIt() throws IOException {
    var request = RecordedWorkflows.request(RecordedWorkflows.recording("failure-node"));
    flows.register(RecordedWorkflows.recording("failure-node"));
    var same = refusal(request);
    assertThat(same.getMessage())
        .startsWith("ALREADY_EXISTS")
        .endsWith("with identical structure already exists");
    assertThat(reason(same).getExistsIdenticalStructure().getId()).isEqualTo(request.getId());

    var changed = request.toBuilder();
    changed
        .getSpecBuilder()
        .getTemplateBuilder()
        .getNodesBuilder(0)
        .getMetadataBuilder()
        .setName("x");
    var other = refusal(changed.build());
    assertThat(other.getMessage())
        .startsWith("INVALID_ARGUMENT")
        .contains("with different structure already exists");
    assertThat(reason(other).getExistsDifferentStructure().getId()).isEqualTo(request.getId());
  }

  @Test
  void listsAreWithoutWhatIsCompiled() throws IOException {
    var id = flows.register(RecordedWorkflows.recording("failure-node"));
    var named =
        NamedEntityIdentifier.newBuilder().setProject("flytesnacks").setDomain("development");
    var list =
        running
            .admin()
            .listWorkflows(ResourceListRequest.newBuilder().setId(named).setLimit(10).build());
    assertThat(list.getWorkflowsList()).hasSize(1);
    assertThat(list.getWorkflows(0).getId()).isEqualTo(id);
    assertThat(list.getWorkflows(0).getClosure().hasCompiledWorkflow()).isFalse();
    assertThat(list.getWorkflows(0).getClosure().hasCreatedAt()).isTrue();
    var names =
        running
            .admin()
            .listWorkflowIds(
                NamedEntityIdentifierListRequest.newBuilder()
                    .setProject("flytesnacks")
                    .setDomain("development")
                    .setLimit(10)
                    .build());
    assertThat(names.getEntitiesList())
        .extracting(NamedEntityIdentifier::getName)
        .containsExactly("rec.wf_onfail");
  }

  @Test
  void everyProblemIsToldAtOnce() throws IOException {
    var recorded = RecordedWorkflows.recording("failure-node");
    var request = RecordedWorkflows.request(recorded).toBuilder();
    request.getSpecBuilder().getTemplateBuilder().getNodesBuilder(0).clearInputs();
    assertThat(refusal(request.build()).getMessage())
        .isEqualTo(
            "INVALID_ARGUMENT: Cannot register workflow 'rec.wf_onfail' (project 'flytesnacks',"
                + " domain 'development', version 'rec1'): failed to compile, with 2 problems:\n"
                + "- Workflow 'rec.wf_onfail', node 'n0': it runs task 'rec.flaky_user' (version"
                + " rec1), which is not registered. Register it first, and check its project,"
                + " domain and version.\n"
                + "- Workflow 'rec.wf_onfail', node 'fn0': it runs task 'rec.cleanup' (version"
                + " rec1), which is not registered. Register it first, and check its project,"
                + " domain and version.");
    flows.registerTasks(recorded);
    assertThat(refusal(request.build()).getMessage())
        .endsWith(
            "failed to compile, with a problem:\n"
                + "- Workflow 'rec.wf_onfail', node 'n0': input 'a' is not bound; it is an integer."
                + " Bind it to a value or to another node's output.");
    assertThat(
            refusal(WorkflowCreateRequest.newBuilder().setId(request.getId()).build()).getMessage())
        .endsWith("missing spec: it has no template.");
  }

  @Test
  void aHundredNodesAreAllowedAndNoMore() throws IOException {
    var recorded = RecordedWorkflows.recording("failure-node");
    flows.registerTasks(recorded);
    var request = RecordedWorkflows.request(recorded).toBuilder();
    var template = request.getSpecBuilder().getTemplateBuilder();
    var first = template.getNodes(0);
    for (int i = 1; i < 100; i++) {
      template.addNodes(first.toBuilder().setId("m" + i));
    }
    running.admin().createWorkflow(request.build());
    template.addNodes(first.toBuilder().setId("m100"));
    assertThat(refusal(request.build()).getMessage())
        .endsWith(
            "- it has 101 nodes; at most 100 are allowed. Move some into a workflow that it runs.");
  }

  @Test
  void aPlanOfAWorkflowBindsOnlyWhatItTakes() throws IOException {
    var id = flows.register(RecordedWorkflows.recording("failure-node"));
    var plan =
        LaunchPlanCreateRequest.newBuilder()
            .setId(id.toBuilder().setResourceType(ResourceType.LAUNCH_PLAN))
            .setSpec(
                LaunchPlanSpec.newBuilder()
                    .setWorkflowId(id)
                    .setFixedInputs(Tasks.map("b", Tasks.integer(1))))
            .build();
    assertThatThrownBy(() -> running.admin().createLaunchPlan(plan))
        .hasMessageStartingWith("INVALID_ARGUMENT")
        .hasMessageEndingWith(
            "Launch plan 'rec.wf_onfail' binds b, which workflow 'rec.wf_onfail' does not take.");
    var fixed = plan.toBuilder();
    fixed.getSpecBuilder().setFixedInputs(Tasks.map("a", Tasks.integer(1)));
    running.admin().createLaunchPlan(fixed.build());
    var closure =
        running
            .admin()
            .getLaunchPlan(ObjectGetRequest.newBuilder().setId(plan.getId()).build())
            .getClosure();
    assertThat(closure.getExpectedInputs().getParametersMap()).isEmpty();
    assertThat(closure.getExpectedOutputs().getVariablesMap()).containsOnlyKeys("o0");
    assertThat(closure.getStateValue()).isZero();
  }

  /** As our client writes it: a map of a task that speaks of one element, and a branch. */
  @Test
  void aGraphOfOurOwnIsRegisteredAndReadBack() throws IOException {
    running.admin().createTask(Tasks.register("inc", Tasks.template()));
    var inc = new Work.Task(new Reference("updraft", "development", "inc", "v1"));
    var a = Binding.Promise.of(Workflow.START_NODE, "a");
    var condition =
        new Condition.Comparison(
            new Condition.Operand.Input("x"),
            Condition.Operator.GT,
            new Condition.Operand.Value(new Literal.Integer(1)));
    var graph =
        new Workflow(
            new Reference("updraft", "development", "flow", "v1"),
            new TypedInterface(
                Map.of("a", new Variable(INTEGER, "a")),
                Map.of(
                    "o0", new Variable(new LiteralType.Collection(INTEGER, Optional.empty()), ""))),
            List.of(
                node(
                    "n0",
                    Map.of("x", a),
                    new Work.Branch(
                        List.of(new Work.Case(condition, node("a", Map.of("a", a), inc))),
                        Optional.of(node("b", Map.of("a", Binding.Promise.of("n1", "o0")), inc)),
                        Optional.empty())),
                node("n1", Map.of("a", a), inc),
                node(
                    "n2",
                    Map.of("a", new Binding.Items(List.of(a, Binding.Promise.of("n0", "o0")))),
                    new Work.Each(
                        node("n2-each", Map.of(), inc),
                        List.of(),
                        OptionalInt.of(2),
                        OptionalInt.empty(),
                        OptionalDouble.empty()))),
            Map.of("o0", Binding.Promise.of("n2", "o0")),
            Workflow.OnFailure.FAIL_IMMEDIATELY,
            Optional.empty());
    var template = WorkflowTemplate.parseFrom(Wire.writeWorkflow(graph));
    flows.create(
        WorkflowCreateRequest.newBuilder()
            .setId(template.getId())
            .setSpec(WorkflowSpec.newBuilder().setTemplate(template))
            .build());

    var compiled =
        running
            .admin()
            .getWorkflow(ObjectGetRequest.newBuilder().setId(template.getId()).build())
            .getClosure()
            .getCompiledWorkflow();
    assertThat(compiled.getTasksCount()).isEqualTo(1);
    var connections = compiled.getPrimary().getConnections();
    assertThat(connections.getUpstreamOrThrow("n0").getIdsList())
        .containsExactly("n1", "start-node"); // for the arm that uses it
    assertThat(connections.getUpstreamOrThrow("n0-b").getIdsList()).containsExactly("n1");
    assertThat(connections.getUpstreamOrThrow("end-node").getIdsList()).containsExactly("n2");
    assertThat(connections.getDownstreamMap()).doesNotContainKeys("n0-a", "n0-b");
    var read = Wire.readWorkflow(compiled.getPrimary().getTemplate().toByteArray());
    assertThat(read.nodes().subList(1, 3)).isEqualTo(graph.nodes().subList(1, 3));
  }

  private static dev.updraft.types.graph.Node node(
      String id, Map<String, Binding> inputs, Work work) {
    return new dev.updraft.types.graph.Node(id, "m", inputs, List.of(), NodeOptions.NONE, work);
  }

  private StatusRuntimeException refusal(WorkflowCreateRequest request) {
    try {
      flows.create(request);
    } catch (StatusRuntimeException e) {
      return e;
    }
    throw new AssertionError("it was registered");
  }

  private static CreateWorkflowFailureReason reason(StatusRuntimeException refusal)
      throws IOException {
    return Objects.requireNonNull(StatusProto.fromThrowable(refusal))
        .getDetails(0)
        .unpack(CreateWorkflowFailureReason.class);
  }
}
