package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.admin.NodeExecutionGetRequest;
import com.flyteidl.admin.NodeExecutionListRequest;
import com.flyteidl.admin.WorkflowExecutionGetRequest;
import com.flyteidl.core.NodeExecutionIdentifier;
import com.flyteidl.core.WorkflowExecution.Phase;
import com.flyteidl.service.ArtifactType;
import com.flyteidl.service.CreateDownloadLinkRequest;
import com.flyteidl.service.DataProxyServiceGrpc;
import com.flyteidl.service.GetDataRequest;
import dev.updraft.service.v1.Event;
import dev.updraft.service.v1.WatchRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports, as Flyte's console and client find them: {@code deck_uri}, and links to read it by. */
class DeckTest {
  private static final String PAGE = "<!doctype html><p>how it went</p>";
  private RunningServer running;

  @BeforeEach
  void start(@TempDir Path home) {
    running = RunningServer.at(home);
    running.admin().createTask(Tasks.register("inc", Tasks.cached()));
    running.admin().createTask(Tasks.register("hangs", Tasks.template()));
    running.admin().createTask(Tasks.register("fails", Tasks.template()));
    running.executor.body("inc", given -> Tasks.map("o0", Tasks.integer(1)));
    running.executor.body(
        "fails",
        given -> {
          throw new IllegalStateException("boom");
        });
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void aNodeNamesItsReportAndEveryWayToItLeadsThere() throws Exception {
    running.executor.report("inc", PAGE);
    launch("told", "inc", 1, Phase.SUCCEEDED);

    assertThat(deckUri("told")).contains("-told/").endsWith("/data/0/deck.html");
    assertThat(running.blobs.read(deckUri("told"))).asString().isEqualTo(PAGE);
    var link =
        DataProxyServiceGrpc.newBlockingStub(running.trusted())
            .createDownloadLink(
                CreateDownloadLinkRequest.newBuilder()
                    .setArtifactType(ArtifactType.ARTIFACT_TYPE_DECK)
                    .setNodeExecutionId(node("told"))
                    .build())
            .getPreSignedUrls();
    var page = running.http("GET", link.getSignedUrl(0), new byte[0]);
    assertThat(page.body()).isEqualTo(PAGE);
    assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("content-security-policy")).hasValue("sandbox");
    assertThat(running.http("GET", data("told/" + id("told") + "/d"), new byte[0]).body())
        .isEqualTo(PAGE);
    assertThat(running.http("GET", data("told/" + id("told") + "/0/d"), new byte[0]).body())
        .isEqualTo(PAGE);
  }

  @Test
  void aHitLeadsToTheReportOfTheExecutionThatMadeIt() throws Exception {
    running.executor.report("inc", PAGE);
    launch("made", "inc", 1, Phase.SUCCEEDED);
    launch("hit", "inc", 1, Phase.SUCCEEDED);

    assertThat(deckUri("hit")).isEqualTo(deckUri("made")).isNotEmpty();
  }

  @Test
  void aFailedAttemptsReportIsKept() throws Exception {
    running.executor.report("fails", PAGE);
    launch("failed", "fails", 1, Phase.FAILED);

    assertThat(deckUri("failed")).contains("-failed/").endsWith("/data/0/deck.html");
  }

  @Test
  void aRunningTasksReportIsThere() throws Exception {
    running.executor.report("hangs", PAGE);
    running.admin().createExecution(Tasks.launch("slow", "hangs", input(1)));
    Eventually.isTrue("the report is there", () -> !deckUri("slow").isEmpty());
  }

  @Test
  void theLastWordOfAnAttemptIsToldBeforeItsEnd() {
    var watched = new CountDownLatch(1);
    running.executor.report("inc", PAGE);
    running.executor.body(
        "inc",
        given -> {
          await(watched);
          return Tasks.map("o0", Tasks.integer(1));
        });
    var events =
        running.updraft().watch(WatchRequest.newBuilder().addIds(Tasks.execution("quick")).build());
    running.admin().createExecution(Tasks.launch("quick", "inc", input(7)));
    var seen = new ArrayList<Event>();
    while (events.hasNext()) {
      seen.add(events.next());
      watched.countDown();
    }

    assertThat(seen).anyMatch(event -> event.getProgress().getReport() == 1);
    assertThat(seen.getLast().getLast()).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).as("somebody watches").isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void withoutAReportNoneIsNamedAndALinkSaysSo() throws Exception {
    launch("plain", "inc", 1, Phase.SUCCEEDED);

    assertThat(deckUri("plain")).isEmpty();
    assertThatThrownBy(() -> data("plain/" + id("plain") + "/d"))
        .hasMessage(
            "NOT_FOUND: Node '%s' of execution 'plain' has no report.".formatted(id("plain")));
    assertThatThrownBy(() -> data("plain/" + id("plain") + "/0/d"))
        .hasMessage(
            "NOT_FOUND: Attempt 0 of node '%s' of execution 'plain' has no report."
                .formatted(id("plain")));
  }

  private void launch(String execution, String task, long a, Phase end) throws Exception {
    running.admin().createExecution(Tasks.launch(execution, task, input(a)));
    Eventually.isTrue(execution + " is " + end, () -> phase(execution) == end);
  }

  private static com.flyteidl.core.LiteralMap input(long a) {
    return Tasks.map("a", Tasks.integer(a));
  }

  private Phase phase(String execution) {
    return running
        .admin()
        .getExecution(
            WorkflowExecutionGetRequest.newBuilder().setId(Tasks.execution(execution)).build())
        .getClosure()
        .getPhase();
  }

  private String deckUri(String execution) {
    return running
        .admin()
        .getNodeExecution(NodeExecutionGetRequest.newBuilder().setId(node(execution)).build())
        .getClosure()
        .getDeckUri();
  }

  private NodeExecutionIdentifier node(String execution) {
    return NodeExecutionIdentifier.newBuilder()
        .setExecutionId(Tasks.execution(execution))
        .setNodeId(id(execution))
        .build();
  }

  private String id(String execution) {
    return running
        .admin()
        .listNodeExecutions(
            NodeExecutionListRequest.newBuilder()
                .setWorkflowExecutionId(Tasks.execution(execution))
                .setLimit(10)
                .build())
        .getNodeExecutionsList()
        .stream()
        .map(node -> node.getId().getNodeId())
        .filter(id -> !id.endsWith("-node"))
        .findFirst()
        .orElseThrow();
  }

  private String data(String path) {
    return DataProxyServiceGrpc.newBlockingStub(running.trusted())
        .getData(
            GetDataRequest.newBuilder()
                .setFlyteUrl("flyte://v1/updraft/development/" + path)
                .build())
        .getPreSignedUrls()
        .getSignedUrl(0);
  }
}
