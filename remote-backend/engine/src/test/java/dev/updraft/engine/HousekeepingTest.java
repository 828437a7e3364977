package dev.updraft.engine;

import static dev.updraft.engine.SteppedEngine.attempt;
import static dev.updraft.engine.SteppedEngine.id;
import static dev.updraft.engine.SteppedEngine.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.NotFound;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is old or too much goes, what is referred to stays. */
class HousekeepingTest {
  private final SteppedEngine engine =
      SteppedEngine.inMemory().with(settings(Long.MAX_VALUE)).start();

  private static Settings settings(long bytes) {
    var d = Settings.of("test", new Layout("mem:"));
    return new Settings(
        d.owner(),
        d.layout(),
        d.systemRetries(),
        d.inlineBytes(),
        d.outputBytes(),
        d.maxLive(),
        d.domains(),
        new Settings.Retention(bytes, Duration.ofDays(30)),
        d.rest());
  }

  private void run(SteppedEngine engine, String name, String inputs, String outputs) {
    engine.launch(task().cached(inputs).call(name));
    engine.executor.succeeds(attempt(name, 0), outputs);
    engine.settle();
  }

  private static Housekeeping.Tidied tidy(SteppedEngine engine) {
    return engine.asking(() -> engine.engine().tidy());
  }

  @Test
  void executionsOlderThanTheLimitGoWithTheirFiles() {
    run(engine, "old", "in", "42");
    engine.tick(Duration.ofDays(31));
    run(engine, "young", "other", "43");
    var tidied = tidy(engine);
    assertThat(tidied.executions()).isEqualTo(1);
    assertThat(tidied.artifacts()).isEqualTo(1);
    assertThatThrownBy(() -> engine.execution(id("old"))).isInstanceOf(NotFound.class);
    assertThat(engine.files.exists("mem:/metadata/propeller/updraft-development-old")).isFalse();
    assertThat(engine.execution(id("young")).phase()).isEqualTo(ExecutionPhase.SUCCEEDED);
    assertThat(engine.files.exists("mem:/metadata/propeller/updraft-development-young")).isTrue();
  }

  @Test
  void outputsThatAreStillHitStayThoughTheirExecutionGoes() {
    engine.files.put("mem:/data/aa/frame/00000", new byte[3]);
    run(engine, "maker", "in", "mem:/data/aa/frame");
    engine.tick(Duration.ofDays(20));
    engine.launch(task().cached("in").call("user"));
    engine.tick(Duration.ofDays(20));
    assertThat(tidy(engine).executions()).isEqualTo(1);
    assertThat(engine.launch(task().cached("in").call("again")).phase())
        .as("the artifact was used 20 days ago, so it and its frame are there")
        .isEqualTo(ExecutionPhase.SUCCEEDED);
    assertThat(engine.files.exists("mem:/data/aa/frame")).isTrue();
  }

  @Test
  void unreferencedUploadStaysAsLongAsAnythingDoes() {
    engine.files.put("mem:/up/p/abc/file", new byte[9]);
    engine.tick(Duration.ofDays(29));
    tidy(engine);
    assertThat(engine.files.exists("mem:/up/p/abc/file"))
        .as("a kernel may count on code that it uploaded weeks ago")
        .isTrue();
    engine.tick(Duration.ofDays(2));
    assertThat(tidy(engine).freed()).isEqualTo(9);
    assertThat(engine.files.exists("mem:/up/p/abc/file")).isFalse();
  }

  @Test
  void runningExecutionKeepsItsFilesHoweverOld() {
    engine.launch(task().call("long"));
    engine.executor.begins(attempt("long", 0));
    engine.tick(Duration.ofDays(60));
    tidy(engine);
    assertThat(
            engine.files.exists(
                "mem:/metadata/propeller/updraft-development-long/clean/data/inputs.pb"))
        .isTrue();
    engine.executor.succeeds(attempt("long", 0), "42");
    engine.settle();
    assertThat(engine.execution(id("long")).phase()).isEqualTo(ExecutionPhase.SUCCEEDED);
  }

  @Test
  void beyondTheSizeLimitTheLongestUnusedGoFirst() {
    var small = SteppedEngine.inMemory().with(settings(5_000)).start();
    for (var n = 0; n < 3; n++) {
      run(small, "call" + n, "in" + n, "x".repeat(1000));
      small.tick(Duration.ofDays(2));
    }
    assertThat(tidy(small).left()).isLessThanOrEqualTo(5_000);
    assertThat(small.engine().executions().list(query())).hasSizeLessThan(3);
  }

  private static dev.updraft.model.Query query() {
    return new dev.updraft.model.Query("", "", List.of(), List.of(), 0, 99);
  }
}
