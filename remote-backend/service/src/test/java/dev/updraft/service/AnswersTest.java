package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.flyteidl.admin.ExecutionCreateRequest;
import com.flyteidl.admin.ExecutionMetadata;
import com.flyteidl.admin.ExecutionSpec;
import com.flyteidl.admin.LaunchPlanCreateRequest;
import com.flyteidl.admin.LaunchPlanSpec;
import com.flyteidl.admin.WorkflowExecutionGetRequest;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.ResourceType;
import com.flyteidl.core.WorkflowExecution;
import com.flyteidl.core.WorkflowExecutionIdentifier;
import com.flyteidl.service.AdminServiceGrpc;
import com.flyteidl.service.DataProxyServiceGrpc;
import com.flyteidl.service.SignalServiceGrpc;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each recorded call, right or wrong, made again in the recorded order: the code is the one that a
 * real Flyte gave, but for those in {@code answers-that-differ.properties}, where each has a
 * reason.
 */
class AnswersTest {
  private static final String DIFFERENCES = "/recordings/answers-that-differ.properties";

  /** Which call a case makes, by how its name begins; the first that fits. */
  private static final Map<String, MethodDescriptor<?, ?>> CALLS = calls();

  private static final Map<String, Status> given = new HashMap<>();
  private static RunningServer running;

  private static Map<String, MethodDescriptor<?, ?>> calls() {
    var calls = new LinkedHashMap<String, MethodDescriptor<?, ?>>();
    calls.put("get a task", AdminServiceGrpc.getGetTaskMethod());
    calls.put("get a workflow", AdminServiceGrpc.getGetWorkflowMethod());
    calls.put("get a launch plan", AdminServiceGrpc.getGetLaunchPlanMethod());
    calls.put("get an execution", AdminServiceGrpc.getGetExecutionMethod());
    calls.put("get node execution", AdminServiceGrpc.getGetNodeExecutionMethod());
    calls.put("get data", DataProxyServiceGrpc.getGetDataMethod());
    calls.put("list tasks", AdminServiceGrpc.getListTasksMethod());
    calls.put("list executions", AdminServiceGrpc.getListExecutionsMethod());
    calls.put("list projects", AdminServiceGrpc.getListProjectsMethod());
    calls.put("list signals", SignalServiceGrpc.getListSignalsMethod());
    calls.put("set a signal", SignalServiceGrpc.getSetSignalMethod());
    calls.put("create", AdminServiceGrpc.getCreateTaskMethod());
    calls.put("launch", AdminServiceGrpc.getCreateExecutionMethod());
    calls.put("terminate", AdminServiceGrpc.getTerminateExecutionMethod());
    calls.put("recover", AdminServiceGrpc.getRecoverExecutionMethod());
    calls.put("relaunch", AdminServiceGrpc.getRelaunchExecutionMethod());
    calls.put("archive an execution", AdminServiceGrpc.getUpdateExecutionMethod());
    calls.put("register a project", AdminServiceGrpc.getRegisterProjectMethod());
    calls.put("version", AdminServiceGrpc.getGetVersionMethod());
    calls.put("upload location", DataProxyServiceGrpc.getCreateUploadLocationMethod());
    return calls;
  }

  /** What the recorded calls found: two workflows with their tasks and plans, a task that ended. */
  @BeforeAll
  static void start(@TempDir Path home) throws Exception {
    running = RunningServer.at(home);
    var recorded = new RecordedWorkflows(running);
    var branch = RecordedWorkflows.recording("branch-elif");
    var fail = RecordedWorkflows.recording("user-failure");
    register(recorded, branch, new HashSet<>());
    register(recorded, fail, tasks(branch));
    body("rec.inc", a -> a + 1);
    body("rec.dbl", a -> a * 2);
    var finished =
        WorkflowExecutionIdentifier.newBuilder()
            .setProject("flytesnacks")
            .setDomain("development")
            .setName("af2c7944nmvbwvnqs2km")
            .build();
    running
        .admin()
        .createExecution(
            ExecutionCreateRequest.newBuilder()
                .setProject(finished.getProject())
                .setDomain(finished.getDomain())
                .setName(finished.getName())
                .setSpec(
                    ExecutionSpec.newBuilder()
                        .setLaunchPlan(
                            RecordedWorkflows.closure(branch).getTasks(1).getTemplate().getId())
                        .setMetadata(ExecutionMetadata.getDefaultInstance()))
                .setInputs(Tasks.map("a", Tasks.integer(1)))
                .build());
    Eventually.isTrue("it has ended", () -> succeeded(finished));
    for (var each : answers()) {
      given.put(name(each), call(each));
    }
  }

  private static void body(String task, LongUnaryOperator does) {
    running.executor.body(
        task,
        inputs -> Tasks.map("o0", Tasks.integer(does.applyAsLong(Tasks.integer(inputs, "a")))));
  }

  private static boolean succeeded(WorkflowExecutionIdentifier id) {
    return running
            .admin()
            .getExecution(WorkflowExecutionGetRequest.newBuilder().setId(id).build())
            .getClosure()
            .getPhase()
        == WorkflowExecution.Phase.SUCCEEDED;
  }

  private static Identifier plan(JsonObject recorded) throws IOException {
    return RecordedWorkflows.request(recorded).getId().toBuilder()
        .setResourceType(ResourceType.LAUNCH_PLAN)
        .build();
  }

  private static Set<String> tasks(JsonObject recorded) throws IOException {
    var names = new HashSet<String>();
    RecordedWorkflows.closure(recorded)
        .getTasksList()
        .forEach(task -> names.add(task.getTemplate().getId().getName()));
    return names;
  }

  private static void register(RecordedWorkflows recorded, JsonObject workflow, Set<String> there)
      throws IOException {
    recorded.registerTasks(workflow, there);
    var request = RecordedWorkflows.request(workflow);
    recorded.create(request);
    running
        .admin()
        .createLaunchPlan(
            LaunchPlanCreateRequest.newBuilder()
                .setId(plan(workflow))
                .setSpec(LaunchPlanSpec.newBuilder().setWorkflowId(request.getId()))
                .build());
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  static Stream<String> names() throws IOException {
    return answers().stream().map(AnswersTest::name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void codeIsTheRecordedOneOrDiffersForAReason(String name) throws IOException {
    var differs = differences().getProperty(key(name));
    var ours = Objects.requireNonNull(given.get(name));
    var recorded =
        answers().stream().filter(each -> name(each).equals(name)).findFirst().orElseThrow();
    var code = recorded.get("code").getAsString();
    if (differs == null) {
      assertThat(ours.getCode().name()).as(() -> name + ": " + ours).isEqualTo(code);
    } else {
      assertThat(differs).matches(ours.getCode() + ": .{20,}");
      assertThat(ours.getCode().name()).isNotEqualTo(code);
    }
    if (!ours.isOk()) {
      assertThat(ours.getDescription()).isNotBlank();
    }
  }

  @Test
  void everyDifferenceIsOfARecordedCall() throws IOException {
    assertThat(names().map(AnswersTest::key))
        .hasSize(42)
        .containsAll(differences().stringPropertyNames());
  }

  private static String key(String name) {
    return name.replace(' ', '-');
  }

  private static String name(JsonObject answer) {
    return answer.get("case").getAsString();
  }

  private static Status call(JsonObject answer) throws IOException {
    var method =
        CALLS.entrySet().stream()
            .filter(call -> name(answer).startsWith(call.getKey()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("No call is known for: " + name(answer)))
            .getValue();
    return call(method, answer.getAsJsonObject("request"));
  }

  private static <Q, A> Status call(MethodDescriptor<Q, A> method, JsonObject sent)
      throws IOException {
    var marshaller = (MethodDescriptor.PrototypeMarshaller<Q>) method.getRequestMarshaller();
    var empty = (Message) Objects.requireNonNull(marshaller.getMessagePrototype());
    var bytes = RecordedWorkflows.read(sent, empty.newBuilderForType()).build().toByteString();
    try {
      ClientCalls.blockingUnaryCall(
          running.trusted(), method, CallOptions.DEFAULT, method.parseRequest(bytes.newInput()));
      return Status.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }

  private static List<JsonObject> answers() throws IOException {
    try (var in = file("/recordings/answers.json")) {
      JsonArray all =
          JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
              .getAsJsonArray();
      var answers = new ArrayList<JsonObject>();
      all.forEach(each -> answers.add(each.getAsJsonObject()));
      return answers;
    }
  }

  private static Properties differences() throws IOException {
    try (var in = file(DIFFERENCES)) {
      var differences = new Properties();
      differences.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return differences;
    }
  }

  private static InputStream file(String name) {
    return Objects.requireNonNull(AnswersTest.class.getResourceAsStream(name), name);
  }
}
