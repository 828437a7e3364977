package dev.updraft.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.engine.Executor.Assignment;
import dev.updraft.engine.Executor.Ending;
import dev.updraft.engine.Executor.Standing;
import dev.updraft.model.AttemptId;
import dev.updraft.model.ExecutionEvent.Progress;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.Resources;
import dev.updraft.model.TaskId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Gates through the end of the process that holds them: all of them lies in files. */
class GateExecutorTest {
  private static final AttemptId GATE =
      new AttemptId(new ExecutionId("updraft", "development", "g1"), "gate", 0);
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final MemoryFiles files = new MemoryFiles(InstantSource.fixed(NOW));
  private final Layout layout = new Layout("mem://");
  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

  /** What an executor said of an end. */
  private record Told(AttemptId attempt, long epoch, Ending ending) {}

  @Test
  void oneThatWaitsIsFoundAgainAndOpensWhenItsTimeHasPassed() throws InterruptedException {
    try (var before = executor(NOW)) {
      before.launch(assignment(Map.of(ControlPlane.Gates.SLEEP, "PT10S")));
    }
    try (var after = executor(NOW.plusSeconds(11))) {
      assertThat(after.find(GATE)).contains(new Standing.Running(NOW));
      assertThat(told.poll(10, TimeUnit.SECONDS))
          .isEqualTo(new Told(GATE, 7, new Ending.Succeeded()));
    }
  }

  @Test
  void oneThatWasOpenedWhileNobodyHeldItHasEnded() {
    try (var before = executor(NOW)) {
      before.launch(assignment(Map.of()));
    }
    files.put(layout.outputs(GATE.execution(), "gate", 0), "yes".getBytes(StandardCharsets.UTF_8));
    try (var after = executor(NOW)) {
      assertThat(after.find(GATE)).contains(new Standing.Ended(new Ending.Succeeded()));
    }
  }

  @Test
  void anAbortEndsTheWaiting() throws InterruptedException {
    try (var executor = executor(NOW)) {
      executor.launch(assignment(Map.of()));
      executor.kill(GATE, "enough");

      assertThat(told.poll(10, TimeUnit.SECONDS))
          .isEqualTo(new Told(GATE, 7, new Ending.Killed("enough")));
    }
  }

  @Test
  void oneThatNeverWasIsNotFound() {
    try (var executor = executor(NOW)) {
      assertThat(executor.find(GATE)).isEmpty();
    }
  }

  private GateExecutor executor(Instant now) {
    var executor =
        new GateExecutor(new MemoryStore().reads(), files, layout, InstantSource.fixed(now));
    executor.start(
        new Executor.Listener() {
          @Override
          public void started(AttemptId attempt, long epoch, Instant at) {}

          @Override
          public void progressed(AttemptId attempt, Progress progress) {}

          @Override
          public void ended(AttemptId attempt, long epoch, Ending ending, Instant at) {
            told.add(new Told(attempt, epoch, ending));
          }

          @Override
          public void waits(AttemptId attempt, String why) {}
        });
    return executor;
  }

  private Assignment assignment(Map<String, String> environment) {
    return new Assignment(
        GATE,
        7,
        new TaskId("updraft", "development", "gate", "v1"),
        ControlPlane.Gates.TYPE,
        "",
        new byte[0],
        new Resources(0, Optional.empty()),
        layout.inputs(GATE.execution(), "gate"),
        layout.outputPrefix(GATE.execution(), "gate", 0),
        layout.raw(GATE),
        layout.template(GATE.execution(), "gate"),
        environment);
  }
}
