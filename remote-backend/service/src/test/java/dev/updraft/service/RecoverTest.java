package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.admin.Execution;
import com.flyteidl.admin.ExecutionCreateRequest;
import com.flyteidl.admin.ExecutionMetadata.ExecutionMode;
import com.flyteidl.admin.ExecutionRecoverRequest;
import com.flyteidl.admin.ExecutionRelaunchRequest;
import com.flyteidl.admin.ExecutionSpec;
import com.flyteidl.admin.NodeExecutionGetRequest;
import com.flyteidl.admin.WorkflowExecutionGetDataRequest;
import com.flyteidl.admin.WorkflowExecutionGetRequest;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.NodeExecutionIdentifier;
import com.flyteidl.core.WorkflowExecution;
import com.flyteidl.core.WorkflowExecutionIdentifier;
import dev.updraft.service.v1.Event;
import dev.updraft.service.v1.ListArtifactsRequest;
import dev.updraft.service.v1.TailLogsRequest;
import dev.updraft.service.v1.WatchRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executions go on where earlier ones failed: what ended well is not done again. */
class RecoverTest {
  private RunningServer running;

  @BeforeEach
  void start(@TempDir Path home) {
    running = RunningServer.at(home);
    body("rec.inc", a -> a + 1);
    body("rec.dbl", a -> 2 * a);
    broken("rec.flaky_user");
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void recoveredNodesAreThoseOfTheRecording() throws IOException {
    var recorded = RecordedWorkflows.recording("recover");
    var failed = launch("user-failure", 5);
    var id = recover(failed, "");

    assertThat(NodeShapes.of(running.admin(), id))
        .isEqualTo(NodeShapes.of(recorded.getAsJsonArray("nodes")));
    var taken = recorded.getAsJsonArray("nodes").get(0).getAsJsonObject();
    assertThat(Normal.of(RecordedWorkflows.json(node(id, "n0"))))
        .isEqualTo(Normal.of(taken.get("node_execution")));
    var metadata = execution(id).getSpec().getMetadata();
    assertThat(metadata.getMode()).isEqualTo(ExecutionMode.RECOVERED);
    assertThat(metadata.getReferenceExecution()).isEqualTo(failed);
    assertThat(running.executor.runs("rec.inc")).isEqualTo(1);
    assertThat(running.executor.runs("rec.flaky_user")).isEqualTo(2);
  }

  @Test
  void theLogOfWhatWasTakenOverIsTheMakers() throws IOException {
    var failed = launch("user-failure", 5);
    running.logs.print(running.executor.attempts("rec.inc").getFirst(), "adding one\n");
    var id = recover(failed, "");

    assertThat(log(failed, "n0")).isEqualTo("adding one\n");
    assertThat(log(id, "n0")).isEqualTo("adding one\n");
  }

  private String log(WorkflowExecutionIdentifier id, String node) {
    var text = new StringBuilder();
    running
        .updraft()
        .tailLogs(TailLogsRequest.newBuilder().setId(id).setNode(node).setAttempt(-1).build())
        .forEachRemaining(chunk -> text.append(chunk.getText().toStringUtf8()));
    return text.toString();
  }

  @Test
  void aHitNamesTheExecutionAndNodeThatPeopleKnow() throws IOException {
    var recorded = RecordedWorkflows.recording("user-failure");
    for (var task :
        recorded
            .getAsJsonObject("workflow")
            .getAsJsonObject("closure")
            .getAsJsonObject("compiled_workflow")
            .getAsJsonArray("tasks")) {
      var metadata = task.getAsJsonObject().getAsJsonObject("template").getAsJsonObject("metadata");
      metadata.addProperty("discoverable", true);
      metadata.addProperty("discovery_version", "1");
    }
    new RecordedWorkflows(running).register(recorded);
    var plan = new RecordedWorkflows(running).plan(recorded);
    var first = launch(plan, 5);
    running.logs.print(running.executor.attempts("rec.inc").getFirst(), "adding one\n");
    var second = launch(plan, 5);

    var source =
        node(second, "n0")
            .getClosure()
            .getTaskNodeMetadata()
            .getCatalogKey()
            .getSourceTaskExecution();
    assertThat(source.getNodeExecutionId().getExecutionId()).isEqualTo(first);
    assertThat(source.getNodeExecutionId().getNodeId()).isEqualTo("n0");
    assertThat(source.getRetryAttempt()).isZero();
    assertThat(source.getTaskId().getName()).isEqualTo("rec.inc");
    assertThat(log(second, "n0")).as("the maker's").isEqualTo("adding one\n");
    var artifact =
        running
            .updraft()
            .listArtifacts(
                ListArtifactsRequest.newBuilder()
                    .setProject("flytesnacks")
                    .setDomain("development")
                    .setTask("rec.inc")
                    .setLimit(9)
                    .build())
            .getArtifacts(0);
    assertThat(artifact.getSource()).isEqualTo(source);
    assertThat(artifact.getInputs().getLiteralsOrThrow("a")).isEqualTo(Tasks.integer(5));
  }

  @Test
  void whatWasMendedGoesOnFromWhereItFailed() throws IOException {
    var failed = launch("user-failure", 5);
    body("rec.flaky_user", a -> a * 10);
    var id = recover(failed, "mended");

    assertThat(id.getName()).isEqualTo("mended");
    assertThat(execution(id).getClosure().getPhase()).isEqualTo(WorkflowExecution.Phase.SUCCEEDED);
    assertThat(output(id)).isEqualTo(60);
    assertThat(running.executor.runs("rec.inc")).isEqualTo(1);
  }

  @Test
  void watchersAreToldWhatWasTakenOverAndFromWhere() throws IOException {
    var failed = launch("user-failure", 5);
    var id = recover(recover(failed, "second"), "third");

    assertThat(told(id))
        .filteredOn(event -> event.getNode().equals("n0"))
        .extracting(event -> event.getNodePhase().name(), Event::getWhy)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "RECOVERED", "Taken over from execution '%s'.".formatted(failed.getName())));
  }

  @Test
  void aRecoveredExecutionIsRecoveredAgain() throws IOException {
    var first = launch("user-failure", 5);
    var second = recover(first, "second");
    body("rec.flaky_user", a -> a * 10);
    var third = recover(second, "third");
    var fourth = recover(third, "fourth");

    assertThat(output(fourth)).isEqualTo(60);
    assertThat(execution(fourth).getSpec().getMetadata().getReferenceExecution()).isEqualTo(third);
    assertThat(node(fourth, "n1").getClosure().getPhase().name()).isEqualTo("RECOVERED");
    assertThat(running.executor.runs("rec.inc")).isEqualTo(1);
    assertThat(running.executor.runs("rec.flaky_user")).isEqualTo(3);
  }

  @Test
  void whatFailedWithinAWorkflowOrALaunchPlanGoesOnThere() throws IOException {
    broken("rec.dbl");
    var failed = launch("nested", 1);
    var done = running.executor.runs("rec.inc");
    body("rec.dbl", a -> 2 * a);
    var id = recover(failed, "");

    assertThat(execution(id).getClosure().getPhase()).isEqualTo(WorkflowExecution.Phase.SUCCEEDED);
    assertThat(output(id)).isEqualTo(4);
    assertThat(NodeShapes.of(running.admin(), id))
        .anySatisfy(line -> assertThat(line).startsWith("  n0-0-n0 (n0) RECOVERED, 0 attempts"))
        .anySatisfy(line -> assertThat(line).startsWith("  n0-0-n1 (n1) SUCCEEDED, 1 attempts"));
    assertThat(running.executor.runs("rec.inc")).isEqualTo(done);

    var again = recover(id, "");
    assertThat(NodeShapes.of(running.admin(), again))
        .allSatisfy(line -> assertThat(line).doesNotContain("n0-0-"))
        .filteredOn(line -> line.startsWith("n"))
        .allSatisfy(line -> assertThat(line).contains("RECOVERED"));
    assertThat(output(again)).isEqualTo(4);
  }

  @Test
  void theChosenArmOfABranchIsTakenOver() throws IOException {
    var succeeded = launch("branch-elif", 1);
    var done = running.executor.runs("rec.inc") + running.executor.runs("rec.dbl");
    var id = recover(succeeded, "");

    assertThat(output(id)).isEqualTo(output(succeeded));
    assertThat(running.executor.runs("rec.inc") + running.executor.runs("rec.dbl")).isEqualTo(done);
    assertThat(node(id, "n1").getClosure().getPhase().name()).isEqualTo("RECOVERED");
  }

  @Test
  void whatTidiesUpAfterAFailureDoesSoAgain() throws IOException {
    var cleaned = new ArrayList<Long>();
    running.executor.body(
        "rec.cleanup",
        inputs -> {
          cleaned.add(Tasks.integer(inputs, "a"));
          return LiteralMap.getDefaultInstance();
        });
    var failed = launch("failure-node", 5);
    assertThat(cleaned).containsExactly(5L);
    recover(failed, "");
    assertThat(cleaned).containsExactly(5L, 5L);
  }

  @Test
  void aRunningExecutionIsNotRecovered() throws IOException {
    running.admin().createTask(Tasks.register("hangs", Tasks.template()));
    running
        .admin()
        .createExecution(Tasks.launch("live", "hangs", Tasks.map("a", Tasks.integer(1))));

    assertThatThrownBy(() -> recoverRequest(Tasks.execution("live"), "x"))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
              assertThat(e.getStatus().getDescription())
                  .isEqualTo(
                      "Cannot recover execution 'live': it is RUNNING. Wait for its end, or abort it first.");
            });
  }

  @Test
  void aTaskByItselfIsTakenOverOrRunsAgain() {
    running.admin().createTask(Tasks.register("task", Tasks.template()));
    body("task", a -> a + 1);
    var inputs = Tasks.map("a", Tasks.integer(1));
    running.admin().createExecution(Tasks.launch("good", "task", inputs));
    told(Tasks.execution("good"));
    var taken = recover(Tasks.execution("good"), "taken");
    assertThat(node(taken, "task").getClosure().getPhase().name()).isEqualTo("RECOVERED");
    assertThat(output(taken)).isEqualTo(2);
    assertThat(running.executor.runs("task")).isEqualTo(1);

    broken("task");
    running.admin().createExecution(Tasks.launch("bad", "task", inputs));
    told(Tasks.execution("bad"));
    body("task", a -> a + 1);
    var mended = recover(Tasks.execution("bad"), "mended");
    assertThat(node(mended, "task").getClosure().getPhase().name()).isEqualTo("SUCCEEDED");
    assertThat(execution(mended).getSpec().getMetadata().getReferenceExecution().getName())
        .isEqualTo("bad");
    assertThat(running.executor.runs("task")).isEqualTo(3);
  }

  @Test
  void aRelaunchRunsAllOfItAgain() throws IOException {
    var failed = launch("user-failure", 5);
    var id =
        running
            .admin()
            .relaunchExecution(ExecutionRelaunchRequest.newBuilder().setId(failed).build())
            .getId();
    told(id);

    assertThat(running.executor.runs("rec.inc")).isEqualTo(2);
    var spec = execution(id).getSpec();
    assertThat(spec.getMetadata().getMode()).isEqualTo(ExecutionMode.RELAUNCH);
    assertThat(spec.getMetadata().getReferenceExecution()).isEqualTo(failed);
    assertThat(data(id).getFullInputs().getLiteralsOrThrow("a")).isEqualTo(Tasks.integer(5));
  }

  private void body(String task, LongUnaryOperator does) {
    running.executor.body(
        task,
        inputs -> Tasks.map("o0", Tasks.integer(does.applyAsLong(Tasks.integer(inputs, "a")))));
  }

  private void broken(String task) {
    body(
        task,
        a -> {
          throw new IllegalArgumentException("no good " + a);
        });
  }

  private WorkflowExecutionIdentifier launch(String recording, long a) throws IOException {
    var recorded = RecordedWorkflows.recording(recording);
    new RecordedWorkflows(running).register(recorded);
    return launch(new RecordedWorkflows(running).plan(recorded), a);
  }

  private WorkflowExecutionIdentifier launch(Identifier planId, long a) {
    var id =
        running
            .admin()
            .createExecution(
                ExecutionCreateRequest.newBuilder()
                    .setProject("flytesnacks")
                    .setDomain("development")
                    .setInputs(Tasks.map("a", Tasks.integer(a)))
                    .setSpec(ExecutionSpec.newBuilder().setLaunchPlan(planId))
                    .build())
            .getId();
    told(id);
    return id;
  }

  private WorkflowExecutionIdentifier recover(WorkflowExecutionIdentifier old, String name) {
    var id = recoverRequest(old, name);
    told(id);
    return id;
  }

  private WorkflowExecutionIdentifier recoverRequest(WorkflowExecutionIdentifier old, String name) {
    return running
        .admin()
        .recoverExecution(ExecutionRecoverRequest.newBuilder().setId(old).setName(name).build())
        .getId();
  }

  /** All that happens until it has ended. */
  private List<Event> told(WorkflowExecutionIdentifier id) {
    var told = new ArrayList<Event>();
    var events = running.updraft().watch(WatchRequest.newBuilder().addIds(id).build());
    do {
      told.add(events.next());
    } while (!told.getLast().getLast());
    return told;
  }

  private Execution execution(WorkflowExecutionIdentifier id) {
    return running.admin().getExecution(WorkflowExecutionGetRequest.newBuilder().setId(id).build());
  }

  private com.flyteidl.admin.NodeExecution node(WorkflowExecutionIdentifier id, String node) {
    return running
        .admin()
        .getNodeExecution(
            NodeExecutionGetRequest.newBuilder()
                .setId(NodeExecutionIdentifier.newBuilder().setExecutionId(id).setNodeId(node))
                .build());
  }

  private com.flyteidl.admin.WorkflowExecutionGetDataResponse data(WorkflowExecutionIdentifier id) {
    return running
        .admin()
        .getExecutionData(WorkflowExecutionGetDataRequest.newBuilder().setId(id).build());
  }

  private long output(WorkflowExecutionIdentifier id) {
    LiteralMap outputs = data(id).getFullOutputs();
    return Tasks.integer(outputs, "o0");
  }
}
