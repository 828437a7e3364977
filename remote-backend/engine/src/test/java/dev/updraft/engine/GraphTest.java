package dev.updraft.engine;

import static dev.updraft.engine.SteppedEngine.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.Failure;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NodePhase;
import dev.updraft.model.Query;
import dev.updraft.types.graph.Workflow;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A graph of a branch, a map of twenty and a workflow within runs as one execution. */
class GraphTest {
  private final SteppedEngine engine = SteppedEngine.inMemory().with(MemoryGraphs.usual()).start();

  private static void work(SteppedEngine engine) {
    while (!engine.executor.live().isEmpty()) {
      for (var attempt : engine.executor.live()) {
        engine.executor.succeeds(
            attempt, MemoryGraphs.body(engine.executor.assignment(attempt), engine.files));
      }
      engine.settle();
    }
  }

  private String outputs(String name) {
    return engine.engine().executions().outputs(id(name)).map(String::new).orElseThrow();
  }

  @Test
  void graphEndsWithTheValueOfPlainJava() {
    engine.launch(MemoryGraphs.call("small", 1));
    engine.launch(MemoryGraphs.call("large", 9));
    work(engine);
    assertThat(outputs("small")).isEqualTo(MemoryGraphs.result(1));
    assertThat(outputs("large")).isEqualTo(MemoryGraphs.result(9));
    assertThat(engine.execution(id("large")).phase()).isEqualTo(ExecutionPhase.SUCCEEDED);
  }

  @Test
  void independentNodesRunAtTheSameTime() {
    engine.launch(MemoryGraphs.call("one", 1));
    assertThat(engine.executor.live()).as("n0 and the twenty of the map").hasSize(21);
  }

  @Test
  void noMoreNodesRunThanAllowed() {
    var narrow =
        SteppedEngine.inMemory()
            .with(new MemoryGraphs(Workflow.OnFailure.FAIL_IMMEDIATELY, 2))
            .start();
    narrow.launch(MemoryGraphs.call("one", 1));
    assertThat(narrow.executor.live()).as("n0, and two of the map").hasSize(3);
    work(narrow);
    assertThat(narrow.execution(id("one")).phase()).isEqualTo(ExecutionPhase.SUCCEEDED);
  }

  @Test
  void unchangedNodesAreHits() {
    engine.launch(MemoryGraphs.call("first", 1));
    work(engine);
    var bodies = engine.executor.bodies().size();
    engine.launch(MemoryGraphs.call("second", 1));
    assertThat(engine.execution(id("second")).phase()).isEqualTo(ExecutionPhase.SUCCEEDED);
    assertThat(engine.executor.bodies()).hasSize(bodies);
  }

  @Test
  void itsNodesAreSeenUnderIt() {
    engine.launch(MemoryGraphs.call("one", 9));
    work(engine);
    var executions = engine.engine().executions();
    var places = executions.places(id("one"));
    assertThat(places)
        .extracting(place -> place.node().id())
        .containsExactlyInAnyOrder("start-node", "n0", "n1", "n2", "n3", "end-node");
    var map =
        places.stream().filter(place -> place.node().id().equals("n2")).findFirst().orElseThrow();
    assertThat(map.node().kind()).isEqualTo(NodeExecution.Kind.GRAPH);
    assertThat(executions.within(map))
        .hasSize(22)
        .allMatch(place -> place.node().execution().equals(id("one")))
        .allMatch(place -> place.node().phase() == NodePhase.SUCCEEDED)
        .extracting(place -> place.node().id())
        .contains("n2-0-0", "n2-0-19");
    assertThat(UniqueId.ofPath("n2/19")).isEqualTo("n2-0-19");
    var listed = executions.list(new Query("", "", List.of(), List.of(), 0, 100));
    assertThat(listed).extracting(each -> each.id()).containsExactly(id("one"));
  }

  @Test
  void watchersOfTheGraphHearOfItsNodes() {
    engine.launch(MemoryGraphs.call("one", 9));
    work(engine);
    var events = engine.watch(id("one"));
    assertThat(events)
        .filteredOn(event -> event.standing() == NodePhase.SUCCEEDED)
        .extracting(ExecutionEvent::node)
        .contains("n0", "n1/n1-a", "n2", "n2/7", "n3", "n3/s0");
    assertThat(events.stream().filter(ExecutionEvent::last)).hasSize(1);
    assertThat(events.getLast().last()).isTrue();
    assertThat(events.getLast().outputs().map(String::new)).contains(MemoryGraphs.result(9));
  }

  @Test
  void firstFailureEndsWhatStillRuns() {
    engine.launch(MemoryGraphs.call("one", 1));
    failFirst(engine);
    assertThat(engine.executor.live()).isEmpty();
    var ended = engine.execution(id("one"));
    assertThat(ended.phase()).isEqualTo(ExecutionPhase.FAILED);
    assertThat(ended.error().orElseThrow().message()).contains("Boom happened");
    assertThat(engine.store().liveGraphs()).isEmpty();
  }

  @Test
  void otherNodesAreFinishedWhenThatIsAsked() {
    var patient =
        SteppedEngine.inMemory()
            .with(new MemoryGraphs(Workflow.OnFailure.FAIL_AFTER_EXECUTABLE_NODES_COMPLETE, 0))
            .start();
    patient.launch(MemoryGraphs.call("one", 1));
    failFirst(patient);
    assertThat(patient.executor.live()).as("the map goes on").hasSize(20);
    work(patient);
    assertThat(patient.execution(id("one")).phase()).isEqualTo(ExecutionPhase.FAILED);
    assertThat(patient.executor.bodies()).as("nothing after the failed node").hasSize(21);
  }

  /** The first node fails for good. */
  private static void failFirst(SteppedEngine engine) {
    var first =
        engine.executor.live().stream()
            .filter(
                attempt ->
                    MemoryGraphs.body(engine.executor.assignment(attempt), engine.files)
                        .equals("o0=2"))
            .filter(attempt -> attempt.execution().equals(UniqueId.ofChild(id("one"), "n0")))
            .findFirst()
            .orElseThrow();
    engine.executor.fails(first, Failure.Kind.USER, "Boom", false);
    engine.settle();
  }

  @Test
  void abortEndsEverythingBelow() {
    engine.launch(MemoryGraphs.call("one", 1));
    engine.abort(id("one"));
    assertThat(engine.executor.live()).isEmpty();
    assertThat(engine.execution(id("one")).phase()).isEqualTo(ExecutionPhase.ABORTED);
    assertThat(engine.store().live()).isEmpty();
    assertThat(engine.store().liveGraphs()).isEmpty();
    assertThat(engine.watch(id("one")).getLast().phase()).isEqualTo(ExecutionPhase.ABORTED);
  }

  @Test
  void restartGoesOnWhereItWas() {
    engine.launch(MemoryGraphs.call("one", 9));
    engine.die();
    engine.start();
    work(engine);
    assertThat(outputs("one")).isEqualTo(MemoryGraphs.result(9));
    assertThat(engine.executor.bodies()).doesNotHaveDuplicates().hasSize(23);
  }
}
