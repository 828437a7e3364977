package dev.updraft.engine;

import static dev.updraft.engine.SteppedEngine.attempt;
import static dev.updraft.engine.SteppedEngine.id;
import static dev.updraft.engine.SteppedEngine.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.updraft.model.ArtifactQuery;
import dev.updraft.model.Attempt;
import dev.updraft.model.AttemptPhase;
import dev.updraft.model.CatalogStatus;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.Failure;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.NodePhase;
import dev.updraft.model.NotFound;
import dev.updraft.model.Summary;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is remembered, found again, waited for and forgotten. Contract 4. */
class CatalogTest {
  private final SteppedEngine engine = SteppedEngine.inMemory().start();

  private void run(String name) {
    engine.executor.begins(attempt(name, 0));
    engine.tick(Duration.ofSeconds(3));
    engine.executor.succeeds(attempt(name, 0), "42");
    engine.settle();
  }

  @Test
  void secondEqualCallIsAHitWithoutAnAttempt() {
    engine.launch(task().cached("in").call("first"));
    run("first");
    var seen = engine.watch(id("second"));
    var hit = engine.launch(task().cached("in").call("second"));

    assertThat(hit.phase())
        .as("it has ended when create returns")
        .isEqualTo(ExecutionPhase.SUCCEEDED);
    assertThat(hit.saved()).isEqualTo(Duration.ofSeconds(3));
    assertThat(engine.attempts(id("second"))).isEmpty();
    assertThat(engine.executor.bodies()).containsExactly(attempt("first", 0));
    var node = engine.node(id("second"));
    assertThat(node.phase()).isEqualTo(NodePhase.SUCCEEDED);
    assertThat(node.started()).isEmpty();
    assertThat(node.duration()).isEmpty();
    assertThat(node.checkpointUri()).isEmpty();
    assertThat(node.catalog().status()).isEqualTo(CatalogStatus.HIT);
    assertThat(node.catalog().artifact().orElseThrow().source()).isEqualTo(attempt("first", 0));
    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst().outputs().map(String::new)).contains("42");
    assertThat(seen.getFirst().catalog().artifact().orElseThrow().by()).isEqualTo("ada");
    assertThat(engine.engine().executions().outputs(id("second")).map(String::new)).contains("42");
    assertThat(
            engine.files.text(
                "mem:/metadata/propeller/updraft-development-second/clean/data/0/outputs.pb"))
        .isEqualTo("42");
  }

  @Test
  void firstCallSaysThatItPopulated() {
    engine.launch(task().cached("in").call("first"));
    assertThat(engine.node(id("first")).catalog().status()).isEqualTo(CatalogStatus.MISS);
    run("first");
    var outcome = engine.node(id("first")).catalog();
    assertThat(outcome.status()).isEqualTo(CatalogStatus.POPULATED);
    assertThat(engine.engine().catalog().find(outcome.key().orElseThrow()))
        .isEqualTo(outcome.artifact());
  }

  @Test
  void uncachedTaskLeavesNoTrace() {
    engine.launch(task().call("first"));
    run("first");
    assertThat(engine.node(id("first")).catalog().key()).isEmpty();
    assertThat(engine.engine().catalog().list(ArtifactQuery.of("", "", "", "", 9))).isEmpty();
  }

  @Test
  void otherInputsRun() {
    engine.launch(task().cached("in").call("first"));
    run("first");
    assertThat(engine.launch(task().cached("other").call("second")).phase())
        .isEqualTo(ExecutionPhase.RUNNING);
  }

  @Test
  void vanishedOutputsAreAMiss() {
    engine.launch(task().cached("in").call("first"));
    run("first");
    engine.files.delete("mem:/metadata/propeller/updraft-development-first");
    assertThat(engine.launch(task().cached("in").call("second")).phase())
        .isEqualTo(ExecutionPhase.RUNNING);
    run("second");
    assertThat(engine.launch(task().cached("in").call("third")).phase())
        .isEqualTo(ExecutionPhase.SUCCEEDED);
  }

  @Test
  void vanishedFrameOfTheOutputsIsAMissToo() {
    engine.files.put("mem:/data/aa/frame/00000", new byte[3]);
    engine.launch(task().cached("in").call("first"));
    engine.executor.succeeds(attempt("first", 0), "mem:/data/aa/frame");
    engine.settle();
    assertThat(engine.launch(task().cached("in").call("second")).phase())
        .isEqualTo(ExecutionPhase.SUCCEEDED);
    engine.files.delete("mem:/data/aa/frame");
    assertThat(engine.launch(task().cached("in").call("third")).phase())
        .isEqualTo(ExecutionPhase.RUNNING);
  }

  @Test
  void anArtifactsBytesCountTheFilesThatItsOutputsReferTo() {
    engine.files.put("mem:/data/aa/frame/00000", new byte[3000]);
    engine.files.put("mem:/data/aa/frame/00001", new byte[4000]);
    engine.launch(task().cached("in").call("first"));
    engine.executor.succeeds(attempt("first", 0), "mem:/data/aa/frame");
    engine.settle();
    var artifact = engine.engine().catalog().list(ArtifactQuery.of("", "", "", "", 9)).getFirst();
    assertThat(artifact.bytes()).isEqualTo(7000L + engine.files.size(artifact.outputsUri()));
  }

  @Test
  void fileElsewhereIsItsKeepersBusiness() {
    engine.launch(task().cached("in").call("first"));
    engine.executor.succeeds(attempt("first", 0), "https://elsewhere/file");
    engine.settle();
    assertThat(engine.launch(task().cached("in").call("second")).phase())
        .isEqualTo(ExecutionPhase.SUCCEEDED);
  }

  @Test
  void largeOutputsAreNotInlineButAreHits() {
    var large = "x".repeat(100_000);
    engine.launch(task().cached("in").call("first"));
    engine.executor.succeeds(attempt("first", 0), large);
    engine.settle();
    var seen = engine.watch(id("second"));
    engine.launch(task().cached("in").call("second"));
    assertThat(seen.getLast().phase()).isEqualTo(ExecutionPhase.SUCCEEDED);
    assertThat(seen.getLast().outputs()).isEmpty();
    assertThat(engine.engine().executions().outputs(id("second")).map(String::new)).contains(large);
    assertThat(
            engine.files.text(
                "mem:/metadata/propeller/updraft-development-second/end-node/data/0/outputs.pb"))
        .isEqualTo(large);
  }

  @Test
  void overwritingRunsAndReplacesWhatIsRemembered() {
    engine.launch(task().cached("in").call("first"));
    run("first");
    engine.launch(task().cached("in", true, true).call("second"));
    engine.executor.succeeds(attempt("second", 0), "43");
    engine.settle();
    engine.launch(task().cached("in").call("third"));
    assertThat(engine.engine().executions().outputs(id("third")).map(String::new)).contains("43");
  }

  @Test
  void firstWriterWinsWhenNobodyWaits() {
    engine.launch(task().cached("in", false, false).call("first"));
    engine.launch(task().cached("in", false, false).call("second"));
    assertThat(engine.executor.live()).hasSize(2);
    run("second");
    run("first");
    var artifacts = engine.engine().catalog().list(ArtifactQuery.of("", "", "", "", 9));
    assertThat(artifacts).extracting(a -> a.source().execution()).containsExactly(id("second"));
  }

  @Test
  void hitOfOtherCodeSaysSo() {
    engine.launch(task().cached("in").codeKey("c1-one").call("first"));
    run("first");
    var seen = engine.watch(id("second"), id("third"));
    engine.launch(task().cached("in").codeKey("c1-two").call("second"));
    engine.launch(task().cached("in").codeKey("c1-one").call("third"));
    assertThat(seen).extracting(e -> e.otherCode()).containsExactly(true, false);
  }

  @Test
  void secondEqualCallInFlightWaitsForTheFirst() {
    engine.launch(task().cached("in").call("first"));
    engine.launch(task().cached("in").call("second"));
    assertThat(engine.executor.live()).containsExactly(attempt("first", 0));
    assertThat(engine.node(id("second")).why()).isEqualTo("Waits for the equal call 'first'.");
    run("first");
    assertThat(engine.execution(id("second")).phase()).isEqualTo(ExecutionPhase.SUCCEEDED);
    assertThat(engine.node(id("second")).catalog().status()).isEqualTo(CatalogStatus.HIT);
    assertThat(engine.attempts(id("second"))).isEmpty();
  }

  @Test
  void hundredEqualCallsRunOnce() {
    for (var n = 0; n < 100; n++) {
      engine.launch(task().cached("in").session("s").call("call" + n));
    }
    run("call0");
    assertThat(engine.executor.bodies()).hasSize(1);
    assertThat(engine.engine().executions().summary("s"))
        .isEqualTo(new Summary(100, 99, 1, 0, 0, Duration.ofSeconds(3 * 99)));
  }

  @Test
  void failureOfTheSharedAttemptIsEverybodys() {
    engine.launch(task().cached("in").call("first"));
    engine.launch(task().cached("in").call("second"));
    engine.executor.fails(attempt("first", 0), Failure.Kind.USER, "Boom", false);
    engine.settle();
    assertThat(engine.execution(id("second")).error().orElseThrow().code()).isEqualTo("Boom");
    assertThat(engine.launch(task().cached("in").call("third")).phase())
        .as("a failure is not remembered")
        .isEqualTo(ExecutionPhase.RUNNING);
  }

  @Test
  void abortedWaiterLeavesTheOthersAlone() {
    engine.launch(task().cached("in").call("first"));
    engine.launch(task().cached("in").call("second"));
    engine.abort(id("second"));
    assertThat(engine.execution(id("second")).phase()).isEqualTo(ExecutionPhase.ABORTED);
    run("first");
    assertThat(engine.execution(id("first")).phase()).isEqualTo(ExecutionPhase.SUCCEEDED);
  }

  @Test
  void abortedLeaderHandsItsAttemptOver() {
    engine.launch(task().cached("in").call("first"));
    engine.executor.begins(attempt("first", 0));
    engine.launch(task().cached("in").call("second"));
    engine.abort(id("first"));
    assertThat(engine.execution(id("first")).phase()).isEqualTo(ExecutionPhase.ABORTED);
    assertThat(engine.attempts(id("first")))
        .extracting(Attempt::phase)
        .containsExactly(AttemptPhase.ABORTED);
    assertThat(engine.attempts(id("second")))
        .extracting(Attempt::runsAs, Attempt::phase, Attempt::cause)
        .containsExactly(
            tuple(
                attempt("first", 0),
                AttemptPhase.RUNNING,
                "takes over attempt 1 of 'first', whose caller was aborted"));
    engine.executor.succeeds(attempt("first", 0), "42");
    engine.settle();
    assertThat(engine.engine().executions().outputs(id("second")).map(String::new)).contains("42");
    assertThat(engine.executor.bodies()).containsExactly(attempt("first", 0));
  }

  @Test
  void retryAfterHandingOverIsTheHeirsNextAttempt() {
    engine.launch(task().retries(1).cached("in").call("first"));
    engine.launch(task().retries(1).cached("in").call("second"));
    engine.abort(id("first"));
    engine.executor.fails(attempt("first", 0), Failure.Kind.USER, "Boom", true);
    engine.settle();
    engine.executor.succeeds(attempt("second", 1), "42");
    engine.settle();
    assertThat(engine.attempts(id("second")))
        .extracting(Attempt::phase)
        .containsExactly(AttemptPhase.FAILED, AttemptPhase.SUCCEEDED);
    assertThat(engine.execution(id("second")).phase()).isEqualTo(ExecutionPhase.SUCCEEDED);
  }

  @Test
  void lastOneOutEndsTheAttempt() {
    engine.launch(task().cached("in").call("first"));
    engine.launch(task().cached("in").call("second"));
    engine.abort(id("first"));
    assertThat(engine.executor.live()).hasSize(1);
    engine.abort(id("second"));
    assertThat(engine.executor.live()).isEmpty();
    assertThat(engine.execution(id("second")).phase()).isEqualTo(ExecutionPhase.ABORTED);
  }

  @Test
  void forgottenArtifactMakesExactlyThatCallRunAgain() {
    engine.launch(task().cached("a").call("first"));
    run("first");
    engine.launch(task().cached("b").call("second"));
    run("second");
    var hash = engine.node(id("first")).catalog().key().orElseThrow().hash();
    var removed =
        engine.asking(
            () ->
                engine
                    .engine()
                    .catalog()
                    .remove(
                        "updraft",
                        "development",
                        "clean",
                        hash.substring(0, 8).toUpperCase(java.util.Locale.ROOT)));
    assertThat(removed.source()).isEqualTo(attempt("first", 0));
    assertThat(engine.launch(task().cached("b").call("third")).phase())
        .isEqualTo(ExecutionPhase.SUCCEEDED);
    assertThat(engine.launch(task().cached("a").call("fourth")).phase())
        .isEqualTo(ExecutionPhase.RUNNING);
    assertThatThrownBy(
            () ->
                engine.asking(
                    () ->
                        engine
                            .engine()
                            .catalog()
                            .remove("updraft", "development", "clean", hash.substring(0, 8))))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(
            () ->
                engine.asking(
                    () ->
                        engine.engine().catalog().remove("updraft", "development", "clean", "3f2")))
        .isInstanceOf(InvalidRequest.class)
        .hasMessage("'clean@3f2' is too short. Give at least 4 letters of the key.");
  }

  @Test
  void hitsAreCounted() {
    engine.launch(task().cached("a").call("first"));
    run("first");
    engine.tick(Duration.ofHours(1));
    Execution hit = engine.launch(task().cached("a").call("second"));
    var artifact =
        engine
            .engine()
            .catalog()
            .list(ArtifactQuery.of("updraft", "development", "clean", "", 9))
            .getFirst();
    assertThat(artifact.hits()).isEqualTo(1);
    assertThat(artifact.lastUsed()).isEqualTo(hit.created());
  }

  @Test
  void cachingATaskWithoutOutputsIsRefused() {
    assertThatThrownBy(() -> task().cached("a").withoutOutputs().call("first"))
        .isInstanceOf(InvalidRequest.class)
        .hasMessage("Task 'clean' has no outputs, so there is nothing to cache. Drop --cache.");
  }
}
