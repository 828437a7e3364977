package dev.updraft.engine;

import static dev.updraft.engine.SteppedEngine.attempt;
import static dev.updraft.engine.SteppedEngine.id;
import static dev.updraft.engine.SteppedEngine.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.model.ArtifactQuery;
import dev.updraft.model.Attempt;
import dev.updraft.model.AttemptId;
import dev.updraft.model.Conflict;
import dev.updraft.model.EntityId;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.Failure;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NodePhase;
import dev.updraft.model.Place;
import dev.updraft.model.Project;
import dev.updraft.model.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One scenario that passes every statement and every effect; the process dies at each point of it
 * in turn, comes back, and the scenario ends as if nothing had happened. What is done a second time
 * says why. Points name themselves after the sealed types: a new one that the scenario does not
 * pass fails {@link #scenarioPassesEveryPoint}.
 */
public abstract class CrashContract {
  /** Opens the store, with what it held. */
  protected abstract Supplier<Store> stores();

  /** At how many of a point's occasions to die, each in a play of its own. */
  protected int deaths() {
    return 3;
  }

  private SteppedEngine playing() {
    var engine = new SteppedEngine(stores());
    return engine.with(MemoryGraphs.usual().reading(engine.files)).with(EveryMinute.TASK);
  }

  static Stream<String> points() {
    return CrashPoint.all().stream();
  }

  @Test
  void scenarioPassesEveryPoint() {
    var passed = new HashSet<String>();
    var engine = playing();
    engine.crashing(passed::add).start();
    new Scenario(engine).play();
    engine.die();
    assertThat(CrashPoint.all())
        .isNotEmpty()
        .allSatisfy(point -> assertThat(passed).contains(point));
  }

  @ParameterizedTest
  @MethodSource("points")
  void deathAtAnyPointLosesNothing(String point) {
    for (var nth = 1; nth <= deaths(); nth++) {
      var left = new int[] {nth};
      var engine = playing();
      engine
          .crashing(
              reached -> {
                if (reached.equals(point) && --left[0] == 0) {
                  throw new SimulatedCrash(point);
                }
              })
          .start();
      new Scenario(engine).play();
      engine.die();
    }
  }

  @Test
  void everythingToldTwiceChangesNothing() {
    var engine = playing();
    engine.executor.tellTwice();
    engine.start();
    new Scenario(engine).play();
    engine.die();
  }

  /** The client's part. It repeats what was not answered, under the same name, as clients do. */
  private static final class Scenario {
    private final SteppedEngine engine;

    /**
     * Work of the engine that died is done by the next one on another store; each scenario has
     * names of its own.
     */
    private final String run = "r" + System.nanoTime() + "-";

    Scenario(SteppedEngine engine) {
      this.engine = engine;
    }

    void play() {
      step(() -> engine.asking(() -> projectIsThere()));
      step(() -> engine.asking(() -> entityIsThere()));
      var fails = task().retries(1).call(run + "fails");
      create(fails);
      worker(
          () -> engine.executor.fails(attempt(run + "fails", 0), Failure.Kind.USER, "Boom", true));
      worker(() -> engine.executor.succeeds(attempt(run + "fails", 1), "7"));

      create(task().cached(run).call(run + "leads"));
      create(task().cached(run).call(run + "waits"));
      worker(() -> engine.executor.succeeds(attempt(run + "leads", 0), "42"));
      create(task().cached(run).call(run + "hit"));

      step(() -> engine.asking(() -> States.change(engine.engine(), run)));
      step(() -> engine.asking(() -> States.forget(engine.engine(), run)));
      create(task().inline().call(run + "inline"));
      settled();

      create(task().call(run + "grown"));
      worker(() -> engine.executor.unfolds(attempt(run + "grown", 0), "add 1000 1001"));
      create(task().call(run + "halted"));
      worker(() -> engine.executor.unfolds(attempt(run + "halted", 0), "add 2000"));
      step(() -> abort(run + "halted"));
      graphsTasks(Set.of());

      create(task().call(run + "aborted"));
      worker(() -> engine.executor.begins(attempt(run + "aborted", 0)));
      step(() -> abort(run + "aborted"));

      create(MemoryGraphs.call(run + "broken", 30));
      graphsTasks(Set.of(seventh(), within("n3", "s0")));
      worker(() -> engine.executor.fails(attemptOf(seventh()), Failure.Kind.USER, "Boom", false));
      create(MemoryGraphs.call(run + "mended", 30).recovering(id(run + "broken")));
      graphsTasks(Set.of());

      create(MemoryGraphs.call(run + "graph", 9));
      graphsTasks(Set.of());
      create(MemoryGraphs.call(run + "again", 9));
      settled();

      ticks();
      step(() -> engine.asking(this::artifactIsGone));
      step(() -> engine.tick(Duration.ofDays(40)));
      check();
      step(() -> engine.asking(() -> engine.engine().tidy()));
      step(() -> assertThat(engine.store().reads().execution(id(run + "hit"))).isEmpty());
    }

    private boolean projectIsThere() {
      try {
        engine.engine().projects().register(new Project(States.project(run), "P", ""));
      } catch (Conflict e) {
        assertThat(e.kind()).isEqualTo(Conflict.Kind.NAME_TAKEN);
      }
      return true;
    }

    private boolean entityIsThere() {
      var launch = task().call("x");
      var name = launch.launched();
      try {
        engine
            .engine()
            .entities()
            .register(
                new EntityId(
                    name.kind(), name.project(), name.domain(), run + "clean", name.version()),
                "d",
                launch.spec());
      } catch (Conflict e) {
        assertThat(e.kind()).isEqualTo(Conflict.Kind.SAME_CONTENT);
      }
      return true;
    }

    private ExecutionId seventh() {
      return within("n2", "7");
    }

    private ExecutionId within(String graph, String node) {
      return UniqueId.ofChild(UniqueId.ofChild(id(run + "broken"), graph), node);
    }

    private AttemptId attemptOf(ExecutionId execution) {
      return engine.executor.live().stream()
          .filter(attempt -> attempt.execution().equals(execution))
          .findFirst()
          .orElseThrow();
    }

    /** Two ticks of a schedule, each an execution. */
    private void ticks() {
      var plan = EveryMinute.plan(run + "plan");
      step(() -> engine.asking(() -> EveryMinute.register(engine.engine(), plan)));
      step(() -> engine.asking(() -> EveryMinute.activate(engine.engine(), plan)));
      for (var n = 0; n < 2; n++) {
        step(() -> engine.tick(Duration.ZERO));
        engine.clock.advance(Duration.ofMinutes(1));
        step(
            () ->
                engine.asking(
                    () -> {
                      engine.engine().fireSchedules();
                      return true;
                    }));
        for (var attempt : engine.executor.live()) {
          worker(() -> engine.executor.succeeds(attempt, "42"));
        }
      }
      step(
          () ->
              engine.asking(
                  () -> {
                    engine.engine().plans().deactivate(plan);
                    return true;
                  }));
    }

    /**
     * A branch, a map of twenty, a workflow within: every task is done once.
     *
     * @param left whose attempts are not done
     */
    private void graphsTasks(Set<ExecutionId> left) {
      settled();
      for (var found = true; found; ) {
        found = false;
        for (var attempt : engine.executor.live()) {
          if (left.contains(attempt.execution())) {
            continue;
          }
          found = true;
          var outputs = MemoryGraphs.body(engine.executor.assignment(attempt), engine.files);
          worker(() -> engine.executor.succeeds(attempt, outputs));
        }
      }
    }

    private void create(Request launch) {
      step(
          () -> {
            try {
              engine.launch(launch);
            } catch (Conflict e) {
              assertThat(e.kind()).isEqualTo(Conflict.Kind.NAME_TAKEN);
            }
          });
    }

    private void abort(String name) {
      try {
        engine.abort(id(name));
      } catch (Conflict e) {
        assertThat(e.kind()).isEqualTo(Conflict.Kind.ENDED);
      }
    }

    private boolean artifactIsGone() {
      var catalog = engine.engine().catalog();
      var hash = task().cached(run).call("x").run().caching().orElseThrow().key().hash();
      catalog
          .list(ArtifactQuery.of("updraft", "development", "clean", hash, 1))
          .forEach(a -> catalog.remove("updraft", "development", "clean", hash));
      return true;
    }

    /** The worker does it once, whoever listens. */
    private void worker(Runnable deed) {
      settled();
      try {
        deed.run();
      } catch (SimulatedCrash e) {
        revive();
      }
      settled();
    }

    private void settled() {
      step(engine::settle);
    }

    private void step(Runnable step) {
      try {
        step.run();
      } catch (SimulatedCrash e) {
        revive();
        step.run();
        settled();
      }
    }

    private void revive() {
      engine.die();
      engine.start();
    }

    private void check() {
      assertThat(phase("fails")).isEqualTo(ExecutionPhase.SUCCEEDED);
      assertThat(phase("leads")).isEqualTo(ExecutionPhase.SUCCEEDED);
      assertThat(phase("waits")).isEqualTo(ExecutionPhase.SUCCEEDED);
      assertThat(phase("hit")).isEqualTo(ExecutionPhase.SUCCEEDED);
      assertThat(phase("aborted")).isEqualTo(ExecutionPhase.ABORTED);
      assertThat(phase("inline")).isEqualTo(ExecutionPhase.SUCCEEDED);
      assertThat(phase("grown")).isEqualTo(ExecutionPhase.SUCCEEDED);
      assertThat(phase("halted")).isEqualTo(ExecutionPhase.ABORTED);
      assertThat(engine.engine().executions().outputs(id(run + "grown")).map(String::new))
          .contains("o0=1002");
      assertThat(engine.files.text(engine.node(id(run + "grown")).outputUri().orElseThrow()))
          .isEqualTo("o0=1002");
      assertThat(engine.files.text(engine.node(id(run + "inline")).outputUri().orElseThrow()))
          .isEqualTo("inputs");
      for (var name : List.of("leads", "waits", "hit")) {
        assertThat(engine.engine().executions().outputs(id(run + name)).map(String::new))
            .as(name)
            .contains("42");
        assertThat(engine.files.text(engine.execution(id(run + name)).outputsUri().orElseThrow()))
            .as(name)
            .isEqualTo("42");
      }
      assertThat(engine.attempts(id(run + "fails")))
          .extracting(Attempt::cause)
          .containsExactly("first attempt", "attempt 1 failed: Boom");
      for (var name : List.of("graph", "again")) {
        assertThat(phase(name)).as(name).isEqualTo(ExecutionPhase.SUCCEEDED);
        assertThat(engine.engine().executions().outputs(id(run + name)).map(String::new))
            .as(name)
            .contains(MemoryGraphs.result(9));
        assertThat(engine.files.text(engine.execution(id(run + name)).outputsUri().orElseThrow()))
            .as(name)
            .isEqualTo(MemoryGraphs.result(9));
      }
      checkRecovered();
      assertThat(engine.store().liveGraphs()).isEmpty();
      var bodies = engine.executor.bodies();
      assertThat(bodies.stream().filter(a -> !a.node().equals("clean")))
          .as(
              "of grown 2, of broken 22, of mended what failed or was not reached, of graph all but the map")
          .hasSize(2 + 22 + 2 + 3)
          .doesNotHaveDuplicates();
      var ticks = EveryMinute.executions(engine.engine(), run + "plan");
      assertThat(ticks).as("an execution for each tick").hasSize(2);
      assertThat(bodies.stream().filter(a -> ticks.contains(a.execution())))
          .as("each tick's body once")
          .hasSize(2)
          .doesNotHaveDuplicates();
      assertThat(
              bodies.stream()
                  .filter(a -> a.node().equals("clean") && !ticks.contains(a.execution())))
          .as("each body once, and a second one only with its cause")
          .containsExactly(
              attempt(run + "fails", 0),
              attempt(run + "fails", 1),
              attempt(run + "leads", 0),
              attempt(run + "grown", 0),
              attempt(run + "halted", 0),
              attempt(run + "aborted", 0));
      assertThat(engine.executor.live()).isEmpty();
      for (var name :
          List.of(
              "fails", "leads", "waits", "hit", "inline", "grown", "halted", "aborted", "broken",
              "mended", "graph", "again")) {
        var events = engine.watch(id(run + name));
        assertThat(new ArrayList<>(events))
            .as(name)
            .extracting(e -> e.last())
            .last()
            .isEqualTo(true);
        assertThat(events.stream().filter(e -> e.last())).as(name + " ends once").hasSize(1);
      }
      assertThat(Set.copyOf(engine.store().live())).isEmpty();
    }

    private void checkRecovered() {
      assertThat(phase("broken")).isEqualTo(ExecutionPhase.FAILED);
      assertThat(phase("mended")).isEqualTo(ExecutionPhase.SUCCEEDED);
      var executions = engine.engine().executions();
      assertThat(executions.outputs(id(run + "mended")).map(String::new))
          .contains(MemoryGraphs.result(30));
      var places = executions.places(id(run + "mended"));
      assertThat(places)
          .filteredOn(place -> place.node().phase() == NodePhase.RECOVERED)
          .extracting(place -> place.node().id())
          .containsExactlyInAnyOrder("n0", "n1");
      var map = places.stream().filter(p -> p.node().id().equals("n2")).findFirst().orElseThrow();
      var items = executions.within(map).stream().map(Place::node).toList();
      assertThat(items)
          .filteredOn(item -> item.phase() == NodePhase.RECOVERED)
          .as("each taken over once")
          .hasSize(19)
          .doesNotHaveDuplicates()
          .allSatisfy(
              item -> assertThat(engine.files.text(item.outputUri().orElseThrow())).isNotEmpty());
      assertThat(items)
          .filteredOn(item -> item.kind() == NodeExecution.Kind.TASK)
          .filteredOn(item -> item.phase() == NodePhase.SUCCEEDED)
          .extracting(NodeExecution::id)
          .containsExactly("n2-0-7");
    }

    private ExecutionPhase phase(String name) {
      return engine.execution(id(run + name)).phase();
    }
  }
}
