package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.admin.ExecutionTerminateRequest;
import com.flyteidl.admin.WorkflowExecutionGetRequest;
import com.flyteidl.core.CatalogCacheStatus;
import com.flyteidl.core.TaskExecution;
import com.flyteidl.core.TaskExecutionIdentifier;
import com.flyteidl.core.WorkflowExecution.Phase;
import com.flyteidl.service.DataProxyServiceGrpc;
import com.flyteidl.service.GetDataRequest;
import dev.updraft.model.AttemptId;
import dev.updraft.model.ExecutionId;
import dev.updraft.service.v1.Event;
import dev.updraft.service.v1.GetArtifactRequest;
import dev.updraft.service.v1.ListArtifactsRequest;
import dev.updraft.service.v1.LogChunk;
import dev.updraft.service.v1.RemoveArtifactRequest;
import dev.updraft.service.v1.SummaryRequest;
import dev.updraft.service.v1.TailLogsRequest;
import dev.updraft.service.v1.WatchRequest;
import io.grpc.protobuf.StatusProto;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Following, logs, catalog, sums: what Flyte's services lack. */
class WatchTest {
  private RunningServer running;

  @BeforeEach
  void start(@TempDir Path home) {
    running = RunningServer.at(home);
    running.admin().createTask(Tasks.register("inc", Tasks.cached()));
    running.admin().createTask(Tasks.register("hangs", Tasks.template()));
    running.executor.body(
        "inc", given -> Tasks.map("o0", Tasks.integer(Tasks.integer(given, "a") + 1)));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void watchOpenedBeforeTheLaunchTellsAllAndEnds() throws Exception {
    var events = watch("first");
    launch("first", 41);
    var last = last(events);
    assertThat(last.getPhase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(last.getLast()).isTrue();
    assertThat(Tasks.integer(last.getOutputs(), "o0")).isEqualTo(42);
    assertThat(last.getOutputsUri()).endsWith("-first/end-node/data/0/outputs.pb");
    assertThat(last.getCatalog().getStatus()).isEqualTo(CatalogCacheStatus.CACHE_POPULATED);
  }

  @Test
  void hitSaysWhoseOutputsTheyAre() throws Exception {
    launchAndWait("made", 1);
    var events = watch("hit");
    launch("hit", 1);
    var last = last(events);
    assertThat(last.getCatalog().getStatus()).isEqualTo(CatalogCacheStatus.CACHE_HIT);
    assertThat(last.getCatalog().getMadeBy()).isEqualTo("ada");
    assertThat(last.getCatalog().getSource().getNodeExecutionId().getExecutionId().getName())
        .isEqualTo("made");
    assertThat(last.getCatalog().getKey()).matches("[0-9a-f]{64}");
    assertThat(Tasks.integer(last.getOutputs(), "o0")).isEqualTo(2);
    assertThat(running.executor.runs("inc")).isEqualTo(1);
  }

  @Test
  void watchResumesAfterWhatWasSeen() throws Exception {
    var seen = launchAndWait("resumed", 1);
    var afterFirst =
        events(
            running
                .updraft()
                .watch(
                    WatchRequest.newBuilder()
                        .addIds(Tasks.execution("resumed"))
                        .setAfter(seen.getFirst().getSeq())
                        .build()));
    assertThat(afterFirst)
        .extracting(Event::getSeq)
        .isEqualTo(seen.stream().skip(1).map(Event::getSeq).toList());
  }

  @Test
  void abortEndsTheWatchAndASecondOneSaysWhy() throws Exception {
    var events = watch("aborted");
    running
        .admin()
        .createExecution(Tasks.launch("aborted", "hangs", Tasks.map("a", Tasks.integer(1))));
    var terminate =
        ExecutionTerminateRequest.newBuilder()
            .setId(Tasks.execution("aborted"))
            .setCause("interrupted")
            .build();
    running.admin().terminateExecution(terminate);
    assertThat(last(events).getPhase()).isEqualTo(Phase.ABORTED);
    var execution =
        running
            .admin()
            .getExecution(
                WorkflowExecutionGetRequest.newBuilder().setId(Tasks.execution("aborted")).build());
    assertThat(execution.getClosure().getAbortMetadata().getCause()).isEqualTo("interrupted");
    assertThatThrownBy(() -> running.admin().terminateExecution(terminate))
        .hasMessageStartingWith("FAILED_PRECONDITION")
        .satisfies(
            e ->
                assertThat(
                        Objects.requireNonNull(StatusProto.fromThrowable(e))
                            .getDetails(0)
                            .unpack(com.flyteidl.admin.EventFailureReason.class)
                            .getAlreadyInTerminalState()
                            .getCurrentPhase())
                    .isEqualTo("ABORTED"));
  }

  @Test
  void failureIsTold() throws Exception {
    running.executor.body(
        "hangs",
        _ -> {
          throw new IllegalArgumentException("boom");
        });
    var events = watch("failed");
    running
        .admin()
        .createExecution(Tasks.launch("failed", "hangs", Tasks.map("a", Tasks.integer(1))));
    assertThat(last(events).getError().getMessage()).isEqualTo("boom");
    assertThat(last(watch("failed")).getPhase()).isEqualTo(Phase.FAILED);
  }

  @Test
  void failureComesWithTheLastLinesOfItsLog() throws Exception {
    running.executor.body(
        "hangs",
        _ -> {
          running.logs.print(attempt("failed", "hangs"), "line\n".repeat(30) + "and boom\n");
          throw new IllegalArgumentException("boom");
        });
    var events = watch("failed");
    running
        .admin()
        .createExecution(Tasks.launch("failed", "hangs", Tasks.map("a", Tasks.integer(1))));
    assertThat(last(events).getLogTail()).isEqualTo("line\n".repeat(9) + "and boom");
    assertThat(last(watch("failed")).getLogTail()).as("told again").endsWith("and boom");
  }

  @Test
  void successComesWithoutALog() throws Exception {
    running.logs.print(attempt("quiet"), "much\n");
    assertThat(launchAndWait("quiet", 1).getLast().getLogTail()).isEmpty();
  }

  @Test
  void whatIsPrintedIsToldWhileTheAttemptRuns() throws Exception {
    var gate = new CompletableFuture<Void>();
    hold(gate);
    var events = watch("printing");
    launch("printing", "hangs", 1);
    running.logs.print(attempt("printing", "hangs"), "begin\n");
    var first = withLog(events);
    assertThat(first.getLogTail()).isEqualTo("begin");
    assertThat(first.getAttemptPhase()).isEqualTo(TaskExecution.Phase.RUNNING);
    running.logs.print(attempt("printing", "hangs"), "x".repeat(9000) + "\nmore\n");
    var second = withLog(events);
    assertThat(second.getLogTail()).hasSizeLessThan(4097).endsWith("xx\nmore");
    assertThat(second.getSeq()).isEqualTo(first.getSeq());
    gate.complete(null);
    assertThat(last(events).getPhase()).isEqualTo(Phase.SUCCEEDED);
  }

  private static Event withLog(Iterator<Event> events) {
    var event = events.next();
    while (event.getLogTail().isEmpty()) {
      event = events.next();
    }
    return event;
  }

  @Test
  void callThatWaitsForAnEqualOneNamesIt() throws Exception {
    var gate = new CompletableFuture<Void>();
    var serialized = Tasks.cached();
    serialized.getMetadataBuilder().setCacheSerializable(true);
    running.admin().createTask(Tasks.register("shared", serialized));
    running.executor.body(
        "shared",
        given -> {
          gate.join();
          return Tasks.map("o0", given.getLiteralsOrThrow("a"));
        });
    launch("leader", "shared", 1);
    launch("waiter", "shared", 1);
    var first = watch("waiter").next();
    assertThat(first.getWhy()).isEqualTo("Waits for the equal call 'leader'.");
    assertThat(first.getCatalog().getWaitsFor()).isEqualTo(Tasks.execution("leader"));
    assertThat(first.getCatalog().getStatus()).isEqualTo(CatalogCacheStatus.CACHE_MISS);
    gate.complete(null);
    var last = last(watch("waiter"));
    assertThat(last.getCatalog().getStatus()).isEqualTo(CatalogCacheStatus.CACHE_HIT);
    assertThat(last.getCatalog().hasWaitsFor()).isFalse();
  }

  @Test
  void watchOfNothingIsRefused() {
    assertThatThrownBy(() -> running.updraft().watch(WatchRequest.getDefaultInstance()).hasNext())
        .hasMessageStartingWith("INVALID_ARGUMENT: Watch needs the id of at least one execution.");
  }

  @Test
  void logIsReadFromAnOffsetAndByItsLastLines() throws Exception {
    launchAndWait("printed", 1);
    running.logs.print(attempt("printed"), "one\ntwo\nthree\n");
    assertThat(text(tail("printed", b -> b.setOffset(4)))).isEqualTo("two\nthree\n");
    assertThat(text(tail("printed", b -> b.setOffset(-1).setLines(2)))).isEqualTo("two\nthree\n");
    var http =
        running.http(
            "GET",
            "/logs/updraft/development/printed/inc/0",
            new byte[0],
            "authorization",
            "Bearer " + RunningServer.TOKEN.text());
    assertThat(http.body()).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void hitShowsTheLogOfTheAttemptThatMadeIt() throws Exception {
    launchAndWait("made", 1);
    running.logs.print(attempt("made"), "made here\n");
    launchAndWait("hit", 1);
    var chunks = tail("hit", b -> b.setAttempt(-1));
    assertThat(text(chunks)).isEqualTo("made here\n");
    assertThat(chunks)
        .extracting(LogChunk::getSource)
        .extracting(TaskExecutionIdentifier::getNodeExecutionId)
        .extracting(id -> id.getExecutionId().getName())
        .containsOnly("made");
  }

  @Test
  void anAttemptThatIsNotThereIsNamedAsItWasAskedForCountedFromOne() throws Exception {
    launchAndWait("made", 1);
    assertThatThrownBy(() -> tail("made", b -> b.setAttempt(4)))
        .hasMessageContaining("Execution 'made' has no attempt 5: it has 1, counted from 1.");
  }

  @Test
  void followedLogGoesOnUntilTheAttemptEnds() throws Exception {
    var gate = new CompletableFuture<Void>();
    hold(gate);
    running
        .admin()
        .createExecution(Tasks.launch("followed", "hangs", Tasks.map("a", Tasks.integer(1))));
    running.logs.print(attempt("followed", "hangs"), "begin\n");
    var request =
        TailLogsRequest.newBuilder()
            .setId(Tasks.execution("followed"))
            .setAttempt(-1)
            .setFollow(true)
            .build();
    var chunks = running.updraft().tailLogs(request);
    assertThat(chunks.next().getText().toStringUtf8()).isEqualTo("begin\n");
    running.logs.print(attempt("followed", "hangs"), "end\n");
    assertThat(chunks.next().getText().toStringUtf8()).isEqualTo("end\n");
    gate.complete(null);
    assertThat(chunks.next().getLast()).isTrue();
    assertThat(chunks.hasNext()).isFalse();
  }

  @Test
  void catalogIsListedExplainedAndForgotten() throws Exception {
    launchAndWait("made", 1);
    launchAndWait("hit", 1);
    var listed =
        running
            .updraft()
            .listArtifacts(
                ListArtifactsRequest.newBuilder()
                    .setProject("updraft")
                    .setDomain("development")
                    .setTask("inc")
                    .setLimit(10)
                    .build())
            .getArtifactsList();
    assertThat(listed).hasSize(1);
    var artifact = listed.getFirst();
    assertThat(artifact.getHits()).isEqualTo(1);
    assertThat(artifact.getCacheVersion()).isEqualTo("c1-abc");
    assertThat(Tasks.integer(artifact.getInputs(), "a")).isEqualTo(1);
    var prefix = artifact.getKey().substring(0, 6);
    var got =
        running
            .updraft()
            .getArtifact(
                GetArtifactRequest.newBuilder()
                    .setProject("updraft")
                    .setDomain("development")
                    .setTask("inc")
                    .setKey(prefix)
                    .build());
    assertThat(Tasks.integer(got.getOutputs(), "o0")).isEqualTo(2);

    running
        .updraft()
        .removeArtifact(
            RemoveArtifactRequest.newBuilder()
                .setProject("updraft")
                .setDomain("development")
                .setTask("inc")
                .setKey(prefix)
                .build());
    launchAndWait("again", 1);
    assertThat(running.executor.runs("inc")).isEqualTo(2);
    assertThatThrownBy(
            () ->
                running
                    .updraft()
                    .getArtifact(
                        GetArtifactRequest.newBuilder()
                            .setProject("updraft")
                            .setDomain("development")
                            .setTask("inc")
                            .setKey("ffffffffff")
                            .build()))
        .hasMessageStartingWith("NOT_FOUND: Nothing is remembered as inc@ffffffffff");
  }

  @Test
  void sessionIsSummedUp() throws Exception {
    launchAndWait("made", 1);
    launchAndWait("hit", 1);
    var sum =
        running
            .updraft()
            .summary(
                SummaryRequest.newBuilder()
                    .setProject("updraft")
                    .setDomain("development")
                    .setSession("s1")
                    .build());
    assertThat(List.of(sum.getCalls(), sum.getHits(), sum.getRan(), sum.getFailed()))
        .containsExactly(2, 1, 1, 0);
    assertThat(sum.getEachList())
        .extracting(call -> call.getId().getName())
        .containsExactly("made", "hit");
    assertThat(sum.getEachList()).extracting(call -> call.getHit()).containsExactly(false, true);
    assertThat(sum.getEach(0).getKey()).isEqualTo(sum.getEach(1).getKey()).isNotEmpty();
  }

  @Test
  void dataIsGotByItsFlyteName() throws Exception {
    launchAndWait("named", 7);
    var proxy = DataProxyServiceGrpc.newBlockingStub(running.trusted());
    var base = "flyte://v1/updraft/development/named/";
    assertThat(Tasks.integer(data(proxy, base + "inc/i").getLiteralMap(), "a")).isEqualTo(7);
    assertThat(Tasks.integer(data(proxy, base + "inc/0/o").getLiteralMap(), "o0")).isEqualTo(8);
    assertThat(data(proxy, base + "end-node/i/o0").getLiteral()).isEqualTo(Tasks.integer(8));
    assertThatThrownBy(() -> data(proxy, base + "n9/o"))
        .hasMessageStartingWith("NOT_FOUND: Execution 'named' has no node 'n9'; it has");
    assertThatThrownBy(() -> data(proxy, base + "inc/x"))
        .hasMessageStartingWith("INVALID_ARGUMENT: '" + base + "inc/x' does not name data.");
  }

  private static com.flyteidl.service.GetDataResponse data(
      DataProxyServiceGrpc.DataProxyServiceBlockingStub proxy, String url) {
    return proxy.getData(GetDataRequest.newBuilder().setFlyteUrl(url).build());
  }

  private Iterator<Event> watch(String execution) {
    return running
        .updraft()
        .watch(WatchRequest.newBuilder().addIds(Tasks.execution(execution)).build());
  }

  private void launch(String execution, long a) {
    var launch = Tasks.launch(execution, "inc", Tasks.map("a", Tasks.integer(a))).toBuilder();
    launch
        .getSpecBuilder()
        .getLabelsBuilder()
        .putValues("updraft-user", "ada")
        .putValues("updraft-session", "s1");
    running.admin().createExecution(launch.build());
  }

  private void launch(String execution, String task, long a) {
    running
        .admin()
        .createExecution(Tasks.launch(execution, task, Tasks.map("a", Tasks.integer(a))));
  }

  /** The task "hangs" until the gate opens. */
  private void hold(CompletableFuture<Void> gate) {
    running.executor.body(
        "hangs",
        given -> {
          gate.join();
          return Tasks.map("o0", given.getLiteralsOrThrow("a"));
        });
  }

  private List<Event> launchAndWait(String execution, long a) {
    launch(execution, a);
    return events(watch(execution));
  }

  private static List<Event> events(Iterator<Event> events) {
    var all = new ArrayList<Event>();
    events.forEachRemaining(all::add);
    return all;
  }

  private static Event last(Iterator<Event> events) {
    return events(events).getLast();
  }

  private List<LogChunk> tail(
      String execution, java.util.function.Consumer<TailLogsRequest.Builder> change) {
    var request = TailLogsRequest.newBuilder().setId(Tasks.execution(execution));
    change.accept(request);
    var chunks = new ArrayList<LogChunk>();
    running.updraft().tailLogs(request.build()).forEachRemaining(chunks::add);
    return chunks;
  }

  private static String text(List<LogChunk> chunks) {
    return chunks.stream()
        .map(chunk -> chunk.getText().toStringUtf8())
        .collect(Collectors.joining());
  }

  private static AttemptId attempt(String execution) {
    return attempt(execution, "inc");
  }

  private static AttemptId attempt(String execution, String node) {
    return new AttemptId(new ExecutionId("updraft", "development", execution), node, 0);
  }
}
