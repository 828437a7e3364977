package dev.updraft.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.flyteidl.admin.ExecutionClusterLabel;
import com.flyteidl.admin.ExecutionState;
import com.flyteidl.admin.ExecutionTerminateRequest;
import com.flyteidl.admin.ExecutionUpdateRequest;
import com.flyteidl.admin.LaunchPlanState;
import com.flyteidl.admin.MatchableResource;
import com.flyteidl.admin.MatchingAttributes;
import com.flyteidl.admin.NamedEntityIdentifier;
import com.flyteidl.admin.NamedEntityMetadata;
import com.flyteidl.admin.NamedEntityUpdateRequest;
import com.flyteidl.admin.Project;
import com.flyteidl.admin.ProjectAttributes;
import com.flyteidl.admin.ProjectAttributesDeleteRequest;
import com.flyteidl.admin.ProjectAttributesUpdateRequest;
import com.flyteidl.admin.ProjectRegisterRequest;
import com.flyteidl.admin.TaskExecution;
import com.flyteidl.admin.TaskExecutionListRequest;
import com.flyteidl.admin.WorkflowExecutionGetRequest;
import com.flyteidl.core.NodeExecutionIdentifier;
import com.flyteidl.core.ResourceType;
import com.flyteidl.core.WorkflowExecution.Phase;
import dev.updraft.engine.CrashPoint;
import dev.updraft.engine.Layout;
import dev.updraft.model.ExecutionId;
import dev.updraft.service.v1.Event;
import dev.updraft.service.v1.ListArtifactsRequest;
import dev.updraft.service.v1.RemoveArtifactRequest;
import dev.updraft.service.v1.WatchRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real backend is killed at every point that the engine names, and at random; a client that
 * repeats what was not answered gets the same end as without. A file outside of the system counts
 * how often each body ran: as often as there are attempts, each of which has its cause.
 */
class NothingLostTest {
  /**
   * Only retention reaches the first two, and nothing here is that old; the others need two equal
   * calls at the same moment, a dynamic task that is aborted, or a tick, which takes a minute: the
   * engine's own crash test plays them.
   */
  private static final Set<String> NOT_PLAYED =
      Set.of(
          "before-commit RemoveExecution",
          "after-commit RemoveExecution",
          "before-effect WriteInputs",
          "after-effect WriteInputs",
          "before-effect StopGraph",
          "after-effect StopGraph",
          "before-commit MoveDue",
          "after-commit MoveDue");

  @TempDir Path folder;
  private Path home;
  private Path counter;
  private CountedTask task;

  /** What was asked for so far, and how it must end. */
  private final Map<String, Call> calls = new LinkedHashMap<>();

  private final Map<String, Long> graphs = new LinkedHashMap<>();

  private record Call(long x, Phase end) {}

  @BeforeEach
  void prepare() throws Exception {
    home = folder.resolve("home");
    counter = folder.resolve("counter");
    task = new CountedTask(folder);
  }

  @Test
  void deathAtAnyPointLosesNothing() throws Exception {
    var unreached = new TreeSet<String>();
    var i = 0;
    for (var point : CrashPoint.all()) {
      i++;
      try (var backend = BackendProcess.start(home, "-Dupdraft.crash=" + point)) {
        if (survives(backend, i)) {
          unreached.add(point);
        } else {
          assertThat(backend.exitCode()).as(point).isEqualTo(Crash.CODE);
        }
      }
    }
    assertThat(unreached).isEqualTo(new TreeSet<>(NOT_PLAYED));
    assertSameEnd();
  }

  @Test
  void deathAtRandomLosesNothing() throws Exception {
    var seed = 20_251_123L;
    var random = new Random(seed);
    for (var i = 1; i <= 4; i++) {
      try (var backend = BackendProcess.start(home)) {
        task.register(backend, "v1");
        var delay = random.nextInt(1_500);
        var killer =
            Thread.startVirtualThread(
                () -> {
                  try {
                    TimeUnit.MILLISECONDS.sleep(delay);
                    backend.kill();
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  }
                });
        survives(backend, i);
        killer.join();
      }
    }
    assertSameEnd();
  }

  /**
   * One of everything, after what an earlier death left open; whether the backend lived through it.
   */
  private boolean survives(BackendProcess backend, int i) throws Exception {
    try {
      if (!backend.lives()) {
        return false;
      }
      task.register(backend, "v1");
      task.register(backend, "v" + i);
      ask(backend);
      call(backend, "run" + i, i, Phase.SUCCEEDED);
      call(backend, "hit" + i, i, Phase.SUCCEEDED);
      BackendProcess.eventually(
          "the files of the hit are there, or the backend is not",
          () -> !backend.lives() || Files.exists(outputs("hit" + i)));
      CountedGraph.register(backend);
      graph(backend, "graph" + i, 100 + 5L * i);
      CountedGraph.activate(backend, LaunchPlanState.ACTIVE);
      CountedGraph.activate(backend, LaunchPlanState.INACTIVE);
      forget(backend);
      call(backend, "again" + i, i, Phase.SUCCEEDED);
      call(backend, "abort" + i, -i, Phase.ABORTED);
      registerProject(backend, "project" + i);
      say(backend, "hit" + i);
      return backend.lives();
    } catch (StatusRuntimeException | java.io.IOException e) {
      if (e instanceof StatusRuntimeException status
          && status.getStatus().getCode() != Status.Code.UNAVAILABLE) {
        throw e;
      }
      BackendProcess.eventually("the backend that broke off is dead", () -> !backend.lives());
      return false;
    }
  }

  /** Written when the backend has time, for those who read files and not the API. */
  private Path outputs(String name) {
    var layout = new Layout("file://" + home.resolve("blobs"));
    var id = new ExecutionId("updraft", "development", name);
    return Path.of(URI.create(layout.outputs(id, "end-node", 0)));
  }

  /** What is not ended is asked for again, as a client does that never got an answer. */
  private void ask(BackendProcess backend) throws Exception {
    for (var open : List.copyOf(calls.entrySet())) {
      drive(backend, open.getKey(), open.getValue());
    }
    for (var open : List.copyOf(graphs.entrySet())) {
      driveGraph(backend, open.getKey(), open.getValue());
    }
  }

  private void call(BackendProcess backend, String name, long x, Phase end) throws Exception {
    calls.put(name, new Call(x, end));
    drive(backend, name, calls.get(name));
  }

  /** A branch, a map and a workflow within. */
  private void graph(BackendProcess backend, String name, long x) throws Exception {
    graphs.put(name, x);
    driveGraph(backend, name, x);
  }

  private void driveGraph(BackendProcess backend, String name, long x) throws Exception {
    CountedGraph.register(backend);
    unless(
        Status.Code.ALREADY_EXISTS,
        () -> backend.admin().createExecution(CountedGraph.call(name, counter, x)));
    watch(backend, name, Event::getLast);
  }

  private void drive(BackendProcess backend, String name, Call call) throws Exception {
    unless(
        Status.Code.ALREADY_EXISTS,
        () -> backend.admin().createExecution(CountedTask.call(name, counter, call.x())));
    if (call.end() == Phase.ABORTED) {
      watch(backend, name, event -> event.getPhase() == Phase.RUNNING || event.getLast());
      var terminate =
          ExecutionTerminateRequest.newBuilder()
              .setId(CountedTask.execution(name))
              .setCause("test")
              .build();
      unless(Status.Code.FAILED_PRECONDITION, () -> backend.admin().terminateExecution(terminate));
    }
    watch(backend, name, Event::getLast);
  }

  private static void watch(BackendProcess backend, String name, Predicate<Event> until) {
    var events =
        backend
            .updraft()
            .watch(WatchRequest.newBuilder().addIds(CountedTask.execution(name)).build());
    while (!until.test(events.next())) {
      // goes on until it is so
    }
  }

  private void forget(BackendProcess backend) throws Exception {
    var artifacts =
        backend
            .updraft()
            .listArtifacts(
                ListArtifactsRequest.newBuilder()
                    .setProject("updraft")
                    .setDomain("development")
                    .setLimit(1)
                    .build())
            .getArtifactsList();
    for (var artifact : artifacts) {
      unless(
          Status.Code.NOT_FOUND,
          () ->
              backend
                  .updraft()
                  .removeArtifact(
                      RemoveArtifactRequest.newBuilder()
                          .setProject("updraft")
                          .setDomain("development")
                          .setTask("counted")
                          .setKey(artifact.getKey())
                          .build()));
    }
  }

  private static void registerProject(BackendProcess backend, String name) throws Exception {
    var request =
        ProjectRegisterRequest.newBuilder()
            .setProject(Project.newBuilder().setId(name).setName(name))
            .build();
    unless(Status.Code.ALREADY_EXISTS, () -> backend.admin().registerProject(request));
  }

  /** What people say of what is there: archived, described, set and taken back. */
  private static void say(BackendProcess backend, String execution) {
    var admin = backend.admin();
    admin.updateExecution(
        ExecutionUpdateRequest.newBuilder()
            .setId(CountedTask.execution(execution))
            .setState(ExecutionState.EXECUTION_ARCHIVED)
            .build());
    admin.updateNamedEntity(
        NamedEntityUpdateRequest.newBuilder()
            .setResourceType(ResourceType.TASK)
            .setId(
                NamedEntityIdentifier.newBuilder()
                    .setProject("updraft")
                    .setDomain("development")
                    .setName(CountedTask.NAME))
            .setMetadata(NamedEntityMetadata.newBuilder().setDescription("It counts"))
            .build());
    admin.updateProject(
        Project.newBuilder().setId("updraft").setName("updraft").setDescription(execution).build());
    admin.updateProjectAttributes(
        ProjectAttributesUpdateRequest.newBuilder()
            .setAttributes(
                ProjectAttributes.newBuilder()
                    .setProject("updraft")
                    .setMatchingAttributes(
                        MatchingAttributes.newBuilder()
                            .setExecutionClusterLabel(
                                ExecutionClusterLabel.newBuilder().setValue(execution))))
            .build());
    admin.deleteProjectAttributes(
        ProjectAttributesDeleteRequest.newBuilder()
            .setProject("updraft")
            .setResourceType(MatchableResource.EXECUTION_CLUSTER_LABEL)
            .build());
  }

  private void assertSameEnd() throws Exception {
    try (var backend = BackendProcess.start(home)) {
      task.register(backend, "v1");
      ask(backend);
      var attemptsOf = new LinkedHashMap<Long, Integer>();
      for (var call : calls.entrySet()) {
        var attempts = attempts(backend, call.getKey());
        assertThat(phase(backend, call.getKey()))
            .as(call.getKey())
            .isEqualTo(call.getValue().end());
        if (call.getValue().end() == Phase.SUCCEEDED) {
          var file = outputs(call.getKey());
          BackendProcess.eventually(file + " is there", () -> Files.exists(file));
        }
        for (var attempt : attempts) {
          assertThat(attempt.getClosure().getReasonsList())
              .as("the cause of attempt %d of %s", attempt.getId().getRetryAttempt(), call.getKey())
              .isNotEmpty();
        }
        attemptsOf.merge(call.getValue().x(), attempts.size(), Integer::sum);
      }
      var bodies = Files.exists(counter) ? Files.readAllLines(counter) : List.<String>of();
      var attemptsOfGraphs = 0;
      for (var name : graphs.keySet()) {
        assertThat(phase(backend, name)).as(name).isEqualTo(Phase.SUCCEEDED);
        attemptsOfGraphs += CountedGraph.attempts(backend, name, "");
      }
      assertThat(bodies.stream().filter(line -> Long.parseLong(line) >= 100))
          .as("bodies of the graphs' nodes")
          .hasSize(attemptsOfGraphs);
      graphs.forEach(
          (name, x) ->
              assertThat(bodies)
                  .as(name)
                  .contains(Long.toString(x), Long.toString(x + 1), Long.toString(x + 2)));
      attemptsOf.forEach(
          (x, attempts) -> {
            var runs = bodies.stream().filter(line -> line.equals(Long.toString(x))).count();
            if (x > 0) {
              assertThat(runs).as("runs of the body with x = " + x).isEqualTo(attempts.longValue());
            } else {
              assertThat(runs)
                  .as("runs of the body that was aborted")
                  .isLessThanOrEqualTo(attempts.longValue());
            }
          });
      assertThat(backend.terminate()).isIn(0, 143);
    }
  }

  private static Phase phase(BackendProcess backend, String name) {
    return backend
        .admin()
        .getExecution(
            WorkflowExecutionGetRequest.newBuilder().setId(CountedTask.execution(name)).build())
        .getClosure()
        .getPhase();
  }

  private static List<TaskExecution> attempts(BackendProcess backend, String name) {
    return new ArrayList<>(
        backend
            .admin()
            .listTaskExecutions(
                TaskExecutionListRequest.newBuilder()
                    .setNodeExecutionId(
                        NodeExecutionIdentifier.newBuilder()
                            .setExecutionId(CountedTask.execution(name))
                            .setNodeId("counted"))
                    .setLimit(100)
                    .build())
            .getTaskExecutionsList());
  }

  /** Some refusals say that an earlier try did it. */
  private static void unless(Status.Code done, Runnable act) {
    try {
      act.run();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != done) {
        throw e;
      }
    }
  }
}
