package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.admin.ExecutionCreateRequest;
import com.flyteidl.admin.LaunchPlanCreateRequest;
import com.flyteidl.admin.LaunchPlanSpec;
import com.flyteidl.admin.NamedEntityIdentifier;
import com.flyteidl.admin.NamedEntityIdentifierListRequest;
import com.flyteidl.admin.ObjectGetRequest;
import com.flyteidl.admin.ResourceListRequest;
import com.flyteidl.admin.TaskCreateRequest;
import com.flyteidl.admin.TaskSpec;
import com.flyteidl.core.Blob;
import com.flyteidl.core.BlobMetadata;
import com.flyteidl.core.BlobType;
import com.flyteidl.core.Container;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.Literal;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.LiteralType;
import com.flyteidl.core.ResourceType;
import com.flyteidl.core.Scalar;
import com.flyteidl.core.TaskTemplate;
import com.flyteidl.core.Variable;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Registering and launching: what is taken, and what a bad request is told. */
class CreateTest {
  private static RunningServer running;

  @BeforeAll
  static void start(@TempDir Path home) {
    running = RunningServer.at(home);
    var admin = running.admin();
    admin.createTask(Tasks.register("train", Tasks.template()));
    var file = Tasks.template();
    file.getInterfaceBuilder()
        .getInputsBuilder()
        .clearVariables()
        .putVariables(
            "raw",
            Variable.newBuilder()
                .setType(LiteralType.newBuilder().setBlob(BlobType.getDefaultInstance()))
                .build());
    admin.createTask(Tasks.register("load", file));
    running.executor.body("train", given -> Tasks.map("o0", given.getLiteralsOrThrow("a")));
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void sameTaskAgainAlreadyExists() {
    assertThatThrownBy(() -> running.admin().createTask(Tasks.register("train", Tasks.template())))
        .hasMessageStartingWith("ALREADY_EXISTS");
  }

  @Test
  void otherTaskUnderTheSameVersionIsRefused() {
    assertThatThrownBy(
            () ->
                running
                    .admin()
                    .createTask(Tasks.register("train", Tasks.template().setType("echo"))))
        .hasMessageStartingWith("INVALID_ARGUMENT")
        .hasMessageContaining("version");
  }

  @Test
  void orderOfTheInterfaceDoesNotMakeAnotherTask() {
    var b = Tasks.template();
    b.getInterfaceBuilder()
        .getInputsBuilder()
        .clearVariables()
        .putVariables("x", Tasks.integer("x"))
        .putVariables("y", Tasks.integer("y"));
    running.admin().createTask(Tasks.register("ordered", b));
    b.getInterfaceBuilder()
        .getInputsBuilder()
        .clearVariables()
        .putVariables("y", Tasks.integer("y"))
        .putVariables("x", Tasks.integer("x"));
    assertThatThrownBy(() -> running.admin().createTask(Tasks.register("ordered", b)))
        .hasMessageStartingWith("ALREADY_EXISTS");
  }

  @Test
  void fieldsThatWeDoNotKnowComeBack() throws Exception {
    var unknown =
        UnknownFieldSet.newBuilder()
            .addField(
                4711,
                Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8("future")).build())
            .build();
    var template = Tasks.template().setUnknownFields(unknown);
    running.admin().createTask(Tasks.register("future", template));
    var back =
        running.admin().getTask(ObjectGetRequest.newBuilder().setId(Tasks.id("future")).build());
    assertThat(back.getClosure().getCompiledTask().getTemplate().getUnknownFields())
        .isEqualTo(unknown);
    var launch = Tasks.launch("keepsunknown", "train", Tasks.map("a", Tasks.integer(1)));
    running
        .admin()
        .createExecution(
            launch.toBuilder()
                .setSpec(launch.getSpec().toBuilder().setUnknownFields(unknown))
                .build());
    assertThat(
            running
                .admin()
                .getExecution(
                    com.flyteidl.admin.WorkflowExecutionGetRequest.newBuilder()
                        .setId(Tasks.execution("keepsunknown"))
                        .build())
                .getSpec()
                .getUnknownFields())
        .isEqualTo(unknown);
  }

  @Test
  void everythingWrongWithATaskIsSaidAtOnce() {
    var bad = TaskTemplate.newBuilder().setContainer(Container.getDefaultInstance());
    assertThatThrownBy(() -> running.admin().createTask(Tasks.register("bad", bad)))
        .hasMessageStartingWith("INVALID_ARGUMENT: Cannot register task 'bad'")
        .hasMessageContaining("missing type")
        .hasMessageContaining("missing metadata")
        .hasMessageContaining("missing typed interface")
        .hasMessageContaining("its container has no image");
  }

  @Test
  void taskWithoutTemplateIsMissingItsSpec() {
    var empty =
        TaskCreateRequest.newBuilder()
            .setId(Tasks.id("empty"))
            .setSpec(TaskSpec.getDefaultInstance())
            .build();
    assertThatThrownBy(() -> running.admin().createTask(empty))
        .hasMessageStartingWith("INVALID_ARGUMENT")
        .hasMessageContaining("missing spec");
  }

  @Test
  void oddLettersInATasksNameAreFine() {
    running.admin().createTask(Tasks.register("a b/c", Tasks.template()));
    var ids =
        running
            .admin()
            .listTaskIds(
                NamedEntityIdentifierListRequest.newBuilder()
                    .setProject("updraft")
                    .setDomain("development")
                    .setLimit(100)
                    .build());
    assertThat(ids.getEntitiesList())
        .extracting(NamedEntityIdentifier::getName)
        .contains("a b/c", "train")
        .doesNotHaveDuplicates();
  }

  @Test
  void taskWithoutAVersionIsTheLatest() {
    running.admin().createTask(Tasks.register("latest", Tasks.template()));
    var second = Tasks.register("latest", Tasks.template().setType("python-task")).toBuilder();
    second.getIdBuilder().setVersion("v2");
    running.admin().createTask(second.build());
    var any = Tasks.id("latest").toBuilder().clearVersion();
    assertThat(running.admin().getTask(ObjectGetRequest.newBuilder().setId(any).build()).getId())
        .isEqualTo(second.getId());
  }

  @Test
  void unknownProjectAndTaskAreNamed() {
    var nowhere = Tasks.register("x", Tasks.template()).toBuilder();
    nowhere.getIdBuilder().setProject("nowhere");
    assertThatThrownBy(() -> running.admin().createTask(nowhere.build()))
        .hasMessageStartingWith("INVALID_ARGUMENT")
        .hasMessageContaining("nowhere")
        .hasMessageContaining("updraft");
    assertThatThrownBy(
            () ->
                running
                    .admin()
                    .createExecution(
                        launch(b -> b.getSpecBuilder().setLaunchPlan(Tasks.id("trian")))))
        .hasMessageStartingWith("NOT_FOUND")
        .hasMessageContaining("'trian'")
        .hasMessageContaining("Did you mean 'train'");
  }

  static Stream<Arguments> badLaunches() {
    return Stream.of(
        bad(
            b -> b.setInputs(Tasks.map("a", Tasks.text("12k"))),
            "Input 'a' of task 'train' is an integer, but got the string \"12k\". Pass an integer, or declare the parameter otherwise."),
        bad(
            b -> b.setInputs(LiteralMap.getDefaultInstance()),
            "Input 'a' of task 'train' is missing. It is an integer; pass one."),
        bad(
            b -> b.setInputs(Tasks.map("aa", Tasks.integer(1))),
            "Input 'a' of task 'train' is missing. It is an integer; pass one.\nTask 'train' has no input 'aa'. Did you mean 'a'? It takes: a."),
        bad(b -> b.setName("Not_A_Name!"), "'Not_A_Name!' cannot name an execution"),
        bad(b -> b.setName("a".repeat(64)), "has 64 characters; an execution's has at most 63"),
        bad(b -> b.setDomain("nowhere"), "nowhere"),
        bad(b -> b.clearProject(), "An execution needs a project and a domain."),
        bad(
            b -> b.getSpecBuilder().getLaunchPlanBuilder().setResourceType(ResourceType.WORKFLOW),
            "only a TASK or a LAUNCH_PLAN can be launched"),
        bad(
            b -> b.getSpecBuilder().getLabelsBuilder().putValues("updraft-user", "né!"),
            "Not a label's value: updraft-user='né!'"));
  }

  @ParameterizedTest
  @MethodSource("badLaunches")
  void badLaunchIsRefused(ExecutionCreateRequest request, String says) {
    assertThatThrownBy(() -> running.admin().createExecution(request))
        .hasMessageStartingWith("INVALID_ARGUMENT")
        .hasMessageContaining(says);
  }

  @Test
  void inputsOverTheLimitAreRefusedWithAWayOut() {
    var large = launch(b -> b.setInputs(Tasks.map("a", Tasks.text("x".repeat(10 << 20)))));
    assertThatThrownBy(() -> running.admin().createExecution(large))
        .hasMessageStartingWith("INVALID_ARGUMENT: The inputs have 104857")
        .hasMessageContaining("Pass large values as files or frames");
  }

  @Test
  void fileOutsideTheStoreIsRefused() {
    assertThatThrownBy(() -> running.admin().createExecution(load("file:///etc/passwd")))
        .hasMessageStartingWith(
            "INVALID_ARGUMENT: Input 'raw' of task 'load': 'file:///etc/passwd' is not in this store")
        .hasMessageContaining("Upload the file first");
    var gone = running.blobs.uri("up", "gone");
    assertThatThrownBy(() -> running.admin().createExecution(load(gone)))
        .hasMessageContaining("there is nothing at '" + gone + "'");
  }

  @Test
  void takenNameIsRefusedWhateverTheInputs() {
    running
        .admin()
        .createExecution(Tasks.launch("once", "train", Tasks.map("a", Tasks.integer(1))));
    assertThatThrownBy(
            () ->
                running
                    .admin()
                    .createExecution(
                        Tasks.launch("once", "train", Tasks.map("a", Tasks.integer(2)))))
        .hasMessageStartingWith("ALREADY_EXISTS");
  }

  @Test
  void namelessExecutionGetsFlytesKindOfName() {
    var id = running.admin().createExecution(launch(b -> b.clearName())).getId();
    assertThat(id.getName()).matches("a[a-z0-9]{19}");
  }

  @Test
  void launchPlanAddsItsInputs() throws Exception {
    var plan =
        plan("fixed", LaunchPlanSpec.newBuilder().setFixedInputs(Tasks.map("a", Tasks.integer(5))));
    running.admin().createLaunchPlan(plan);
    var launch =
        launch(b -> b.setName("byplan").clearInputs().getSpecBuilder().setLaunchPlan(plan.getId()));
    running.admin().createExecution(launch);
    assertThat(
            running
                .engine
                .executions()
                .inputs(new dev.updraft.model.ExecutionId("updraft", "development", "byplan")))
        .isEqualTo(Tasks.map("a", Tasks.integer(5)).toByteArray());
    var against = launch(b -> b.getSpecBuilder().setLaunchPlan(plan.getId()));
    assertThatThrownBy(() -> running.admin().createExecution(against))
        .hasMessageContaining("Launch plan 'fixed' fixes a");
  }

  @Test
  void launchPlanOfAnUnknownWorkflowIsNotFound() {
    var spec =
        LaunchPlanSpec.newBuilder()
            .setWorkflowId(Tasks.id("flow").toBuilder().setResourceType(ResourceType.WORKFLOW));
    var plan =
        LaunchPlanCreateRequest.newBuilder()
            .setId(Tasks.id("flow").toBuilder().setResourceType(ResourceType.LAUNCH_PLAN))
            .setSpec(spec)
            .build();
    assertThatThrownBy(() -> running.admin().createLaunchPlan(plan))
        .hasMessageStartingWith("NOT_FOUND")
        .hasMessageContaining("No workflow 'flow' (project 'updraft'");
  }

  static Stream<Arguments> badLists() {
    return Stream.of(
        badList(b -> b.setLimit(0), "A list's limit is 0"),
        badList(b -> b.setFilters("eq(colour,red)"), "'colour' is no filter here."),
        badList(b -> b.setFilters("eq(phsae,red)"), "Did you mean 'phase'?"),
        badList(b -> b.setFilters("eq(phase"), "'eq(phase' is not a filter"),
        badList(b -> b.setFilters("gt(created_at,yesterday)"), "wants a time such as"),
        badList(b -> b.setToken("x"), "The token 'x' is not one that a list gave"),
        badList(b -> b.getSortByBuilder().setKey("colour"), "'colour' is no sort key here."),
        badList(b -> b.clearId(), "A list needs a project and a domain"));
  }

  @ParameterizedTest
  @MethodSource("badLists")
  void badListIsRefused(ResourceListRequest request, String says) {
    assertThatThrownBy(() -> running.admin().listExecutions(request))
        .hasMessageStartingWith("INVALID_ARGUMENT")
        .hasMessageContaining(says);
  }

  @Test
  void listIsFilteredAndPaged() throws Exception {
    running.admin().createTask(Tasks.register("paged", Tasks.template()));
    for (var i = 0; i < 3; i++) {
      running
          .admin()
          .createExecution(Tasks.launch("page" + i, "paged", Tasks.map("a", Tasks.integer(i))));
    }
    var request =
        list(
            b ->
                b.setFilters("eq(task.name,paged)")
                    .setLimit(2)
                    .getSortByBuilder()
                    .setKey("created_at"));
    var first = running.admin().listExecutions(request);
    assertThat(first.getExecutionsList())
        .extracting(e -> e.getId().getName())
        .containsExactly("page2", "page1");
    assertThat(first.getToken()).as("behind the last row").endsWith(".page1");
    for (var token : java.util.List.of(first.getToken(), "2")) {
      var second = running.admin().listExecutions(request.toBuilder().setToken(token).build());
      assertThat(second.getExecutionsList())
          .as("flytectl counts rows by itself")
          .extracting(e -> e.getId().getName())
          .containsExactly("page0");
      assertThat(second.getToken()).isEmpty();
    }
  }

  @Test
  void unknownProjectsListIsEmpty() {
    assertThat(
            running
                .admin()
                .listTasks(list(b -> b.getIdBuilder().setProject("nowhere")))
                .getTasksCount())
        .isZero();
  }

  private static LaunchPlanCreateRequest plan(String name, LaunchPlanSpec.Builder spec) {
    return LaunchPlanCreateRequest.newBuilder()
        .setId(Tasks.id(name).toBuilder().setResourceType(ResourceType.LAUNCH_PLAN))
        .setSpec(
            spec.setWorkflowId(
                Identifier.newBuilder(Tasks.id(".flytegen.train"))
                    .setResourceType(ResourceType.WORKFLOW)))
        .build();
  }

  private static ExecutionCreateRequest load(String uri) {
    var blob =
        Blob.newBuilder()
            .setUri(uri)
            .setMetadata(BlobMetadata.newBuilder().setType(BlobType.getDefaultInstance()));
    var literal = Literal.newBuilder().setScalar(Scalar.newBuilder().setBlob(blob)).build();
    return Tasks.launch("", "load", Tasks.map("raw", literal));
  }

  private static Arguments bad(Consumer<ExecutionCreateRequest.Builder> change, String says) {
    return Arguments.of(launch(change), says);
  }

  private static ExecutionCreateRequest launch(Consumer<ExecutionCreateRequest.Builder> change) {
    var request = Tasks.launch("neverused", "train", Tasks.map("a", Tasks.integer(1))).toBuilder();
    change.accept(request);
    return request.build();
  }

  private static Arguments badList(Consumer<ResourceListRequest.Builder> change, String says) {
    return Arguments.of(list(change), says);
  }

  private static ResourceListRequest list(Consumer<ResourceListRequest.Builder> change) {
    var request =
        ResourceListRequest.newBuilder()
            .setId(
                NamedEntityIdentifier.newBuilder().setProject("updraft").setDomain("development"))
            .setLimit(5);
    change.accept(request);
    return request.build();
  }
}
