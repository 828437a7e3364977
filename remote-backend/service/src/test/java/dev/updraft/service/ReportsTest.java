package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.admin.Description;
import com.flyteidl.admin.DescriptionEntity;
import com.flyteidl.admin.DescriptionEntityListRequest;
import com.flyteidl.admin.NamedEntityIdentifier;
import com.flyteidl.admin.NodeExecutionEventRequest;
import com.flyteidl.admin.ObjectGetRequest;
import com.flyteidl.admin.WorkflowExecutionGetMetricsRequest;
import com.flyteidl.admin.WorkflowExecutionGetRequest;
import com.flyteidl.core.ResourceType;
import com.flyteidl.core.Span;
import com.google.protobuf.util.Timestamps;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was said of a task, and where the time of an execution went. */
class ReportsTest {
  private RunningServer running;

  @BeforeEach
  void start(@TempDir Path home) {
    running = RunningServer.at(home);
    running.executor.body("inc", given -> Tasks.map("o0", Tasks.integer(1)));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void descriptionIsTheOneThatTheTaskCameWith() {
    var said =
        DescriptionEntity.newBuilder()
            .setShortDescription("Adds one")
            .setLongDescription(Description.newBuilder().setValue("To a whole number."))
            .build();
    var request = Tasks.register("inc", Tasks.template()).toBuilder();
    request.getSpecBuilder().setDescription(said);
    running.admin().createTask(request.build());
    running.admin().createTask(Tasks.register("mute", Tasks.template()));

    var stored = said.toBuilder().setId(Tasks.id("inc")).build();
    assertThat(description("inc")).isEqualTo(stored);
    assertThat(
            running
                .admin()
                .listDescriptionEntities(
                    DescriptionEntityListRequest.newBuilder()
                        .setResourceType(ResourceType.TASK)
                        .setId(
                            NamedEntityIdentifier.newBuilder()
                                .setProject("updraft")
                                .setDomain("development"))
                        .setLimit(9)
                        .build())
                .getDescriptionEntitiesList())
        .containsExactly(stored);
    assertThatThrownBy(() -> description("mute"))
        .hasMessageStartingWith("NOT_FOUND")
        .hasMessageContaining("Nothing was said of task 'mute'");
    assertThatThrownBy(() -> description("none")).hasMessageStartingWith("NOT_FOUND");
  }

  private DescriptionEntity description(String task) {
    return running
        .admin()
        .getDescriptionEntity(ObjectGetRequest.newBuilder().setId(Tasks.id(task)).build());
  }

  @Test
  void spansOfAnExecutionLieWithinEachOther() throws Exception {
    running.admin().createTask(Tasks.register("inc", Tasks.template()));
    running.admin().createExecution(Tasks.launch("one", "inc", Tasks.map("a", Tasks.integer(1))));
    Eventually.isTrue(
        "it has ended",
        () ->
            running
                .admin()
                .getExecution(
                    WorkflowExecutionGetRequest.newBuilder().setId(Tasks.execution("one")).build())
                .getClosure()
                .hasDuration());

    var whole = span(-1);
    assertThat(whole.getWorkflowId()).isEqualTo(Tasks.execution("one"));
    assertThat(whole.getSpansList())
        .extracting(Span::getOperationId)
        .containsExactly("WORKFLOW_SETUP", "", "WORKFLOW_TEARDOWN");
    var node = whole.getSpans(1);
    assertThat(node.getNodeId().getNodeId()).isEqualTo("inc");
    var attempt = node.getSpans(1);
    assertThat(attempt.getTaskId().getTaskId()).isEqualTo(Tasks.id("inc"));
    assertThat(attempt.getSpansList())
        .extracting(Span::getOperationId)
        .containsExactly("TASK_SETUP", "TASK_RUNTIME");
    assertWithin(whole);

    assertThat(span(0).getSpansCount()).isZero();
    assertThat(span(1).getSpans(1).getSpansCount()).isZero();
    assertThat(span(2).getSpans(1).getSpans(1).getSpansCount()).isZero();
  }

  private static void assertWithin(Span outer) {
    assertThat(Timestamps.compare(outer.getStartTime(), outer.getEndTime())).isNotPositive();
    for (var inner : outer.getSpansList()) {
      assertThat(Timestamps.compare(outer.getStartTime(), inner.getStartTime())).isNotPositive();
      assertThat(Timestamps.compare(inner.getEndTime(), outer.getEndTime())).isNotPositive();
      assertWithin(inner);
    }
  }

  private Span span(int depth) {
    return running
        .admin()
        .getExecutionMetrics(
            WorkflowExecutionGetMetricsRequest.newBuilder()
                .setId(Tasks.execution("one"))
                .setDepth(depth)
                .build())
        .getSpan();
  }

  @Test
  void eventsOfAnotherEngineAreNotTaken() {
    assertThatThrownBy(
            () -> running.admin().createNodeEvent(NodeExecutionEventRequest.getDefaultInstance()))
        .hasMessageStartingWith("UNIMPLEMENTED")
        .hasMessageContaining("CreateNodeEvent is for Flyte's own engine");
  }
}
