package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.flyteidl.admin.NamedEntityIdentifier;
import com.flyteidl.admin.ObjectGetRequest;
import com.flyteidl.admin.ResourceListRequest;
import com.flyteidl.admin.WorkflowCreateRequest;
import com.flyteidl.admin.WorkflowSpec;
import com.flyteidl.core.Binding;
import com.flyteidl.core.BindingData;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.Literal;
import com.flyteidl.core.LiteralCollection;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.LiteralType;
import com.flyteidl.core.Node;
import com.flyteidl.core.OutputReference;
import com.flyteidl.core.Primitive;
import com.flyteidl.core.ResourceType;
import com.flyteidl.core.Scalar;
import com.flyteidl.core.SimpleType;
import com.flyteidl.core.TaskNode;
import com.flyteidl.core.TypedInterface;
import com.flyteidl.core.Variable;
import com.flyteidl.core.WorkflowTemplate;
import com.google.gson.JsonParser;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes, depths and counts beyond what anybody needs. */
class LimitsTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static RunningServer running;

  @BeforeAll
  static void start(@TempDir Path home) {
    running = RunningServer.at(home);
    running.admin().createTask(Tasks.register("inc", Tasks.template()));
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  /** What is taken can be read: an answer has a few levels more than the request had. */
  @ParameterizedTest
  @ValueSource(ints = {20, 40, 60, 80, 85, 88, 89, 90, 91, 92, 93, 94, 95, 97, 150, 1000})
  void aDeepTypeIsRefusedInWordsOrComesBack(int depth) {
    var type = LiteralType.newBuilder().setSimple(SimpleType.INTEGER).build();
    for (int i = 0; i < depth; i++) {
      type = LiteralType.newBuilder().setCollectionType(type).build();
    }
    var template = Tasks.template();
    template
        .getInterfaceBuilder()
        .getInputsBuilder()
        .putVariables("a", Variable.newBuilder().setType(type).build());
    var request = Tasks.register("deep" + depth, template);

    var created = soon(() -> running.admin().createTask(request));

    if (created.isOk()) {
      var read =
          soon(
              () ->
                  running
                      .admin()
                      .getTask(ObjectGetRequest.newBuilder().setId(request.getId()).build()));
      assertThat(read.isOk()).as(read.toString()).isTrue();
    } else {
      assertThat(depth).isGreaterThan(40);
      refusedInWords(created);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 45, 49, 60, 1000})
  void aDeepLiteralIsRefusedInWords(int depth) {
    var value = Tasks.integer(1);
    for (int i = 0; i < depth; i++) {
      value =
          Literal.newBuilder()
              .setCollection(LiteralCollection.newBuilder().addLiterals(value))
              .build();
    }
    var request = Tasks.launch("deep-literal-" + depth, "inc", Tasks.map("a", value));

    refusedInWords(soon(() -> running.admin().createExecution(request)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":", "[", "{\"id\":{\"project\":["})
  void aDeepBodyIsRefusedInWords(String step) throws Exception {
    refusedInWords(soon("POST", "/api/v1/tasks", step.repeat(200_000)));
    refusedInWords(
        soon(
            "POST",
            "/api/v1/tasks",
            step.repeat(1000) + "1" + step.replaceAll("[^\\[{]", "").repeat(1000)));
  }

  /** Written out, the number has a thousand million digits. */
  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "\"1e999999999\"", "-1e999999999", "1e-999999999", "0x1"})
  void aNumberThatIsTooLargeIsRefusedAtOnce(String number) throws Exception {
    for (var body :
        new String[] {
          "{\"spec\": {\"template\": {\"metadata\": {\"retries\": {\"retries\": %s}}}}}",
          "{\"spec\": {\"template\": {\"task_type_version\": %s}}}",
          "{\"spec\": {\"template\": {\"metadata\": {\"cache_serializable\": %s}}}}"
        }) {
      refusedInWords(soon("POST", "/api/v1/tasks", body.formatted(number)));
    }
  }

  @Test
  void aHugeMapOfInputsIsRefusedWithoutNamingAllOfIt() {
    var inputs = LiteralMap.newBuilder();
    for (int i = 0; i < 200_000; i++) {
      inputs.putLiterals("name-" + i, Tasks.integer(i));
    }

    var refused =
        soon(
            () -> running.admin().createExecution(Tasks.launch("huge-map", "inc", inputs.build())));

    refusedInWords(refused);
  }

  @Test
  void tenThousandNodesAreRefusedAlsoInAnInnerWorkflow() {
    var large = flow("large", 10_001, i -> task("n" + i, i == 0 ? "start-node" : "n" + (i - 1)));

    var outer = soon(() -> running.admin().createWorkflow(request(large)));
    refusedInWords(outer);
    assertThat(outer.getDescription()).contains("it has 10001 nodes; at most 100 are allowed");

    var small = flow("small", 1, i -> task("n" + i, "start-node"));
    var inner = request(small).toBuilder();
    inner.getSpecBuilder().addSubWorkflows(large);
    var refused = soon(() -> running.admin().createWorkflow(inner.build()));
    refusedInWords(refused);
    assertThat(refused.getDescription())
        .contains("Workflow 'large'", "it has 10001 nodes; at most 100 are allowed");
  }

  @Test
  void aCycleADanglingPromiseAndAWrongTypeAreToldTogether() {
    var template =
        flow("broken", 2, i -> task("n" + i, "n" + (1 - i))).toBuilder()
            .addNodes(task("dangling", "nobody"))
            .addNodes(
                task("typed", "start-node").toBuilder()
                    .setInputs(
                        0,
                        bound(
                            BindingData.newBuilder()
                                .setScalar(
                                    Scalar.newBuilder()
                                        .setPrimitive(Primitive.newBuilder().setStringValue("x")))
                                .build())))
            .build();

    var refused = soon(() -> running.admin().createWorkflow(request(template)));

    refusedInWords(refused);
    assertThat(refused.getDescription())
        .contains("with 3 problems")
        .contains("node 'dangling'", "nobody")
        .contains("node 'typed'", "integer")
        .containsIgnoringCase("n0")
        .containsIgnoringCase("n1");
  }

  @Test
  void thousandsOfProblemsAreToldAsFarAsAnAnswerHasRoom() {
    var template = flow("manywrong", 100, i -> task("n" + i, "missing-" + "x".repeat(100) + i));

    var refused = soon(() -> running.admin().createWorkflow(request(template)));

    refusedInWords(refused);
    assertThat(refused.getDescription()).contains("100 problems", "characters more");
  }

  @ParameterizedTest
  @ValueSource(ints = {5_000, 100_000, 1_000_000})
  void aLongFilterIsReadOrRefusedInWords(int letters) throws Exception {
    for (var filter :
        new String[] {
          "eq(name," + "x".repeat(letters) + ")",
          "eq(name,x)+".repeat(letters / 11),
          "value_in(name," + "x;".repeat(letters / 2) + ")",
          "(".repeat(letters),
          "a".repeat(letters) + "(" + ",".repeat(letters)
        }) {
      var status =
          soon(
              () ->
                  running
                      .admin()
                      .listTasks(
                          ResourceListRequest.newBuilder()
                              .setId(
                                  NamedEntityIdentifier.newBuilder()
                                      .setProject("updraft")
                                      .setDomain("development"))
                              .setLimit(10)
                              .setFilters(filter)
                              .build()));
      if (!status.isOk()) {
        refusedInWords(status);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5_000, 200_000})
  void aLongFilterOverRestIsRefusedInWords(int letters) throws Exception {
    var list = "/api/v1/tasks/updraft/development?limit=1&filters=";

    refusedInWords(soon("GET", list + "x".repeat(letters), ""));
  }

  @Test
  void aFilterOfManyNamesFitsAnAddress() throws Exception {
    var names = IntStream.range(0, 300).mapToObj(i -> "some-name-" + i);
    var answer =
        soon(
            "GET",
            "/api/v1/tasks/updraft/development?limit=1&filters=value_in(name,"
                + names.collect(Collectors.joining("%3B"))
                + ")",
            "");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static WorkflowTemplate flow(String name, int nodes, IntFunction<Node> node) {
    var template =
        WorkflowTemplate.newBuilder()
            .setId(id(name))
            .setInterface(
                TypedInterface.newBuilder().setInputs(Tasks.template().getInterface().getInputs()));
    IntStream.range(0, nodes).mapToObj(node).forEach(template::addNodes);
    return template.build();
  }

  /** A node that runs {@code inc} on what another node gives. */
  private static Node task(String id, String from) {
    var promise =
        OutputReference.newBuilder()
            .setNodeId(from.equals("start-node") ? "" : from)
            .setVar(from.equals("start-node") ? "a" : "o0");
    return Node.newBuilder()
        .setId(id)
        .setTaskNode(TaskNode.newBuilder().setReferenceId(Tasks.id("inc")))
        .addInputs(bound(BindingData.newBuilder().setPromise(promise).build()))
        .build();
  }

  private static Binding bound(BindingData data) {
    return Binding.newBuilder().setVar("a").setBinding(data).build();
  }

  private static Identifier id(String name) {
    return Tasks.id(name).toBuilder().setResourceType(ResourceType.WORKFLOW).build();
  }

  private static WorkflowCreateRequest request(WorkflowTemplate template) {
    return WorkflowCreateRequest.newBuilder()
        .setId(template.getId())
        .setSpec(WorkflowSpec.newBuilder().setTemplate(template))
        .build();
  }

  private static void refusedInWords(Status status) {
    assertThat(status.getCode())
        .as(status.toString())
        .isIn(Status.Code.INVALID_ARGUMENT, Status.Code.RESOURCE_EXHAUSTED);
    assertThat(status.getDescription()).hasSizeGreaterThan(20);
  }

  private static void refusedInWords(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
    var message =
        JsonParser.parseString(answer.body()).getAsJsonObject().get("message").getAsString();
    assertThat(message).hasSizeGreaterThan(20).doesNotContain("Exception");
  }

  private static Status soon(Runnable call) {
    return assertTimeoutPreemptively(
        SOON,
        () -> {
          try {
            call.run();
            return Status.OK;
          } catch (StatusRuntimeException e) {
            return e.getStatus();
          }
        });
  }

  private static HttpResponse<String> soon(String verb, String path, String body) {
    return assertTimeoutPreemptively(
        SOON,
        () ->
            running.http(
                verb,
                path,
                body.getBytes(StandardCharsets.UTF_8),
                "authorization",
                "Bearer " + RunningServer.TOKEN.text(),
                "accept",
                "application/json",
                "content-type",
                "application/json"));
  }
}
