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
import dev.updraft.model.CatalogStatus;
import dev.updraft.model.Conflict;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.Failure;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NodePhase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A task run by itself, from create to its end. Contract 3.2, 3.4, 5.3, 5.4. */
class SingleTaskTest {
  private final SteppedEngine engine = SteppedEngine.inMemory().start();

  @Test
  void runsFromCreateToOutputs() {
    var seen = engine.watch(id("one"));
    var created = engine.launch(task().call("one"));
    assertThat(created.phase()).isEqualTo(ExecutionPhase.RUNNING);
    engine.tick(Duration.ofSeconds(1));
    engine.executor.begins(attempt("one", 0));
    engine.tick(Duration.ofSeconds(2));
    engine.executor.succeeds(attempt("one", 0), "42");
    engine.settle();

    var execution = engine.execution(id("one"));
    assertThat(execution.phase()).isEqualTo(ExecutionPhase.SUCCEEDED);
    assertThat(execution.duration()).contains(Duration.ofSeconds(3));
    assertThat(execution.outputsUri())
        .contains("mem:/metadata/propeller/updraft-development-one/end-node/data/0/outputs.pb");
    assertThat(execution.workflow().name()).isEqualTo(".flytegen.clean");
    assertThat(engine.engine().executions().outputs(id("one")).map(String::new)).contains("42");
    assertThat(seen)
        .extracting(ExecutionEvent::phase, ExecutionEvent::attemptPhase)
        .containsExactly(
            tuple(ExecutionPhase.RUNNING, AttemptPhase.QUEUED),
            tuple(ExecutionPhase.RUNNING, AttemptPhase.RUNNING),
            tuple(ExecutionPhase.SUCCEEDED, AttemptPhase.SUCCEEDED));
    assertThat(seen.getLast().outputs().map(String::new)).contains("42");
  }

  @Test
  void showsTheThreeNodesAsFlyteDoes() {
    engine.launch(task().call("one"));
    engine.executor.begins(attempt("one", 0));
    engine.tick(Duration.ofSeconds(2));
    engine.executor.succeeds(attempt("one", 0), "42");
    engine.settle();

    var nodes = engine.engine().executions().nodes(id("one"));
    assertThat(nodes)
        .extracting(NodeExecution::id, NodeExecution::phase)
        .containsExactly(
            tuple("start-node", NodePhase.SUCCEEDED),
            tuple("clean", NodePhase.SUCCEEDED),
            tuple("end-node", NodePhase.SUCCEEDED));
    var root = "mem:/metadata/propeller/updraft-development-one/";
    var start = nodes.getFirst();
    assertThat(start.inputUri()).isEmpty();
    assertThat(start.outputUri()).contains(root + "start-node/data/0/outputs.pb");
    assertThat(start.started()).isEmpty();
    var node = nodes.get(1);
    assertThat(node.inputUri()).contains(root + "clean/data/inputs.pb");
    assertThat(node.outputUri()).contains(root + "clean/data/0/outputs.pb");
    assertThat(node.duration()).contains(Duration.ofSeconds(2));
    assertThat(node.checkpointUri().orElseThrow())
        .matches("mem:/data/[a-z0-9]{2}/one-clean-0/_flytecheckpoints");
    var end = nodes.getLast();
    assertThat(end.inputUri()).contains(root + "end-node/data/inputs.pb");
    assertThat(end.outputUri()).isEmpty();
    assertThat(end.started()).isEmpty();
  }

  @Test
  void writesTheFilesThatItsUrisName() {
    engine.launch(task().call("one"));
    assertThat(
            engine.files.text(
                "mem:/metadata/propeller/updraft-development-one/clean/data/inputs.pb"))
        .isEqualTo("inputs");
    assertThat(
            engine.files.text("mem:/metadata/propeller/updraft-development-one/clean/data/task.pb"))
        .isEqualTo("template");
    assertThat(
            engine.files.text(
                "mem:/metadata/propeller/updraft-development-one/start-node/data/0/outputs.pb"))
        .isEqualTo("inputs");
    engine.executor.succeeds(attempt("one", 0), "42");
    engine.settle();
    assertThat(
            engine.files.text(
                "mem:/metadata/propeller/updraft-development-one/end-node/data/0/outputs.pb"))
        .isEqualTo("42");
  }

  @Test
  void takenNameIsRefusedWhateverTheInputs() {
    engine.launch(task().call("one"));
    assertThatThrownBy(() -> engine.launch(task().retries(5).call("one")))
        .isInstanceOfSatisfying(
            Conflict.class, e -> assertThat(e.kind()).isEqualTo(Conflict.Kind.NAME_TAKEN))
        .hasMessage(
            "Execution 'one' exists already in project 'updraft', domain 'development'. A new call needs a new name.");
  }

  @Test
  void userFailureIsRetriedOnTheUsersBudget() {
    var seen = engine.watch(id("one"));
    engine.launch(task().retries(1).call("one"));
    engine.executor.fails(attempt("one", 0), Failure.Kind.USER, "Boom", true);
    engine.settle();
    assertThat(seen)
        .filteredOn(event -> event.attempt() == 1)
        .extracting(ExecutionEvent::why)
        .first()
        .isEqualTo("attempt 1 failed: Boom");
    engine.executor.fails(attempt("one", 1), Failure.Kind.USER, "Boom", true);
    engine.settle();

    assertThat(engine.attempts(id("one")))
        .extracting(Attempt::phase, Attempt::budget, Attempt::cause)
        .containsExactly(
            tuple(AttemptPhase.FAILED, Budget.FIRST, "first attempt"),
            tuple(AttemptPhase.FAILED, Budget.USER, "attempt 1 failed: Boom"));
    var error = engine.execution(id("one")).error().orElseThrow();
    assertThat(error.code()).isEqualTo("RetriesExhausted|Boom");
    assertThat(error.message())
        .isEqualTo("[2/2] currentAttempt done. Last Error: USER::Boom happened");
    assertThat(error.kind()).isEqualTo(Failure.Kind.USER);
    assertThat(engine.attempts(id("one")).getLast().error().orElseThrow().code()).isEqualTo("Boom");
    assertThat(engine.node(id("one")).phase()).isEqualTo(NodePhase.FAILED);
  }

  @Test
  void systemFailureIsRetriedThreeTimesWithoutTouchingTheUsersBudget() {
    engine.launch(task().call("one"));
    for (var n = 0; n < 4; n++) {
      engine.executor.fails(attempt("one", n), Failure.Kind.SYSTEM, "Gone", true);
      engine.settle();
    }
    assertThat(engine.attempts(id("one")))
        .extracting(Attempt::budget)
        .containsExactly(Budget.FIRST, Budget.SYSTEM, Budget.SYSTEM, Budget.SYSTEM);
    assertThat(engine.execution(id("one")).error().orElseThrow().message())
        .isEqualTo("[3/3] currentAttempt done. Last Error: SYSTEM::Gone happened");
  }

  @Test
  void finalFailurePassesUnchanged() {
    engine.launch(task().retries(5).call("one"));
    engine.executor.fails(
        attempt("one", 0), Failure.Kind.USER, "java.lang.IllegalStateException", false);
    engine.settle();
    assertThat(engine.attempts(id("one"))).hasSize(1);
    assertThat(engine.execution(id("one")).error().orElseThrow().code())
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(engine.engine().executions().nodes(id("one")))
        .extracting(NodeExecution::id)
        .containsExactly("start-node", "clean");
  }

  @Test
  void declaredOutputsThatAreMissingFailTheAttempt() {
    engine.launch(task().call("one"));
    engine.executor.endsWithoutOutputs(attempt("one", 0));
    engine.settle();
    assertThat(engine.execution(id("one")).error().orElseThrow().code())
        .isEqualTo("RetriesExhausted|OutputsNotFound");
  }

  @Test
  void outputsThatCannotBeReadFailTheAttemptForGood() {
    engine.launch(task().retries(3).call("one"));
    engine.executor.succeeds(attempt("one", 0), "garbage");
    engine.settle();
    assertThat(engine.attempts(id("one"))).hasSize(1);
    assertThat(engine.execution(id("one")).error().orElseThrow().code()).isEqualTo("BadOutputs");
  }

  @Test
  void taskWithoutOutputsNeedsNone() {
    engine.launch(task().withoutOutputs().call("one"));
    engine.executor.endsWithoutOutputs(attempt("one", 0));
    engine.settle();
    assertThat(engine.execution(id("one")).phase()).isEqualTo(ExecutionPhase.SUCCEEDED);
    assertThat(engine.engine().executions().outputs(id("one"))).isEmpty();
  }

  @Test
  void timeoutEndsTheAttemptAndDrawsOnTheUsersBudget() {
    engine.launch(task().timeout(Duration.ofSeconds(5)).retries(1).call("one"));
    engine.tick(Duration.ofSeconds(60));
    assertThat(engine.executor.live()).as("waiting does not count").hasSize(1);
    engine.executor.begins(attempt("one", 0));
    engine.tick(Duration.ofSeconds(5));
    assertThat(engine.attempts(id("one")).getFirst().error().orElseThrow().code())
        .isEqualTo("TimeoutExpired");
    engine.executor.begins(attempt("one", 1));
    engine.tick(Duration.ofSeconds(5));
    var error = engine.execution(id("one")).error().orElseThrow();
    assertThat(error.code()).isEqualTo("RetriesExhausted|TimeoutExpired");
    assertThat(error.message())
        .isEqualTo(
            "[2/2] currentAttempt done. Last Error: USER::The attempt took longer than its timeout of 5 s and was ended. Allow more with --timeout.");
    assertThat(engine.executor.live()).isEmpty();
  }

  @Test
  void abortIsOverWhenTheWorkIsGone() {
    engine.launch(task().call("one"));
    engine.executor.begins(attempt("one", 0));
    engine.settle();
    var seen = engine.watch(id("one"));
    engine.abort(id("one"));
    assertThat(engine.executor.live()).isEmpty();
    var execution = engine.execution(id("one"));
    assertThat(execution.phase()).isEqualTo(ExecutionPhase.ABORTED);
    assertThat(execution.abort().orElseThrow().cause()).isEqualTo("enough");
    assertThat(seen).extracting(ExecutionEvent::phase).contains(ExecutionPhase.ABORTING);
    assertThat(engine.node(id("one")).error().orElseThrow().message())
        .isEqualTo("Workflow aborted.");
    assertThat(engine.attempts(id("one")))
        .extracting(Attempt::phase, Attempt::error)
        .containsExactly(tuple(AttemptPhase.ABORTED, Optional.empty()));
    assertThatThrownBy(() -> engine.abort(id("one")))
        .isInstanceOf(Conflict.class)
        .hasMessage("Cannot abort execution 'one': it is ABORTED already.");
  }

  @Test
  void progressIsToldButNotKept() {
    engine.launch(task().call("one"));
    engine.executor.begins(attempt("one", 0));
    engine.settle();
    var seen = engine.watch(id("one"));
    engine.executor.progresses(attempt("one", 0), 2, 10);
    engine.executor.progresses(attempt("one", 0), 3, 10);
    engine.settle();
    assertThat(seen.getLast().progress()).contains(new ExecutionEvent.Progress(3, 10, "rows", 0));
    assertThat(seen)
        .filteredOn(e -> e.progress().isPresent())
        .as("what came at once is told once")
        .hasSize(1);
    assertThat(engine.watch(id("one"))).noneMatch(e -> e.progress().isPresent());
  }

  @Test
  void lateWatcherGetsEverythingWithTheOutputs() {
    engine.launch(task().call("one"));
    engine.executor.succeeds(attempt("one", 0), "42");
    engine.settle();
    var seen = engine.watch(id("one"));
    assertThat(seen).hasSize(3);
    assertThat(seen.getLast().outputs().map(b -> new String(b, StandardCharsets.UTF_8)))
        .contains("42");
    assertThat(seen.getLast().catalog().status()).isEqualTo(CatalogStatus.DISABLED);
  }
}
