package dev.updraft.engine;

import static dev.updraft.engine.SteppedEngine.attempt;
import static dev.updraft.engine.SteppedEngine.id;
import static dev.updraft.engine.SteppedEngine.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.model.AttemptId;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.Failure;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NodePhase;
import dev.updraft.model.Place;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Graphs that go on from earlier ones; nothing of them is remembered by the catalog. */
class RecoveryTest {
  private final SteppedEngine engine =
      SteppedEngine.inMemory().with(MemoryGraphs.forgetful(0)).start();

  @Test
  void onlyTheFailedItemOfAMapAndWhatCameAfterItRunAgain() {
    failAtTheSeventh("broken");
    engine.launch(MemoryGraphs.call("mended", 9).recovering(id("broken")));
    assertThat(engine.executor.live())
        .extracting(AttemptId::execution)
        .containsExactlyInAnyOrder(within("mended", "n2", "7"), within("mended", "n3", "s0"));
    work(Set.of());

    assertThat(outputs("mended")).isEqualTo(MemoryGraphs.result(9));
    var nodes = nodes("mended");
    assertThat(nodes)
        .filteredOn(node -> node.phase() == NodePhase.RECOVERED)
        .extracting(NodeExecution::id)
        .as("a node, a branch with its arm, the items")
        .hasSize(1 + 2 + 19)
        .contains("n0", "n1", "n1-0-n1-a", "n2-0-0", "n2-0-19")
        .doesNotContain("n2-0-7");
    assertThat(nodes)
        .filteredOn(node -> node.phase() == NodePhase.RECOVERED)
        .allSatisfy(
            node -> {
              assertThat(node.started()).isEmpty();
              assertThat(node.duration()).isEmpty();
              assertThat(node.why()).isEqualTo("Taken over from execution 'broken'.");
            });
  }

  @Test
  void whatARecoveredExecutionNeverReachedIsTakenFromTheOneBefore() {
    failAtTheSeventh("broken");
    restart(MemoryGraphs.forgetful(1));
    engine.launch(MemoryGraphs.call("second", 9).recovering(id("broken")));
    engine.abort(id("second"));
    assertThat(nodes("second"))
        .extracting(NodeExecution::id)
        .contains("n2-0-6")
        .doesNotContain("n2-0-8");
    var done = engine.executor.bodies().size();

    restart(MemoryGraphs.forgetful(0));
    engine.launch(MemoryGraphs.call("third", 9).recovering(id("second")));
    work(Set.of());
    assertThat(outputs("third")).isEqualTo(MemoryGraphs.result(9));
    assertThat(engine.executor.bodies()).as("item 7 and s0").hasSize(done + 2);
  }

  private void restart(MemoryGraphs graphs) {
    engine.die();
    engine.with(graphs).start();
  }

  @Test
  void whatIsGivenOtherInputsRunsAgain() {
    failAtTheSeventh("broken");
    var done = engine.executor.bodies().size();
    engine.launch(MemoryGraphs.call("other", 1).recovering(id("broken")));
    work(Set.of());

    assertThat(outputs("other")).isEqualTo(MemoryGraphs.result(1));
    assertThat(engine.executor.bodies())
        .as("n0, the other arm, item 7 and s0; the list is the same")
        .hasSize(done + 4);
  }

  @Test
  void whatWasTakenOverOutlivesWhereItCameFrom() {
    engine.files.put("mem:/data/aa/frame/00000", new byte[3]);
    engine.launch(task().call("maker"));
    engine.executor.succeeds(attempt("maker", 0), "mem:/data/aa/frame");
    engine.settle();
    failAtTheSeventh("broken");
    engine.tick(Duration.ofDays(20));
    engine.launch(task().call("taken").recovering(id("maker")));
    engine.launch(MemoryGraphs.call("mended", 9).recovering(id("broken")));
    work(Set.of());
    engine.tick(Duration.ofDays(15));
    engine.asking(() -> engine.engine().tidy());

    assertThat(engine.store().reads().execution(id("maker"))).isEmpty();
    assertThat(engine.store().reads().execution(id("broken"))).isEmpty();
    assertThat(engine.files.exists("mem:/data/aa/frame")).isTrue();
    assertThat(outputs("taken")).isEqualTo("mem:/data/aa/frame");
    assertThat(outputs("mended")).isEqualTo(MemoryGraphs.result(9));
    var done = engine.executor.bodies().size();
    engine.launch(MemoryGraphs.call("again", 9).recovering(id("mended")));
    assertThat(engine.execution(id("again")).phase()).isEqualTo(ExecutionPhase.SUCCEEDED);
    assertThat(outputs("again")).isEqualTo(MemoryGraphs.result(9));
    assertThat(engine.executor.bodies()).hasSize(done);
  }

  @Test
  void aTaskWhoseFileIsGoneRunsAgain() {
    engine.files.put("mem:/data/aa/frame/00000", new byte[3]);
    engine.launch(task().call("maker"));
    engine.executor.succeeds(attempt("maker", 0), "mem:/data/aa/frame");
    engine.settle();
    engine.files.deleteUnit("mem:/data/aa/frame");
    engine.launch(task().call("again").recovering(id("maker")));

    assertThat(engine.executor.live()).containsExactly(attempt("again", 0));
  }

  @Test
  void whatWasTakenOverIsNoCallOfTheSession() {
    failAtTheSeventh("broken");
    var before = engine.engine().executions().summary("");
    engine.launch(MemoryGraphs.call("mended", 9).recovering(id("broken")));
    work(Set.of());
    var after = engine.engine().executions().summary("");
    assertThat(after.calls() - before.calls()).as("item 7 and s0").isEqualTo(2);
  }

  private void failAtTheSeventh(String name) {
    engine.launch(MemoryGraphs.call(name, 9));
    work(Set.of(within(name, "n2", "7"), within(name, "n3", "s0")));
    engine.executor.fails(attemptOf(within(name, "n2", "7")), Failure.Kind.USER, "Boom", false);
    engine.settle();
    assertThat(engine.execution(id(name)).phase()).isEqualTo(ExecutionPhase.FAILED);
  }

  private static ExecutionId within(String root, String graph, String node) {
    return UniqueId.ofChild(UniqueId.ofChild(id(root), graph), node);
  }

  private AttemptId attemptOf(ExecutionId execution) {
    return engine.executor.live().stream()
        .filter(attempt -> attempt.execution().equals(execution))
        .findFirst()
        .orElseThrow();
  }

  /** Does all there is to do, but for some. */
  private void work(Set<ExecutionId> left) {
    List<AttemptId> open;
    do {
      open =
          engine.executor.live().stream()
              .filter(attempt -> !left.contains(attempt.execution()))
              .toList();
      for (var attempt : open) {
        engine.executor.succeeds(
            attempt, MemoryGraphs.body(engine.executor.assignment(attempt), engine.files));
        engine.settle();
      }
    } while (!open.isEmpty());
  }

  private String outputs(String name) {
    return engine.engine().executions().outputs(id(name)).map(String::new).orElseThrow();
  }

  /** All of them, with those within. */
  private List<NodeExecution> nodes(String name) {
    var executions = engine.engine().executions();
    return executions.places(id(name)).stream()
        .flatMap(place -> Stream.concat(Stream.of(place), executions.within(place).stream()))
        .filter(place -> place.node().kind() != NodeExecution.Kind.START)
        .map(Place::node)
        .toList();
  }
}
