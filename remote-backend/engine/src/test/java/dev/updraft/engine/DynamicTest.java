package dev.updraft.engine;

import static dev.updraft.engine.SteppedEngine.attempt;
import static dev.updraft.engine.SteppedEngine.id;
import static dev.updraft.engine.SteppedEngine.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.model.AttemptId;
import dev.updraft.model.AttemptPhase;
import dev.updraft.model.CatalogStatus;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.Failure;
import dev.updraft.model.NodePhase;
import dev.updraft.model.Place;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A task that makes a graph while it runs gives what the graph gives. */
class DynamicTest {
  private final SteppedEngine engine = growing();

  private static SteppedEngine growing() {
    var engine = SteppedEngine.inMemory();
    return engine.with(MemoryGraphs.forgetful(0).reading(engine.files)).start();
  }

  private void unfolds(AttemptId attempt, String graph) {
    engine.executor.unfolds(attempt, graph);
    engine.settle();
  }

  private void work() {
    for (var live = engine.executor.live(); !live.isEmpty(); live = engine.executor.live()) {
      for (var attempt : live) {
        engine.executor.succeeds(
            attempt, MemoryGraphs.body(engine.executor.assignment(attempt), engine.files));
      }
      engine.settle();
    }
  }

  private String outputs(String name) {
    return engine.engine().executions().outputs(id(name)).map(String::new).orElseThrow();
  }

  private ExecutionPhase phase(String name) {
    return engine.execution(id(name)).phase();
  }

  private List<Place> within(String name) {
    var executions = engine.engine().executions();
    return executions.within(executions.places(id(name)).get(1));
  }

  @Test
  void taskGivesWhatItsGraphGives() {
    engine.launch(task().call("one"));
    unfolds(attempt("one", 0), "add 5 6");

    assertThat(phase("one")).isEqualTo(ExecutionPhase.RUNNING);
    assertThat(engine.node(id("one")).phase()).isEqualTo(NodePhase.DYNAMIC_RUNNING);
    assertThat(engine.attempts(id("one")).getFirst().phase()).isEqualTo(AttemptPhase.SUCCEEDED);
    assertThat(engine.executor.live()).hasSize(2);

    work();

    assertThat(phase("one")).isEqualTo(ExecutionPhase.SUCCEEDED);
    assertThat(outputs("one")).isEqualTo("o0=7");
    assertThat(engine.node(id("one")).phase()).isEqualTo(NodePhase.SUCCEEDED);
    assertThat(engine.files.text(engine.attempts(id("one")).getFirst().outputUri().orElseThrow()))
        .isEqualTo("o0=7");
    assertThat(engine.store().liveGraphs()).isEmpty();
  }

  @Test
  void nodesOfItsGraphAreSeenBelowIt() {
    engine.launch(task().call("one"));
    unfolds(attempt("one", 0), "add 5 6");
    work();

    assertThat(within("one"))
        .extracting(place -> place.node().id())
        .containsExactly("clean-0-start-node", "clean-0-dn0", "clean-0-dn1", "clean-0-end-node");
    var made = engine.node(id("one")).unfolded().orElseThrow();
    assertThat(made.futures()).endsWith("/clean/data/0/futures.pb");
    assertThat(engine.execution(made.graph()).workflow().name()).isEqualTo("dynamic_clean");
  }

  @Test
  void taskWithoutOutputsMayMakeAGraphToo() {
    engine.launch(task().withoutOutputs().call("one"));
    unfolds(attempt("one", 0), "add 5");
    assertThat(phase("one")).isEqualTo(ExecutionPhase.RUNNING);

    work();

    assertThat(phase("one")).isEqualTo(ExecutionPhase.SUCCEEDED);
    assertThat(within("one")).hasSize(3);
  }

  @Test
  void whatItsGraphGaveIsRememberedAndGivenToWhoWaits() {
    engine.launch(task().cached("x").call("leads"));
    engine.launch(task().cached("x").call("waits"));
    unfolds(attempt("leads", 0), "add 5");
    work();
    engine.launch(task().cached("x").call("hit"));

    for (var name : List.of("leads", "waits", "hit")) {
      assertThat(outputs(name)).as(name).isEqualTo("o0=6");
    }
    assertThat(engine.execution(id("leads")).catalog()).isEqualTo(CatalogStatus.POPULATED);
    assertThat(engine.execution(id("waits")).catalog()).isEqualTo(CatalogStatus.HIT);
    assertThat(engine.execution(id("hit")).catalog()).isEqualTo(CatalogStatus.HIT);
    assertThat(engine.executor.bodies()).hasSize(2);
  }

  @Test
  void failureOfItsGraphIsItsOwnAndIsNotTriedAgain() {
    engine.launch(task().retries(3).call("one"));
    unfolds(attempt("one", 0), "add 5");
    engine.executor.fails(engine.executor.live().getFirst(), Failure.Kind.USER, "Boom", false);
    engine.settle();

    assertThat(phase("one")).isEqualTo(ExecutionPhase.FAILED);
    assertThat(engine.execution(id("one")).error().orElseThrow().code()).isEqualTo("Boom");
    assertThat(engine.attempts(id("one")))
        .extracting(each -> each.phase())
        .containsExactly(AttemptPhase.SUCCEEDED);
    assertThat(within("one")).hasSize(2);
  }

  @Test
  void graphThatCannotBeBuiltFailsTheTask() {
    engine.launch(task().retries(3).call("one"));
    unfolds(attempt("one", 0), "add");

    var error = engine.execution(id("one")).error().orElseThrow();
    assertThat(error.code()).isEqualTo("DynamicWorkflowBuildFailed");
    assertThat(error.kind()).isEqualTo(Failure.Kind.USER);
    assertThat(error.message()).isEqualTo("The graph has no nodes.");
  }

  @Test
  void attemptThatFailsAtFirstMakesItsGraphLater() {
    engine.launch(task().retries(1).call("one"));
    engine.executor.fails(attempt("one", 0), Failure.Kind.USER, "Boom", true);
    engine.settle();
    unfolds(attempt("one", 1), "add 5");
    work();

    assertThat(outputs("one")).isEqualTo("o0=6");
    assertThat(engine.node(id("one")).outputUri().orElseThrow()).endsWith("/1/outputs.pb");
  }

  @Test
  void whatCannotBeKeptNowIsKeptLater() {
    engine.launch(task().cached("x").call("one"));
    unfolds(attempt("one", 0), "add 5");
    engine.executor.succeeds(engine.executor.live().getFirst(), "o0=6");
    engine.files.failOnce();
    engine.settle();
    assertThat(phase("one")).isEqualTo(ExecutionPhase.RUNNING);
    engine.tick(Duration.ofSeconds(2));

    assertThat(outputs("one")).isEqualTo("o0=6");
  }

  @Test
  void abortEndsItsGraph() {
    engine.launch(task().call("one"));
    unfolds(attempt("one", 0), "add 5 6");
    engine.abort(id("one"));

    assertThat(engine.executor.live()).isEmpty();
    assertThat(phase("one")).isEqualTo(ExecutionPhase.ABORTED);
    assertThat(engine.store().liveGraphs()).isEmpty();
    assertThat(engine.store().live()).isEmpty();
  }

  @Test
  void whoWaitsTakesTheGraphOverFromACallerWhoIsAborted() {
    engine.launch(task().cached("x").call("leads"));
    engine.launch(task().cached("x").call("heir"));
    unfolds(attempt("leads", 0), "add 5");
    engine.abort(id("leads"));
    assertThat(engine.node(id("heir")).phase()).isEqualTo(NodePhase.DYNAMIC_RUNNING);
    engine.die();
    engine.start();
    work();

    assertThat(phase("leads")).isEqualTo(ExecutionPhase.ABORTED);
    assertThat(outputs("heir")).isEqualTo("o0=6");
    assertThat(within("heir")).extracting(place -> place.node().id()).contains("clean-0-dn0");
    assertThat(engine.executor.bodies()).hasSize(2);
  }

  @Test
  void timeoutIsOfTheTaskAndItsGraphTogether() {
    engine.launch(task().timeout(Duration.ofMinutes(5)).call("one"));
    unfolds(attempt("one", 0), "add 5");
    engine.tick(Duration.ofMinutes(4));
    assertThat(phase("one")).isEqualTo(ExecutionPhase.RUNNING);
    engine.die();
    engine.start();
    engine.tick(Duration.ofMinutes(2));

    assertThat(phase("one")).isEqualTo(ExecutionPhase.FAILED);
    assertThat(engine.execution(id("one")).error().orElseThrow().code())
        .isEqualTo("RetriesExhausted|TimeoutExpired");
    assertThat(engine.executor.live()).isEmpty();
    assertThat(engine.store().liveGraphs()).isEmpty();
  }

  @Test
  void afterItsTimeoutAnotherAttemptMakesAnotherGraph() {
    engine.launch(task().timeout(Duration.ofMinutes(5)).retries(1).call("one"));
    unfolds(attempt("one", 0), "add 5");
    engine.tick(Duration.ofMinutes(6));
    assertThat(engine.node(id("one")).unfolded()).isEmpty();
    unfolds(attempt("one", 1), "add 7");
    work();

    assertThat(outputs("one")).isEqualTo("o0=8");
  }

  @Test
  void dynamicTasksStandWithinEachOther() {
    engine.launch(task().call("one"));
    unfolds(attempt("one", 0), "grow 1");
    unfolds(engine.executor.live().getFirst(), "add 8");
    assertThat(engine.executor.assignment(engine.executor.live().getFirst()).task().name())
        .isEqualTo("add");
    work();

    assertThat(outputs("one")).isEqualTo("o0=9");
    var inner = within("one").get(1);
    assertThat(inner.node().id()).isEqualTo("clean-0-dn0");
    assertThat(engine.engine().executions().within(inner))
        .extracting(place -> place.node().id())
        .contains(UniqueId.ofPath("clean/dn0/dn0"));
  }

  @Test
  void onesWithoutAnEndAreEnded() {
    engine.launch(task().call("one"));
    unfolds(attempt("one", 0), "grow 1");
    for (var depth = 0; depth < 25 && !engine.executor.live().isEmpty(); depth++) {
      unfolds(engine.executor.live().getFirst(), "grow 1");
    }

    assertThat(phase("one")).isEqualTo(ExecutionPhase.FAILED);
    assertThat(engine.execution(id("one")).error().orElseThrow().message())
        .isEqualTo(
            "Dynamic tasks stand within each other 20 deep, and no more are allowed. Does 'grow' run itself without an end?");
  }

  @Test
  void nodeOfAWorkflowMayBeDynamicAndItsNodesAreHeardOf() {
    engine.launch(MemoryGraphs.growing("flow"));
    unfolds(engine.executor.live().getFirst(), "add 5");
    work();

    assertThat(outputs("flow")).isEqualTo("o0=6");
    assertThat(within("flow"))
        .extracting(place -> place.node().id())
        .containsExactly("n0-0-start-node", "n0-0-dn0", "n0-0-end-node");
    var events = engine.watch(id("flow"));
    assertThat(events)
        .filteredOn(event -> event.node().equals("n0"))
        .extracting(event -> event.standing())
        .containsSubsequence(NodePhase.RUNNING, NodePhase.DYNAMIC_RUNNING, NodePhase.SUCCEEDED);
    assertThat(events)
        .filteredOn(event -> event.node().equals("n0/dn0"))
        .extracting(event -> event.standing())
        .endsWith(NodePhase.SUCCEEDED);
    assertThat(
            events.stream()
                .filter(event -> event.node().equals("n0") && event.standing().terminal()))
        .hasSize(1);
  }

  @Test
  void recoveredWorkflowTakesOverWhatTheGraphHadDone() {
    engine.launch(MemoryGraphs.growing("flow"));
    unfolds(engine.executor.live().getFirst(), "add 5 6");
    engine.executor.succeeds(of(dynamic("flow", "dn0")), "o0=6");
    engine.executor.fails(of(dynamic("flow", "dn1")), Failure.Kind.USER, "Boom", false);
    engine.settle();
    assertThat(phase("flow")).isEqualTo(ExecutionPhase.FAILED);

    engine.launch(MemoryGraphs.growing("mended").recovering(id("flow")));
    unfolds(engine.executor.live().getFirst(), "add 5 6");
    assertThat(engine.executor.live()).as("only what failed").hasSize(1);
    work();

    assertThat(outputs("mended")).isEqualTo("o0=7");
    assertThat(within("mended"))
        .filteredOn(place -> place.node().phase() == NodePhase.RECOVERED)
        .extracting(place -> place.node().id())
        .containsExactly("n0-0-dn0");
  }

  private AttemptId of(ExecutionId execution) {
    return engine.executor.live().stream()
        .filter(attempt -> attempt.execution().equals(execution))
        .findFirst()
        .orElseThrow();
  }

  private ExecutionId dynamic(String flow, String node) {
    var task = UniqueId.ofChild(id(flow), "n0");
    var made = engine.store().reads().node(task).orElseThrow().unfolded().orElseThrow();
    return UniqueId.ofChild(made.graph(), node);
  }
}
