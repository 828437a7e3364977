package dev.updraft.engine;

import static dev.updraft.engine.SteppedEngine.attempt;
import static dev.updraft.engine.SteppedEngine.id;
import static dev.updraft.engine.SteppedEngine.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.Exhausted;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.NotFound;
import dev.updraft.model.Unavailable;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The shell: limits, lost ownership, effects that fail, and the real threads. */
class LoopTest {
  @Test
  void tooManyUnfinishedExecutionsAreRefused() {
    var d = Settings.of("test", new Layout("mem:"));
    var engine =
        SteppedEngine.inMemory()
            .with(
                new Settings(
                    d.owner(),
                    d.layout(),
                    d.systemRetries(),
                    d.inlineBytes(),
                    d.outputBytes(),
                    2,
                    d.domains(),
                    d.retention(),
                    d.rest()))
            .start();
    engine.launch(task().call("one"));
    engine.launch(task().call("two"));
    assertThatThrownBy(() -> engine.launch(task().call("three")))
        .isInstanceOf(Exhausted.class)
        .hasMessage(
            "2 executions are unfinished, which is the limit. Wait for some of them, or abort them.");
    engine.executor.succeeds(attempt("one", 0), "42");
    engine.settle();
    assertThat(engine.launch(task().call("three")).phase()).isEqualTo(ExecutionPhase.RUNNING);
  }

  @Test
  void unknownTaskTypeIsRefusedWithThoseThereAre() {
    var engine = SteppedEngine.inMemory().start();
    var launch = task().call("one");
    var run = launch.run();
    var spark =
        new dev.updraft.model.TaskRun(
            run.task(),
            "spark",
            run.template(),
            run.resources(),
            0,
            true,
            run.caching(),
            "",
            run.environment());
    assertThatThrownBy(
            () ->
                engine.launch(
                    new dev.updraft.model.Launch(
                        launch.id(),
                        launch.spec(),
                        launch.inputs(),
                        launch.launched(),
                        spark,
                        launch.role(),
                        launch.labels(),
                        List.of())))
        .isInstanceOf(InvalidRequest.class)
        .hasMessage(
            "Task 'clean' is of type 'spark', which no executor of this backend runs. It runs: inline, java-task.");
  }

  @Test
  void unknownExecutionCannotBeAborted() {
    var engine = SteppedEngine.inMemory().start();
    assertThatThrownBy(() -> engine.abort(id("none")))
        .isInstanceOf(NotFound.class)
        .hasMessage("No execution 'none' in project 'updraft', domain 'development'.");
  }

  @Test
  void processThatLostItsShardsWritesNoMore() {
    var engine = SteppedEngine.inMemory().start();
    engine.launch(task().call("one"));
    engine.store().claim("thief");
    assertThatThrownBy(() -> engine.launch(task().call("two")))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("has lost its database to another one");
    assertThat(engine.engine().healthy()).isFalse();
    for (var i = 0; i < 50; i++) {
      var late = task().call("late-" + i);
      assertThatThrownBy(() -> engine.launch(late)).isInstanceOf(Unavailable.class);
    }
    assertThat(engine.store().live())
        .extracting(l -> l.execution().id())
        .containsExactly(id("one"));
  }

  @Test
  void closedEngineRefusesInsteadOfHanging() {
    var engine = SteppedEngine.inMemory().start().engine();
    engine.close();
    assertThatThrownBy(() -> engine.executions().create(task().call("one")))
        .isInstanceOf(Unavailable.class)
        .hasMessage("The backend is stopping. Ask again.");
  }

  @Test
  void startThatFailsDrawsOnTheSystemsBudget() {
    var engine = SteppedEngine.inMemory();
    engine.executor.refuseLaunches("no room on the machine");
    engine.start();
    engine.launch(task().call("one"));
    var error = engine.execution(id("one")).error().orElseThrow();
    assertThat(error.code()).isEqualTo("RetriesExhausted|NotStarted");
    assertThat(error.message())
        .endsWith("The attempt could not be started: no room on the machine");
    assertThat(engine.attempts(id("one"))).hasSize(4);
  }

  @Test
  void threadsCarryACallFromCreateToItsLastEvent() throws Exception {
    var clock = InstantSource.system();
    var files = new MemoryFiles(clock);
    var executor = new ScriptedExecutor(clock, files);
    try (var store = new MemoryStore();
        var engine =
            Engine.start(
                Settings.of("test", new Layout("mem:")),
                store,
                files,
                List.of(executor),
                clock,
                CrashPoint.NONE,
                Graphs.NONE,
                Schedules.NONE)) {
      var running = new CompletableFuture<Boolean>();
      var ended = new CompletableFuture<ExecutionPhase>();
      engine
          .watching()
          .watch(
              List.of(id("one")),
              0,
              event -> {
                running.complete(true);
                if (event.last()) {
                  ended.complete(event.phase());
                }
              });
      engine.executions().create(task().cached("in").call("one"));
      running.get(20, TimeUnit.SECONDS);
      executor.awaitLaunch(attempt("one", 0));
      executor.succeeds(attempt("one", 0), "42");
      assertThat(ended.get(20, TimeUnit.SECONDS)).isEqualTo(ExecutionPhase.SUCCEEDED);
      assertThat(engine.executions().create(task().cached("in").call("two")).phase())
          .isEqualTo(ExecutionPhase.SUCCEEDED);
      assertThat(engine.healthy()).isTrue();
      assertThat(engine.stats().commits()).isGreaterThanOrEqualTo(3);
      assertThat(engine.stats().attempts()).isZero();
    }
  }

  @Test
  void endThatComesWhileTheLoopIsBusyWithTheSameAttemptIsNotLost() throws Exception {
    var clock = InstantSource.system();
    var files = new MemoryFiles(clock);
    var executor = new ScriptedExecutor(clock, files);
    try (var store = new MemoryStore();
        var engine =
            Engine.start(
                Settings.of("test", new Layout("mem:")),
                store,
                files,
                List.of(executor),
                clock,
                CrashPoint.NONE,
                Graphs.NONE,
                Schedules.NONE)) {
      for (var i = 0; i < 300; i++) {
        var name = "call" + i;
        var ended = new CompletableFuture<ExecutionPhase>();
        engine
            .watching()
            .watch(
                List.of(id(name)),
                0,
                event -> {
                  if (event.last()) {
                    ended.complete(event.phase());
                  }
                });
        engine.executions().create(task().call(name));
        executor.awaitLaunch(attempt(name, 0));
        executor.begins(attempt(name, 0));
        for (var news = 0; news < 200; news++) {
          executor.waits(attempt(name, 0), "news that the loop must look at, one after the other");
        }
        executor.succeeds(attempt(name, 0), "42");
        assertThat(ended.get(20, TimeUnit.SECONDS)).isEqualTo(ExecutionPhase.SUCCEEDED);
      }
    }
  }
}
