package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.admin.Execution;
import com.flyteidl.admin.ExecutionCreateRequest;
import com.flyteidl.admin.ExecutionMetadata.ExecutionMode;
import com.flyteidl.admin.ExecutionSpec;
import com.flyteidl.admin.LaunchPlanCreateRequest;
import com.flyteidl.admin.LaunchPlanSpec;
import com.flyteidl.admin.NamedEntityIdentifier;
import com.flyteidl.admin.NodeExecutionGetRequest;
import com.flyteidl.admin.ResourceListRequest;
import com.flyteidl.admin.WorkflowExecutionGetDataRequest;
import com.flyteidl.admin.WorkflowExecutionGetRequest;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.Literal;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.NodeExecutionIdentifier;
import com.flyteidl.core.Primitive;
import com.flyteidl.core.Scalar;
import com.flyteidl.core.WorkflowExecutionIdentifier;
import com.flyteidl.service.DataProxyServiceGrpc;
import com.flyteidl.service.GetDataRequest;
import com.google.gson.JsonObject;
import dev.updraft.service.v1.WatchRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recorded workflows are run: the same nodes, within the same nodes, with the same phases, values
 * and numbers of attempts. Tasks are done by this test as the recorded ones were.
 */
class GraphRunTest {
  private RunningServer running;

  @BeforeEach
  void start(@TempDir Path home) {
    running = RunningServer.at(home);
    body("inc", a -> a + 1);
    body("dbl", a -> 2 * a);
    body(
        "flaky_user",
        a -> {
          throw new IllegalArgumentException("no good " + a);
        });
    running.executor.body("rec.cleanup", inputs -> LiteralMap.getDefaultInstance());
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private void body(String task, LongUnaryOperator does) {
    running.executor.body(
        "rec." + task,
        inputs -> {
          var a = inputs.getLiteralsOrThrow("a").getScalar().getPrimitive().getInteger();
          return LiteralMap.newBuilder().putLiterals("o0", whole(does.applyAsLong(a))).build();
        });
  }

  private static Literal whole(long value) {
    return Literal.newBuilder()
        .setScalar(Scalar.newBuilder().setPrimitive(Primitive.newBuilder().setInteger(value)))
        .build();
  }

  private java.util.List<Execution> listed(String filters) {
    return running
        .admin()
        .listExecutions(
            ResourceListRequest.newBuilder()
                .setId(
                    NamedEntityIdentifier.newBuilder()
                        .setProject("flytesnacks")
                        .setDomain("development"))
                .setFilters(filters)
                .setLimit(9)
                .build())
        .getExecutionsList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nested", "branch-elif", "failure-node", "user-failure"})
  void nodesAreThoseOfTheRecording(String name) throws IOException {
    var recorded = RecordedWorkflows.recording(name);
    var id = launch(recorded);

    assertThat(NodeShapes.of(running.admin(), id))
        .isEqualTo(NodeShapes.of(recorded.getAsJsonArray("nodes")));
    var data =
        running
            .admin()
            .getExecutionData(WorkflowExecutionGetDataRequest.newBuilder().setId(id).build());
    assertThat(RecordedWorkflows.json(data.getFullOutputs()))
        .isEqualTo(recorded.getAsJsonObject("execution_data").get("full_outputs"));
  }

  @Test
  void whatALaunchPlanLaunchesIsAnExecutionOfItsOwn() throws IOException {
    var id = launch(RecordedWorkflows.recording("nested"));
    var childId =
        running
            .admin()
            .getNodeExecution(
                NodeExecutionGetRequest.newBuilder()
                    .setId(NodeExecutionIdentifier.newBuilder().setExecutionId(id).setNodeId("n1"))
                    .build())
            .getClosure()
            .getWorkflowNodeMetadata()
            .getExecutionId();

    var listed =
        running
            .admin()
            .listExecutions(
                ResourceListRequest.newBuilder()
                    .setId(
                        NamedEntityIdentifier.newBuilder()
                            .setProject("flytesnacks")
                            .setDomain("development"))
                    .setLimit(9)
                    .build())
            .getExecutionsList();
    assertThat(listed).extracting(Execution::getId).containsExactlyInAnyOrder(id, childId);
    assertThat(listed("eq(workflow.name,rec.inner)"))
        .extracting(Execution::getId)
        .containsExactly(childId);
    assertThat(listed("eq(execution.phase,FAILED)")).isEmpty();
    assertThatThrownBy(() -> listed("eq(launch_plan.name,inner_lp)"))
        .hasMessageContaining("INVALID_ARGUMENT")
        .hasMessageContaining("'launch_plan.name' is no filter here");
    var child =
        running
            .admin()
            .getExecution(WorkflowExecutionGetRequest.newBuilder().setId(childId).build());
    assertThat(child.getSpec().getLaunchPlan().getName()).isEqualTo("inner_lp");
    assertThat(child.getClosure().getWorkflowId().getName()).isEqualTo("rec.inner");
    var metadata = child.getSpec().getMetadata();
    assertThat(metadata.getMode()).isEqualTo(ExecutionMode.CHILD_WORKFLOW);
    assertThat(metadata.getNesting()).isEqualTo(1);
    assertThat(metadata.getParentNodeExecution())
        .isEqualTo(NodeExecutionIdentifier.newBuilder().setExecutionId(id).setNodeId("n1").build());
    assertThat(NodeShapes.of(running.admin(), childId))
        .extracting(line -> line.split(",")[0])
        .containsExactly(
            "end-node (end-node) SUCCEEDED",
            "n0 (n0) SUCCEEDED",
            "n1 (n1) SUCCEEDED",
            "start-node (start-node) SUCCEEDED");
    var told = running.updraft().watch(WatchRequest.newBuilder().addIds(childId).build());
    var nodes = new java.util.HashSet<String>();
    told.forEachRemaining(event -> nodes.add(event.getNode()));
    assertThat(nodes).containsExactlyInAnyOrder("", "n0", "n1");
  }

  @Test
  void aBranchThatSaysWhyNothingCanBeChosenIsSeenToHaveFailed() throws IOException {
    body("inc", a -> 1000L); // no case holds
    var id = launch(RecordedWorkflows.recording("branch-elif"));

    var branch =
        running
            .admin()
            .getNodeExecution(
                NodeExecutionGetRequest.newBuilder()
                    .setId(NodeExecutionIdentifier.newBuilder().setExecutionId(id).setNodeId("n1"))
                    .build());
    var error = branch.getClosure().getError();
    assertThat(error.getCode()).isEqualTo("UserProvidedError");
    assertThat(error.getMessage()).isEqualTo("[UserProvidedError] neither");
    assertThat(error.getKind().name()).isEqualTo("USER");
    assertThat(branch.getClosure().getPhase().name()).isEqualTo("FAILED");
    assertThat(branch.getMetadata().getIsParentNode()).isFalse();
    assertThat(branch.getClosure().hasStartedAt()).isFalse();
    assertThat(branch.getClosure().hasDuration()).isFalse();
    assertThat(branch.getInputUri()).isNotEmpty();
    assertThat(NodeShapes.of(running.admin(), id))
        .extracting(line -> line.split(",")[0])
        .containsExactly(
            "n0 (n0) SUCCEEDED", "n1 (n1) FAILED", "start-node (start-node) SUCCEEDED");
    var execution =
        running.admin().getExecution(WorkflowExecutionGetRequest.newBuilder().setId(id).build());
    assertThat(execution.getClosure().getError().getCode()).isEqualTo("UserProvidedError");
    var nodes = new ArrayList<String>();
    running
        .updraft()
        .watch(WatchRequest.newBuilder().addIds(id).build())
        .forEachRemaining(event -> nodes.add(event.getNode() + " " + event.getNodePhase()));
    assertThat(nodes).contains("n1 FAILED");
  }

  @Test
  void theFailureOfWhatALaunchPlanLaunchedIsNamedAsFlytes() throws IOException {
    body(
        "dbl",
        a -> {
          throw new IllegalArgumentException("no good " + a);
        });
    var recorded = RecordedWorkflows.recording("nested");
    var metadata = new JsonObject();
    metadata.addProperty("on_failure", "FAIL_AFTER_EXECUTABLE_NODES_COMPLETE");
    recorded
        .getAsJsonObject("workflow")
        .getAsJsonObject("closure")
        .getAsJsonObject("compiled_workflow")
        .getAsJsonObject("primary")
        .getAsJsonObject("template")
        .add("metadata", metadata);
    var id = launch(recorded);

    var node =
        running
            .admin()
            .getNodeExecution(
                NodeExecutionGetRequest.newBuilder()
                    .setId(NodeExecutionIdentifier.newBuilder().setExecutionId(id).setNodeId("n1"))
                    .build());
    assertThat(node.getClosure().getError().getCode())
        .isEqualTo("RemoteChildWorkflowExecutionFailed");
    assertThat(node.getClosure().getError().getMessage())
        .isEqualTo(
            "Execution '%s' of the launch plan failed: [USER:RuntimeError] no good 2"
                .formatted(node.getClosure().getWorkflowNodeMetadata().getExecutionId().getName()));
  }

  @Test
  void theReportOfANodesTaskIsFoundAtTheNode() throws IOException {
    running.executor.report("rec.inc", "<p>one more</p>");
    var id = launch(RecordedWorkflows.recording("nested"));

    var uri = deckUri(id, "n0-0-n0");
    assertThat(running.blobs.read(uri)).asString().isEqualTo("<p>one more</p>");
    assertThat(uri).endsWith("/data/0/deck.html");
    assertThat(link(id, "n0-0-n0/d")).isPositive();
    assertThat(link(id, "n0-0-n0/0/d")).isPositive();
    assertThat(List.of("start-node", "n0", "n0-0-n1", "end-node"))
        .allSatisfy(node -> assertThat(deckUri(id, node)).isEmpty());
  }

  private String deckUri(WorkflowExecutionIdentifier id, String node) {
    return running
        .admin()
        .getNodeExecution(
            NodeExecutionGetRequest.newBuilder()
                .setId(NodeExecutionIdentifier.newBuilder().setExecutionId(id).setNodeId(node))
                .build())
        .getClosure()
        .getDeckUri();
  }

  private int link(WorkflowExecutionIdentifier id, String path) {
    return DataProxyServiceGrpc.newBlockingStub(running.trusted())
        .getData(
            GetDataRequest.newBuilder()
                .setFlyteUrl(
                    "flyte://v1/%s/%s/%s/%s"
                        .formatted(id.getProject(), id.getDomain(), id.getName(), path))
                .build())
        .getPreSignedUrls()
        .getSignedUrlCount();
  }

  private WorkflowExecutionIdentifier launch(JsonObject recorded) throws IOException {
    new RecordedWorkflows(running).register(recorded);
    var plan = recorded.getAsJsonObject("launch_plan");
    var planId = RecordedWorkflows.read(plan.get("id"), Identifier.newBuilder()).build();
    running
        .admin()
        .createLaunchPlan(
            LaunchPlanCreateRequest.newBuilder()
                .setId(planId)
                .setSpec(RecordedWorkflows.read(plan.get("spec"), LaunchPlanSpec.newBuilder()))
                .build());
    var id =
        running
            .admin()
            .createExecution(
                ExecutionCreateRequest.newBuilder()
                    .setProject("flytesnacks")
                    .setDomain("development")
                    .setSpec(ExecutionSpec.newBuilder().setLaunchPlan(planId))
                    .build())
            .getId();
    var events = running.updraft().watch(WatchRequest.newBuilder().addIds(id).build());
    while (!events.next().getLast()) {
      // until it has ended
    }
    return id;
  }
}
