package dev.updraft.engine;

import static dev.updraft.engine.SteppedEngine.id;
import static dev.updraft.engine.SteppedEngine.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.model.Attempt;
import dev.updraft.model.CatalogStatus;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Work that the engine's process does itself. */
class InlineTaskTest {
  private final SteppedEngine engine = SteppedEngine.inMemory().start();

  @Test
  void itIsDoneWithoutBeingLaunchedAndItsFilesFollow() {
    engine.launch(task().inline().call("one"));

    assertThat(engine.executor.live()).isEmpty();
    assertThat(engine.execution(id("one")).phase()).isEqualTo(ExecutionPhase.SUCCEEDED);
    assertThat(engine.engine().executions().outputs(id("one")).map(String::new)).contains("inputs");
    var root = "mem:/metadata/propeller/updraft-development-one/";
    for (var file :
        new String[] {
          "start-node/data/0/outputs.pb",
          "clean/data/inputs.pb",
          "clean/data/0/outputs.pb",
          "end-node/data/inputs.pb",
          "end-node/data/0/outputs.pb"
        }) {
      assertThat(engine.files.text(root + file)).as(file).isEqualTo("inputs");
    }
  }

  @Test
  void whatTheStoreDoesNotKeepIsWrittenBeforeItEnds() {
    var large = new byte[100_000];
    engine.executor.inlineGives(new InlineTask.Result.Succeeded(large));
    engine.launch(task().inline().call("large"));

    assertThat(engine.store().reads().document(id("large")).orElseThrow().outputs()).isEmpty();
    assertThat(engine.engine().executions().outputs(id("large")).orElseThrow()).isEqualTo(large);
  }

  @Test
  void outputsBeyondTheLimitAreAFailure() {
    engine.executor.inlineGives(new InlineTask.Result.Succeeded(new byte[11 << 20]));
    engine.launch(task().inline().retries(3).call("huge"));

    assertThat(engine.execution(id("huge")).error().orElseThrow())
        .extracting(Failure::code, Failure::message)
        .containsExactly(
            "OutputSizeExceeded",
            "The outputs have 11534336 bytes. Return large data as a dataframe or a file, not as a"
                + " value.");
    assertThat(engine.attempts(id("huge"))).hasSize(1);
  }

  @Test
  void equalCallsFindWhatItLeft() {
    engine.launch(task().inline().cached("a").call("first"));
    engine.launch(task().inline().cached("a").call("second"));

    assertThat(engine.node(id("first")).catalog().status()).isEqualTo(CatalogStatus.POPULATED);
    assertThat(engine.node(id("second")).catalog().status()).isEqualTo(CatalogStatus.HIT);
  }

  @Test
  void failureHasTheRetriesOfAnyTask() {
    engine.executor.inlineGives(
        new InlineTask.Result.Failed(
            new Failure(Failure.Kind.USER, "Boom", "no", true, engine.clock.instant())));
    engine.launch(task().inline().retries(2).call("fails"));

    assertThat(engine.execution(id("fails")).phase()).isEqualTo(ExecutionPhase.FAILED);
    assertThat(engine.attempts(id("fails")))
        .extracting(Attempt::cause)
        .containsExactly("first attempt", "attempt 1 failed: Boom", "attempt 2 failed: Boom");
    assertThat(
            engine
                .files
                .text("mem:/metadata/propeller/updraft-development-fails/clean/data/inputs.pb")
                .getBytes(StandardCharsets.UTF_8))
        .as("what it was given can be seen")
        .isNotEmpty();
  }

  @Test
  void whatWasDecidedBeforeADeathIsDoneAfterIt() {
    var left = new int[] {1};
    var store = new MemoryStore();
    var dying =
        new SteppedEngine(() -> store)
            .crashing(
                point -> {
                  if (point.equals("before-effect Start") && left[0]-- > 0) {
                    throw new SimulatedCrash(point);
                  }
                })
            .start();
    try {
      dying.launch(task().inline().call("late"));
    } catch (SimulatedCrash _) {
      // the caller was answered, or was not
    }
    dying.die();
    dying.start();
    dying.tick(Duration.ofSeconds(1));
    assertThat(dying.execution(id("late")).phase()).isEqualTo(ExecutionPhase.SUCCEEDED);
  }
}
