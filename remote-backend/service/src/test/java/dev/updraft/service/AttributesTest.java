package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.admin.ExecutionQueueAttributes;
import com.flyteidl.admin.ListMatchableAttributesRequest;
import com.flyteidl.admin.MatchableAttributesConfiguration;
import com.flyteidl.admin.MatchableResource;
import com.flyteidl.admin.MatchingAttributes;
import com.flyteidl.admin.ProjectAttributes;
import com.flyteidl.admin.ProjectAttributesDeleteRequest;
import com.flyteidl.admin.ProjectAttributesGetRequest;
import com.flyteidl.admin.ProjectAttributesUpdateRequest;
import com.flyteidl.admin.ProjectDomainAttributes;
import com.flyteidl.admin.ProjectDomainAttributesGetRequest;
import com.flyteidl.admin.ProjectDomainAttributesUpdateRequest;
import com.flyteidl.admin.WorkflowAttributes;
import com.flyteidl.admin.WorkflowAttributesDeleteRequest;
import com.flyteidl.admin.WorkflowAttributesGetRequest;
import com.flyteidl.admin.WorkflowAttributesUpdateRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attributes of projects, domains and workflows: what is set is given back. */
class AttributesTest {
  private RunningServer running;

  @BeforeEach
  void start(@TempDir Path home) {
    running = RunningServer.at(home);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private static MatchingAttributes queue(String tag) {
    return MatchingAttributes.newBuilder()
        .setExecutionQueueAttributes(ExecutionQueueAttributes.newBuilder().addTags(tag))
        .build();
  }

  @Test
  void narrowestOnesHold() {
    project("updraft", queue("wide"));
    assertThat(workflow("etl").getMatchingAttributes()).isEqualTo(queue("wide"));
    running
        .admin()
        .updateProjectDomainAttributes(
            ProjectDomainAttributesUpdateRequest.newBuilder()
                .setAttributes(
                    ProjectDomainAttributes.newBuilder()
                        .setProject("updraft")
                        .setDomain("development")
                        .setMatchingAttributes(queue("narrow")))
                .build());
    running
        .admin()
        .updateWorkflowAttributes(
            WorkflowAttributesUpdateRequest.newBuilder()
                .setAttributes(
                    WorkflowAttributes.newBuilder()
                        .setProject("updraft")
                        .setDomain("development")
                        .setWorkflow("etl")
                        .setMatchingAttributes(queue("own")))
                .build());

    assertThat(workflow("etl"))
        .isEqualTo(
            WorkflowAttributes.newBuilder()
                .setProject("updraft")
                .setDomain("development")
                .setWorkflow("etl")
                .setMatchingAttributes(queue("own"))
                .build());
    assertThat(workflow("other").getMatchingAttributes()).isEqualTo(queue("narrow"));
    assertThat(domain("development")).isEqualTo(queue("narrow"));
    assertThat(domain("production")).isEqualTo(queue("wide"));
    var all =
        running
            .admin()
            .listMatchableAttributes(
                ListMatchableAttributesRequest.newBuilder()
                    .setResourceType(MatchableResource.EXECUTION_QUEUE)
                    .build());
    assertThat(all.getConfigurationsList())
        .extracting(MatchableAttributesConfiguration::getAttributes)
        .containsExactly(queue("wide"), queue("narrow"), queue("own"));

    var own =
        WorkflowAttributesDeleteRequest.newBuilder()
            .setProject("updraft")
            .setDomain("development")
            .setWorkflow("etl")
            .setResourceType(MatchableResource.EXECUTION_QUEUE)
            .build();
    running.admin().deleteWorkflowAttributes(own);
    assertThat(workflow("etl").getMatchingAttributes()).isEqualTo(queue("narrow"));
    assertThatThrownBy(() -> running.admin().deleteWorkflowAttributes(own))
        .hasMessageStartingWith("NOT_FOUND")
        .hasMessageContaining(
            "EXECUTION_QUEUE are set for project 'updraft', domain 'development', workflow 'etl'");
  }

  @Test
  void kindsAreKeptApart() {
    project("updraft", queue("wide"));
    assertThatThrownBy(
            () ->
                running
                    .admin()
                    .getProjectAttributes(
                        ProjectAttributesGetRequest.newBuilder().setProject("updraft").build()))
        .hasMessageStartingWith("NOT_FOUND")
        .hasMessageContaining("TASK_RESOURCE");
  }

  @Test
  void whatCannotBeSetIsRefused() {
    assertThatThrownBy(() -> project("updraft", MatchingAttributes.getDefaultInstance()))
        .hasMessageStartingWith("INVALID_ARGUMENT")
        .hasMessageContaining("matching_attributes are empty");
    assertThatThrownBy(() -> project("nowhere", queue("x")))
        .hasMessageStartingWith("INVALID_ARGUMENT")
        .hasMessageContaining("no project 'nowhere'");
    assertThatThrownBy(() -> domain("nowhere"))
        .hasMessageStartingWith("INVALID_ARGUMENT")
        .hasMessageContaining("no domain 'nowhere'");
  }

  @Test
  void restServesThem() throws Exception {
    var path = "/api/v1/project_attributes/updraft";
    var body =
        "{\"attributes\": {\"matching_attributes\": {\"execution_queue_attributes\": {\"tags\": [\"fast\"]}}}}";
    assertThat(rest("PUT", path, body)).isEqualTo("{}");
    assertThat(rest("GET", path + "?resource_type=EXECUTION_QUEUE", "")).contains("[\"fast\"]");
    running
        .admin()
        .deleteProjectAttributes(
            ProjectAttributesDeleteRequest.newBuilder()
                .setProject("updraft")
                .setResourceType(MatchableResource.EXECUTION_QUEUE)
                .build());
    assertThat(rest("GET", path + "?resource_type=EXECUTION_QUEUE", "")).contains("\"code\":5");
  }

  private String rest(String method, String path, String body) throws Exception {
    return running
        .http(
            method,
            path,
            body.getBytes(StandardCharsets.UTF_8),
            "authorization",
            "Bearer " + RunningServer.TOKEN.text(),
            "accept",
            "application/json",
            "content-type",
            "application/json")
        .body();
  }

  private void project(String project, MatchingAttributes attributes) {
    running
        .admin()
        .updateProjectAttributes(
            ProjectAttributesUpdateRequest.newBuilder()
                .setAttributes(
                    ProjectAttributes.newBuilder()
                        .setProject(project)
                        .setMatchingAttributes(attributes))
                .build());
  }

  private MatchingAttributes domain(String domain) {
    return running
        .admin()
        .getProjectDomainAttributes(
            ProjectDomainAttributesGetRequest.newBuilder()
                .setProject("updraft")
                .setDomain(domain)
                .setResourceType(MatchableResource.EXECUTION_QUEUE)
                .build())
        .getAttributes()
        .getMatchingAttributes();
  }

  private WorkflowAttributes workflow(String name) {
    return running
        .admin()
        .getWorkflowAttributes(
            WorkflowAttributesGetRequest.newBuilder()
                .setProject("updraft")
                .setDomain("development")
                .setWorkflow(name)
                .setResourceType(MatchableResource.EXECUTION_QUEUE)
                .build())
        .getAttributes();
  }
}
