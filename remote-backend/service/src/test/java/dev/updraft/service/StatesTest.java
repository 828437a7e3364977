package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.admin.ExecutionState;
import com.flyteidl.admin.ExecutionUpdateRequest;
import com.flyteidl.admin.Labels;
import com.flyteidl.admin.NamedEntity;
import com.flyteidl.admin.NamedEntityGetRequest;
import com.flyteidl.admin.NamedEntityIdentifier;
import com.flyteidl.admin.NamedEntityListRequest;
import com.flyteidl.admin.NamedEntityMetadata;
import com.flyteidl.admin.NamedEntityState;
import com.flyteidl.admin.NamedEntityUpdateRequest;
import com.flyteidl.admin.Project;
import com.flyteidl.admin.Project.ProjectState;
import com.flyteidl.admin.ProjectGetRequest;
import com.flyteidl.admin.ProjectListRequest;
import com.flyteidl.admin.ProjectRegisterRequest;
import com.flyteidl.admin.ResourceListRequest;
import com.flyteidl.admin.WorkflowExecutionGetRequest;
import com.flyteidl.core.ResourceType;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archiving executions, names and projects, as Flyte's clients do it. */
class StatesTest {
  private RunningServer running;

  @BeforeEach
  void start(@TempDir Path home) {
    running = RunningServer.at(home);
    running.executor.body("inc", given -> Tasks.map("o0", Tasks.integer(1)));
    running.admin().createTask(Tasks.register("inc", Tasks.template()));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void archivedExecutionIsListedOnlyWhenAFilterSpeaksOfStates() {
    launch("one");
    launch("two");
    update("one", ExecutionState.EXECUTION_ARCHIVED);

    assertThat(executions("")).containsExactly("two");
    assertThat(executions("eq(phase,SUCCEEDED)+eq(state,1)")).isSubsetOf("one");
    for (var filter : List.of("eq(state,1)", "eq(execution.state,EXECUTION_ARCHIVED)")) {
      assertThat(executions(filter)).containsExactly("one");
    }
    assertThat(executions("value_in(state,0;1)")).containsExactlyInAnyOrder("one", "two");
    var change = state("one");
    assertThat(change.getState()).isEqualTo(ExecutionState.EXECUTION_ARCHIVED);
    assertThat(change.getOccurredAt()).isNotEqualTo(state("two").getOccurredAt());

    update("one", ExecutionState.EXECUTION_ACTIVE);
    assertThat(executions("")).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void unknownExecutionOrStateIsRefused() {
    assertThatThrownBy(() -> update("none", ExecutionState.EXECUTION_ARCHIVED))
        .hasMessageStartingWith("NOT_FOUND")
        .hasMessageContaining("No execution 'none'");
    assertThatThrownBy(() -> executions("eq(state,gone)"))
        .hasMessageStartingWith("INVALID_ARGUMENT")
        .hasMessageContaining("'gone' is no state. Write 0 or ACTIVE");
  }

  @Test
  void nameIsDescribedAndArchived() {
    running.admin().createTask(Tasks.register("dec", Tasks.template()));
    assertThat(name(ResourceType.TASK, "inc").getMetadata().getState())
        .isEqualTo(NamedEntityState.NAMED_ENTITY_ACTIVE);
    said(ResourceType.TASK, "inc", "Adds one", NamedEntityState.NAMED_ENTITY_ARCHIVED);

    var named = name(ResourceType.TASK, "inc");
    assertThat(named.getId()).isEqualTo(id("inc"));
    assertThat(named.getResourceType()).isEqualTo(ResourceType.TASK);
    assertThat(named.getMetadata().getDescription()).isEqualTo("Adds one");
    assertThat(named.getMetadata().getState()).isEqualTo(NamedEntityState.NAMED_ENTITY_ARCHIVED);
    assertThat(names("")).containsExactly("dec", "inc");
    assertThat(names("eq(state,0)")).containsExactly("dec");
    assertThat(names("eq(named_entity_metadata.state,1)")).containsExactly("inc");
    assertThat(names("contains(name,e)")).containsExactly("dec");
  }

  @Test
  void workflowOfATaskByItselfIsSystemGenerated() {
    assertThat(name(ResourceType.WORKFLOW, ".flytegen.inc").getMetadata().getState())
        .isEqualTo(NamedEntityState.SYSTEM_GENERATED);
  }

  @Test
  void namesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> name(ResourceType.TASK, "imc"))
        .hasMessageStartingWith("NOT_FOUND")
        .hasMessageContaining("No task 'imc'")
        .hasMessageContaining("'inc'");
    assertThatThrownBy(() -> said(ResourceType.TASK, "imc", "", NamedEntityState.SYSTEM_GENERATED))
        .hasMessageStartingWith("NOT_FOUND");
    assertThatThrownBy(() -> name(ResourceType.DATASET, "inc"))
        .hasMessageStartingWith("INVALID_ARGUMENT")
        .hasMessageContaining("not of DATASET");
    assertThatThrownBy(
            () ->
                said(
                    ResourceType.TASK,
                    "inc",
                    "x".repeat(301),
                    NamedEntityState.NAMED_ENTITY_ACTIVE))
        .hasMessageStartingWith("INVALID_ARGUMENT")
        .hasMessageContaining("301 characters");
  }

  @Test
  void nothingIsAddedToAnArchivedProject() throws Exception {
    var fraud = Project.newBuilder().setId("updraft").setName("Fraud").setDescription("x");
    var labels = Labels.newBuilder().putValues("team", "risk");
    var archived = fraud.setLabels(labels).setState(ProjectState.ARCHIVED).build();
    running.admin().updateProject(archived);

    var stored =
        running.admin().getProject(ProjectGetRequest.newBuilder().setId("updraft").build());
    assertThat(stored.toBuilder().clearDomains().build()).isEqualTo(archived);
    assertThat(projects("")).containsExactly("flytesnacks");
    assertThat(projects("eq(state,1)")).containsExactly("updraft");
    assertThatThrownBy(() -> running.admin().createTask(Tasks.register("other", Tasks.template())))
        .hasMessageStartingWith("INVALID_ARGUMENT")
        .hasMessageContaining("Project 'updraft' is archived");
    assertThatThrownBy(() -> launch("one")).hasMessageContaining("Project 'updraft' is archived");

    assertThat(rest("PUT", "/projects/updraft", "{\"state\": \"ACTIVE\"}").statusCode())
        .isEqualTo(200);
    launch("one");
    assertThat(projects("")).containsExactly("flytesnacks", "updraft");
    assertThat(rest("GET", "/projects/updraft", "").body()).contains("\"name\":\"Fraud\"");
  }

  @Test
  void projectsThatCannotBeAreRefused() {
    assertThatThrownBy(
            () -> running.admin().updateProject(Project.newBuilder().setId("updrift").build()))
        .hasMessageStartingWith("NOT_FOUND")
        .hasMessageContaining("'updraft'");
    var labels = Labels.newBuilder().putValues("a b", "c").putValues("d", "\n");
    assertThatThrownBy(
            () ->
                running
                    .admin()
                    .registerProject(
                        ProjectRegisterRequest.newBuilder()
                            .setProject(
                                Project.newBuilder()
                                    .setId("p")
                                    .setDescription("x".repeat(301))
                                    .setLabels(labels))
                            .build()))
        .hasMessageStartingWith("INVALID_ARGUMENT")
        .hasMessageContaining("'a b=c' is no label")
        .hasMessageContaining("'d=\n' is no label")
        .hasMessageContaining("301 characters");
  }

  private void launch(String name) {
    running.admin().createExecution(Tasks.launch(name, "inc", Tasks.map("a", Tasks.integer(1))));
  }

  private void update(String name, ExecutionState state) {
    running
        .admin()
        .updateExecution(
            ExecutionUpdateRequest.newBuilder()
                .setId(Tasks.execution(name))
                .setState(state)
                .build());
  }

  private com.flyteidl.admin.ExecutionStateChangeDetails state(String name) {
    return running
        .admin()
        .getExecution(WorkflowExecutionGetRequest.newBuilder().setId(Tasks.execution(name)).build())
        .getClosure()
        .getStateChangeDetails();
  }

  private List<String> executions(String filters) {
    return running
        .admin()
        .listExecutions(
            ResourceListRequest.newBuilder().setId(id("")).setLimit(9).setFilters(filters).build())
        .getExecutionsList()
        .stream()
        .map(execution -> execution.getId().getName())
        .toList();
  }

  private static NamedEntityIdentifier id(String name) {
    return NamedEntityIdentifier.newBuilder()
        .setProject("updraft")
        .setDomain("development")
        .setName(name)
        .build();
  }

  private NamedEntity name(ResourceType type, String name) {
    return running
        .admin()
        .getNamedEntity(
            NamedEntityGetRequest.newBuilder().setResourceType(type).setId(id(name)).build());
  }

  private void said(ResourceType type, String name, String text, NamedEntityState state) {
    running
        .admin()
        .updateNamedEntity(
            NamedEntityUpdateRequest.newBuilder()
                .setResourceType(type)
                .setId(id(name))
                .setMetadata(NamedEntityMetadata.newBuilder().setDescription(text).setState(state))
                .build());
  }

  private List<String> names(String filters) {
    return running
        .admin()
        .listNamedEntities(
            NamedEntityListRequest.newBuilder()
                .setResourceType(ResourceType.TASK)
                .setProject("updraft")
                .setDomain("development")
                .setLimit(9)
                .setFilters(filters)
                .build())
        .getEntitiesList()
        .stream()
        .map(named -> named.getId().getName())
        .toList();
  }

  private List<String> projects(String filters) {
    return running
        .admin()
        .listProjects(ProjectListRequest.newBuilder().setFilters(filters).build())
        .getProjectsList()
        .stream()
        .map(Project::getId)
        .toList();
  }

  private HttpResponse<String> rest(String method, String path, String body) throws Exception {
    return running.http(
        method,
        "/api/v1" + path,
        body.getBytes(StandardCharsets.UTF_8),
        "authorization",
        "Bearer " + RunningServer.TOKEN.text(),
        "accept",
        "application/json",
        "content-type",
        "application/json");
  }
}
