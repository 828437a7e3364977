package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.admin.ExecutionCreateRequest;
import com.flyteidl.admin.ExecutionSpec;
import com.flyteidl.admin.LaunchPlanCreateRequest;
import com.flyteidl.admin.LaunchPlanSpec;
import com.flyteidl.admin.Signal;
import com.flyteidl.admin.SignalListRequest;
import com.flyteidl.admin.SignalSetRequest;
import com.flyteidl.admin.WorkflowExecutionGetDataRequest;
import com.flyteidl.admin.WorkflowExecutionGetRequest;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.Literal;
import com.flyteidl.core.Primitive;
import com.flyteidl.core.Scalar;
import com.flyteidl.core.SignalIdentifier;
import com.flyteidl.core.WorkflowExecution;
import com.flyteidl.core.WorkflowExecutionIdentifier;
import com.flyteidl.service.SignalServiceGrpc;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recorded workflow of gates: a value, a consent and a time that somebody must send or wait.
 */
class GateTest {
  private RunningServer running;
  private WorkflowExecutionIdentifier id;

  @BeforeEach
  void launch(@TempDir Path home) throws IOException {
    running = RunningServer.at(home);
    body("rec.inc", a -> a + 1);
    body("rec.dbl", a -> 2 * a);
    id = launch(RecordedWorkflows.recording("gate"));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void aValueAndAConsentOpenTheGates() throws Exception {
    awaitSignal("factor");
    set("factor", whole(21));
    awaitSignal("ok");
    assertThat(value("factor")).isEqualTo(whole(21));
    assertThat(value("ok")).isEqualTo(Literal.getDefaultInstance());
    set("ok", yes(true));

    awaitPhase(WorkflowExecution.Phase.SUCCEEDED);
    assertThat(outputs()).isEqualTo(42);
    assertThat(value("ok")).isEqualTo(yes(true));
  }

  @Test
  void aRefusalIsTheExecutionsFailure() throws Exception {
    awaitSignal("factor");
    set("factor", whole(1));
    awaitSignal("ok");
    set("ok", yes(false));

    awaitPhase(WorkflowExecution.Phase.FAILED);
    var error = running.admin().getExecution(get()).getClosure().getError();
    assertThat(error.getCode()).isEqualTo("ReceivedRejectSignal");
    assertThat(error.getMessage()).isEqualTo("Somebody refused the approval 'ok'.");
    assertThat(value("ok")).isEqualTo(yes(false));
  }

  @Test
  void whatNoGateWaitsForIsRefusedWithWhatTheyDo() throws Exception {
    awaitSignal("factor");

    assertThatThrownBy(() -> set("factro", whole(1)))
        .hasMessage(
            "INVALID_ARGUMENT: Execution '%s' does not wait for a signal 'factro': signal does not exist. It has reached the gates of factor."
                .formatted(id.getName()));
    assertThatThrownBy(() -> set("factor", yes(true)))
        .hasMessage(
            "INVALID_ARGUMENT: Signal 'factor' of execution '%s' is an integer, but got the boolean true."
                .formatted(id.getName()));
  }

  @Test
  void anExecutionThatIsNotThereHasNoSignals() {
    var nobody = id.toBuilder().setName("nope").build();
    var list =
        signals()
            .listSignals(
                SignalListRequest.newBuilder().setWorkflowExecutionId(nobody).setLimit(5).build());

    assertThat(list.getSignalsList()).isEmpty();
  }

  private void body(String task, LongUnaryOperator does) {
    running.executor.body(
        task, given -> Tasks.map("o0", Tasks.integer(does.applyAsLong(Tasks.integer(given, "a")))));
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
    return running
        .admin()
        .createExecution(
            ExecutionCreateRequest.newBuilder()
                .setProject("flytesnacks")
                .setDomain("development")
                .setSpec(ExecutionSpec.newBuilder().setLaunchPlan(planId))
                .build())
        .getId();
  }

  private SignalServiceGrpc.SignalServiceBlockingStub signals() {
    return SignalServiceGrpc.newBlockingStub(running.trusted());
  }

  private List<Signal> list() {
    return signals()
        .listSignals(SignalListRequest.newBuilder().setWorkflowExecutionId(id).setLimit(5).build())
        .getSignalsList();
  }

  private void awaitSignal(String signal) throws InterruptedException {
    Eventually.isTrue(
        "there is the signal " + signal,
        () -> list().stream().anyMatch(each -> each.getId().getSignalId().equals(signal)));
  }

  private Literal value(String signal) {
    return list().stream()
        .filter(each -> each.getId().getSignalId().equals(signal))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private void set(String signal, Literal value) {
    var ignored =
        signals()
            .setSignal(
                SignalSetRequest.newBuilder()
                    .setId(SignalIdentifier.newBuilder().setSignalId(signal).setExecutionId(id))
                    .setValue(value)
                    .build());
  }

  private WorkflowExecutionGetRequest get() {
    return WorkflowExecutionGetRequest.newBuilder().setId(id).build();
  }

  private void awaitPhase(WorkflowExecution.Phase phase) throws InterruptedException {
    Eventually.isTrue(
        "it is " + phase,
        () -> running.admin().getExecution(get()).getClosure().getPhase() == phase);
  }

  private long outputs() {
    var data =
        running
            .admin()
            .getExecutionData(WorkflowExecutionGetDataRequest.newBuilder().setId(id).build());
    return Tasks.integer(data.getFullOutputs(), "o0");
  }

  private static Literal whole(long value) {
    return Literal.newBuilder()
        .setScalar(Scalar.newBuilder().setPrimitive(Primitive.newBuilder().setInteger(value)))
        .build();
  }

  private static Literal yes(boolean value) {
    return Literal.newBuilder()
        .setScalar(Scalar.newBuilder().setPrimitive(Primitive.newBuilder().setBoolean(value)))
        .build();
  }
}
