package dev.updraft.engine;

import static dev.updraft.engine.SteppedEngine.attempt;
import static dev.updraft.engine.SteppedEngine.id;
import static dev.updraft.engine.SteppedEngine.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.updraft.model.Attempt;
import dev.updraft.model.AttemptPhase;
import dev.updraft.model.Budget;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.Unavailable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Attempts outlive the backend, and memory is only a cache. */
class RestartTest {
  private final SteppedEngine engine = SteppedEngine.inMemory().start();

  private void restart() {
    engine.die();
    engine.start();
  }

  @Test
  void runningAttemptIsAdopted() {
    engine.launch(task().call("one"));
    engine.executor.begins(attempt("one", 0));
    engine.settle();
    restart();
    engine.executor.succeeds(attempt("one", 0), "42");
    engine.settle();
    assertThat(engine.execution(id("one")).phase()).isEqualTo(ExecutionPhase.SUCCEEDED);
    assertThat(engine.executor.bodies()).hasSize(1);
  }

  @Test
  void attemptThatEndedMeanwhileIsNoticed() {
    engine.launch(task().cached("in").call("one"));
    engine.launch(task().cached("in").call("two"));
    engine.die();
    engine.executor.succeeds(attempt("one", 0), "42");
    engine.start();
    assertThat(engine.execution(id("one")).phase()).isEqualTo(ExecutionPhase.SUCCEEDED);
    assertThat(engine.execution(id("two")).phase()).isEqualTo(ExecutionPhase.SUCCEEDED);
  }

  @Test
  void attemptThatNeverBeganIsLaunchedAgainUnderItsName() {
    engine.launch(task().call("one"));
    engine.executor.lose(attempt("one", 0));
    engine.files.delete("mem:/metadata");
    restart();
    assertThat(engine.executor.live()).containsExactly(attempt("one", 0));
    assertThat(engine.executor.assignment(attempt("one", 0)).epoch()).isEqualTo(2);
    assertThat(
            engine.files.text(
                "mem:/metadata/propeller/updraft-development-one/clean/data/inputs.pb"))
        .isEqualTo("inputs");
    engine.executor.succeeds(attempt("one", 0), "42");
    engine.settle();
    assertThat(engine.attempts(id("one"))).hasSize(1);
    assertThat(engine.execution(id("one")).phase()).isEqualTo(ExecutionPhase.SUCCEEDED);
  }

  @Test
  void attemptWhoseProcessVanishedIsRepeatedWithItsCause() {
    engine.launch(task().call("one"));
    engine.executor.begins(attempt("one", 0));
    engine.settle();
    engine.executor.lose(attempt("one", 0));
    restart();
    assertThat(engine.attempts(id("one")))
        .extracting(Attempt::phase, Attempt::budget, Attempt::cause)
        .containsExactly(
            tuple(AttemptPhase.FAILED, Budget.FIRST, "first attempt"),
            tuple(
                AttemptPhase.QUEUED, Budget.SYSTEM, "attempt 1 failed: ResourceDeletedExternally"));
  }

  @Test
  void deadlineHoldsOverARestart() {
    engine.launch(task().timeout(Duration.ofSeconds(10)).call("one"));
    engine.executor.begins(attempt("one", 0));
    engine.settle();
    engine.die();
    engine.clock.advance(Duration.ofSeconds(11));
    engine.start();
    assertThat(engine.execution(id("one")).error().orElseThrow().code())
        .isEqualTo("RetriesExhausted|TimeoutExpired");
    assertThat(engine.executor.live()).isEmpty();
  }

  @Test
  void eventNumbersGoOnGrowing() {
    engine.launch(task().call("one"));
    var before = engine.watch(id("one")).getLast().seq();
    restart();
    engine.executor.succeeds(attempt("one", 0), "42");
    engine.settle();
    assertThat(engine.watch(id("one"))).extracting(e -> e.seq()).doesNotHaveDuplicates().isSorted();
    assertThat(engine.watch(id("one")).getLast().seq()).isGreaterThan(before);
  }

  @Test
  void waitersStillWaitAfterARestart() {
    engine.launch(task().cached("in").call("one"));
    engine.launch(task().cached("in").call("two"));
    restart();
    engine.launch(task().cached("in").call("three"));
    assertThat(engine.executor.live()).containsExactly(attempt("one", 0));
    engine.abort(id("one"));
    restart();
    engine.executor.succeeds(attempt("one", 0), "42");
    engine.settle();
    assertThat(engine.execution(id("two")).phase()).isEqualTo(ExecutionPhase.SUCCEEDED);
    assertThat(engine.execution(id("three")).phase()).isEqualTo(ExecutionPhase.SUCCEEDED);
    assertThat(engine.executor.bodies()).hasSize(1);
  }

  @Test
  void databaseThatFailsForAWhileLosesNothing() {
    var store = new MemoryStore();
    var broken = new AtomicBoolean();
    var other = new SteppedEngine(() -> new FailingStore(store, broken::get)).start();
    other.launch(task().call("one"));
    broken.set(true);
    assertThatThrownBy(() -> other.launch(task().call("two"))).isInstanceOf(Unavailable.class);
    other.executor.succeeds(attempt("one", 0), "42");
    other.settle();
    broken.set(false);
    other.launch(task().call("three"));
    assertThat(other.execution(id("one")).phase()).isEqualTo(ExecutionPhase.SUCCEEDED);
    assertThat(other.executor.live()).containsExactly(attempt("three", 0));
  }
}
