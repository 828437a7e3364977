package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.flyteidl.admin.ExecutionCreateRequest;
import com.flyteidl.admin.ExecutionSpec;
import com.flyteidl.admin.NodeExecutionGetDataRequest;
import com.flyteidl.admin.NodeExecutionListRequest;
import com.flyteidl.admin.ObjectGetRequest;
import com.flyteidl.admin.TaskCreateRequest;
import com.flyteidl.admin.TaskExecutionGetDataRequest;
import com.flyteidl.admin.TaskExecutionListRequest;
import com.flyteidl.admin.TaskSpec;
import com.flyteidl.admin.WorkflowExecutionGetDataRequest;
import com.flyteidl.admin.WorkflowExecutionGetRequest;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.TaskTemplate;
import com.flyteidl.core.WorkflowExecutionIdentifier;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What we answer against what a real Flyte answered to the same calls. Only ids, times, hosts and
 * texts may differ: they are replaced by their kind on both sides.
 */
class RecordingTest {
  private RunningServer running;

  @BeforeEach
  void start(@TempDir Path home) {
    running = RunningServer.at(home);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void singleTaskIsAnsweredAsRecorded() throws Exception {
    var recorded = recording("single-task");
    var inputs =
        read(
            recorded.get("execution_data").getAsJsonObject().get("full_inputs"),
            LiteralMap.newBuilder());
    running.executor.body(
        "rec.inc", given -> Tasks.map("o0", Tasks.integer(Tasks.integer(given, "a") + 1)));
    register(recorded);
    var id = launch(recorded, inputs.build());

    var ours = answers(id);
    assertSame(recorded, ours, "execution");
    assertSame(recorded, ours, "execution_data");
    assertSame(recorded, ours, "nodes");
    assertSame(recorded, ours, "workflow");
  }

  /**
   * The recording is of a workflow; each of its cached nodes is launched here as a task by itself.
   */
  @Test
  void missAndHitAreAnsweredAsRecorded() throws Exception {
    var miss = recording("frames-miss");
    var hit = recording("frames-hit");
    for (var node : List.of("n0", "n1")) {
      var made = node(miss, node);
      var template = template(miss, made);
      var outputs = read(data(made).get("full_outputs"), LiteralMap.newBuilder()).build();
      var inputs = atHome(read(data(made).get("full_inputs"), LiteralMap.newBuilder()).build());
      running.executor.body(template.getId().getName(), given -> atHome(outputs));
      register(template);

      var missed = onlyNode(launch(template, inputs));
      assertThat(normal(closure(missed))).isEqualTo(normal(closure(made)));
      var again = onlyNode(launch(template, inputs));
      assertThat(normal(closure(again))).isEqualTo(normal(closure(node(hit, node))));
      assertThat(again.get("task_executions").getAsJsonArray()).isEmpty();
      assertThat(running.executor.runs(template.getId().getName())).isEqualTo(1);
      var key = closure(again).getAsJsonObject("task_node_metadata").getAsJsonObject("catalog_key");
      var recordedKey =
          closure(made).getAsJsonObject("task_node_metadata").getAsJsonObject("catalog_key");
      assertThat(key.get("dataset_id")).isEqualTo(recordedKey.get("dataset_id"));
      if (node.equals("n0")) { // the other's input is a frame, whose uri is in the key
        assertThat(key.getAsJsonObject("artifact_tag").get("name"))
            .isEqualTo(recordedKey.getAsJsonObject("artifact_tag").get("name"));
      }
    }
  }

  @Test
  void failureOfTheUsersIsAnsweredAsRecorded() throws Exception {
    var recorded = recording("user-failure");
    var failed = node(recorded, "n1");
    var template = template(recorded, failed);
    running.executor.body(
        template.getId().getName(),
        given -> {
          throw new IllegalArgumentException("no good 2 ".repeat(20));
        });
    register(template);
    var id = launch(template, Tasks.map("a", Tasks.integer(2)));
    var ours = answers(id);

    var closure = ours.getAsJsonObject("execution").getAsJsonObject("closure");
    var theirs = recorded.getAsJsonObject("execution").getAsJsonObject("closure");
    closure.add("workflow_id", theirs.get("workflow_id")); // there the task stood in a workflow
    assertThat(normal(closure)).isEqualTo(normal(theirs));
    var node = onlyNode(id);
    assertThat(normal(node.get("task_executions")))
        .isEqualTo(normal(failed.get("task_executions")));
    assertThat(normal(closure(node))).isEqualTo(normal(closure(failed)));
    assertThat(closure(node).getAsJsonObject("error").get("message").getAsString()).hasSize(100);
    assertThat(nodes(ours)).doesNotContainKey("end-node");
  }

  // The recorded calls

  private void register(JsonObject recorded) throws IOException {
    var task =
        recorded
            .getAsJsonObject("workflow")
            .getAsJsonObject("closure")
            .getAsJsonObject("compiled_workflow")
            .getAsJsonArray("tasks")
            .get(0)
            .getAsJsonObject();
    register(read(task.get("template"), TaskTemplate.newBuilder()).build());
  }

  private void register(TaskTemplate template) {
    running
        .admin()
        .createTask(
            TaskCreateRequest.newBuilder()
                .setId(template.getId())
                .setSpec(TaskSpec.newBuilder().setTemplate(template))
                .build());
  }

  /** With the spec as flytekit sent it: the recorded one without what the server adds. */
  private WorkflowExecutionIdentifier launch(JsonObject recorded, LiteralMap inputs)
      throws Exception {
    var spec = read(recorded.getAsJsonObject("execution").get("spec"), ExecutionSpec.newBuilder());
    spec.getMetadataBuilder().clearSystemMetadata();
    return launch(spec.clearSecurityContext(), inputs);
  }

  private WorkflowExecutionIdentifier launch(TaskTemplate task, LiteralMap inputs)
      throws Exception {
    return launch(ExecutionSpec.newBuilder().setLaunchPlan(task.getId()), inputs);
  }

  private WorkflowExecutionIdentifier launch(ExecutionSpec.Builder spec, LiteralMap inputs)
      throws Exception {
    var created =
        running
            .admin()
            .createExecution(
                ExecutionCreateRequest.newBuilder()
                    .setProject("flytesnacks")
                    .setDomain("development")
                    .setSpec(spec)
                    .setInputs(inputs)
                    .build());
    Eventually.isTrue("the execution has ended", () -> ended(created.getId()));
    return created.getId();
  }

  private boolean ended(WorkflowExecutionIdentifier id) {
    return switch (running
        .admin()
        .getExecution(WorkflowExecutionGetRequest.newBuilder().setId(id).build())
        .getClosure()
        .getPhase()) {
      case SUCCEEDED, FAILED, ABORTED, TIMED_OUT -> true;
      case UNDEFINED, QUEUED, RUNNING, SUCCEEDING, FAILING, ABORTING, UNRECOGNIZED -> false;
    };
  }

  /** Our answers in the recordings' form. */
  private JsonObject answers(WorkflowExecutionIdentifier id) {
    var admin = running.admin();
    var all = new JsonObject();
    var execution = admin.getExecution(WorkflowExecutionGetRequest.newBuilder().setId(id).build());
    all.add("execution", json(execution));
    all.add(
        "execution_data",
        json(
            admin.getExecutionData(
                WorkflowExecutionGetDataRequest.newBuilder().setId(id).build())));
    all.add("nodes", nodes(id));
    all.add(
        "workflow",
        json(
            admin.getWorkflow(
                ObjectGetRequest.newBuilder()
                    .setId(execution.getClosure().getWorkflowId())
                    .build())));
    return all;
  }

  private JsonArray nodes(WorkflowExecutionIdentifier id) {
    var admin = running.admin();
    var nodes = new JsonArray();
    var list =
        admin.listNodeExecutions(
            NodeExecutionListRequest.newBuilder().setWorkflowExecutionId(id).setLimit(100).build());
    for (var node : list.getNodeExecutionsList()) {
      var one = new JsonObject();
      one.add("node_execution", json(node));
      one.add(
          "data",
          json(
              admin.getNodeExecutionData(
                  NodeExecutionGetDataRequest.newBuilder().setId(node.getId()).build())));
      var tasks = new JsonArray();
      var attempts =
          admin.listTaskExecutions(
              TaskExecutionListRequest.newBuilder()
                  .setNodeExecutionId(node.getId())
                  .setLimit(100)
                  .build());
      for (var attempt : attempts.getTaskExecutionsList()) {
        var task = new JsonObject();
        task.add("task_execution", json(attempt));
        task.add(
            "data",
            json(
                admin.getTaskExecutionData(
                    TaskExecutionGetDataRequest.newBuilder().setId(attempt.getId()).build())));
        tasks.add(task);
      }
      one.add("task_executions", tasks);
      nodes.add(one);
    }
    return nodes;
  }

  // Reading the recordings

  private static JsonObject recording(String name) throws IOException {
    try (var in = RecordingTest.class.getResourceAsStream("/recordings/" + name + ".json")) {
      return JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .getAsJsonObject();
    }
  }

  private static <B extends Message.Builder> B read(JsonElement json, B into) throws IOException {
    JsonFormat.parser().merge(json.toString(), into);
    return into;
  }

  private static JsonElement json(MessageOrBuilder message) {
    try {
      return JsonParser.parseString(
          JsonFormat.printer().preservingProtoFieldNames().print(message));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonObject onlyNode(WorkflowExecutionIdentifier id) {
    var nodes = new ArrayList<JsonObject>();
    nodes(id).forEach(node -> nodes.add(node.getAsJsonObject()));
    return nodes.stream().filter(node -> !nodeId(node).endsWith("-node")).findFirst().orElseThrow();
  }

  private static Map<String, JsonObject> nodes(JsonObject answers) {
    var nodes = new TreeMap<String, JsonObject>();
    answers
        .getAsJsonArray("nodes")
        .forEach(node -> nodes.put(nodeId(node.getAsJsonObject()), node.getAsJsonObject()));
    return nodes;
  }

  private static JsonObject node(JsonObject recorded, String id) {
    return Objects.requireNonNull(nodes(recorded).get(id));
  }

  private static String nodeId(JsonObject node) {
    return node.getAsJsonObject("node_execution")
        .getAsJsonObject("id")
        .get("node_id")
        .getAsString();
  }

  private static JsonObject closure(JsonObject node) {
    return node.getAsJsonObject("node_execution").getAsJsonObject("closure");
  }

  private static JsonObject data(JsonObject node) {
    return node.getAsJsonObject("data");
  }

  private static TaskTemplate template(JsonObject recorded, JsonObject node) throws IOException {
    var wanted =
        node.getAsJsonArray("task_executions")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("task_execution")
            .getAsJsonObject("id")
            .get("task_id");
    for (var task :
        recorded
            .getAsJsonObject("workflow")
            .getAsJsonObject("closure")
            .getAsJsonObject("compiled_workflow")
            .getAsJsonArray("tasks")) {
      var template = task.getAsJsonObject().get("template");
      if (template.getAsJsonObject().get("id").equals(wanted)) {
        return read(template, TaskTemplate.newBuilder()).build();
      }
    }
    throw new AssertionError("no template " + wanted);
  }

  /** Frames in our store, where they may be: a file stands at each of their uris. */
  private LiteralMap atHome(LiteralMap literals) {
    var moved = literals.toBuilder();
    literals
        .getLiteralsMap()
        .forEach(
            (name, literal) -> {
              if (literal.getScalar().hasStructuredDataset()) {
                var uri = running.blobs.uri("data", "aa", "frame");
                running.blobs.put(uri + "/00000", new byte[] {1});
                var here = literal.toBuilder();
                here.getScalarBuilder().getStructuredDatasetBuilder().setUri(uri);
                moved.putLiterals(name, here.build());
              }
            });
    return moved.build();
  }

  private static void assertSame(JsonObject recorded, JsonObject ours, String part) {
    assertThat(normal(ours.get(part))).as(part).isEqualTo(normal(recorded.get(part)));
  }

  // What may differ

  private static JsonElement normal(JsonElement element) {
    return Normal.of(element);
  }
}
