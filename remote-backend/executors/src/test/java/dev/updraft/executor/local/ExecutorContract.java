package dev.updraft.executor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import dev.updraft.engine.Executor;
import dev.updraft.engine.Executor.Assignment;
import dev.updraft.engine.Executor.Ending;
import dev.updraft.engine.Executor.Standing;
import dev.updraft.model.AttemptId;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.Failure;
import dev.updraft.model.Failure.Kind;
import dev.updraft.model.Resources;
import dev.updraft.model.TaskId;
import dev.updraft.types.Literal;
import dev.updraft.types.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every executor promises the engine, whatever runs the attempts. Bodies are real: they are
 * compiled, stored and called.
 */
abstract class ExecutorContract {
  static final long GIB = 1L << 30;

  @TempDir Path home;
  final Told told = new Told();

  @SuppressWarnings("NullAway.Init")
  private Executor executor;

  private int count;

  /** An executor over the same machine as the one before; not started. */
  abstract Executor open();

  /** Until nothing runs any more. */
  abstract void awaitWorkersEnd();

  @BeforeEach
  void start() {
    restart(told);
  }

  /** As a new process would. */
  void restart(Told anew) {
    executor = open();
    executor.start(anew);
  }

  @AfterEach
  void stop() {
    executor.close();
    awaitWorkersEnd();
  }

  @Test
  void everyoneOfManyIsRunOnce() {
    var task = CompiledTask.of(folder(), "static long task(long x) { return x * x; }", "long");
    var attempts = new ArrayList<AttemptId>();
    for (long x = 0; x < 12; x++) {
      attempts.add(launch(task, Map.of("x", new Literal.Integer(x)), GIB));
    }
    attempts.forEach(told::awaitEnd);

    assertThat(attempts)
        .extracting(attempt -> output(attempt))
        .containsExactlyElementsOf(
            LongStream.range(0, 12).<Literal>mapToObj(x -> new Literal.Integer(x * x)).toList());
  }

  @Test
  void runsAMethodOnItsInputs() {
    var attempt =
        launch(
            "static long task(long x) { return x + 1; }",
            Map.of("x", new Literal.Integer(41)),
            "long");

    assertThat(told.awaitEnd(attempt)).isEqualTo(new Ending.Succeeded());
    assertThat(outputs(attempt)).containsEntry("o0", new Literal.Integer(42));
    assertThat(told.hasStarted(attempt)).isTrue();
  }

  @Test
  void anExceptionIsToldWithTheLineOfTheCell() {
    var failure =
        failureOf(
            """
            static long task(long x) {
              if (x > 3) {
                throw new IllegalStateException("too many: " + x);
              }
              return x;
            }""",
            Map.of("x", new Literal.Integer(7)),
            "long");

    assertThat(failure.kind()).isEqualTo(Kind.USER);
    assertThat(failure.retryable()).isTrue();
    assertThat(failure.code()).isEqualTo("java.lang.IllegalStateException");
    assertThat(failure.message())
        .isEqualTo("java.lang.IllegalStateException: too many: 7\n\tat task(cell m:task:3)\n");
  }

  @Test
  void nullIsRefusedAndNotTriedAgain() {
    var failure = failureOf("static String task() { return null; }", Map.of());

    assertThat(failure.code()).isEqualTo("InvalidOutput");
    assertThat(failure.retryable()).isFalse();
    assertThat(failure.message()).contains("null cannot travel");
  }

  @Test
  void progressIsPassedOn() {
    var attempt =
        launch("static void task() { dev.updraft.api.Progress.report(7, 7, \"rows\"); }", Map.of());
    told.awaitEnd(attempt);

    assertThat(told.progress).contains("7/7 rows");
  }

  @Test
  void aReportLiesBesideTheOutputsAndIsToldOf() {
    var attempt =
        launch(
            """
            record Score(String set, double score) {}
            static void task() throws Exception {
              var report = dev.updraft.api.Report.current();
              var other = new Thread(() -> report.tab("scores").table(List.of(new Score("train", 0.93))));
              other.start();
              other.join();
              report.text("two").image(new java.awt.image.BufferedImage(2, 3, 1));
            }""",
            Map.of());
    assertThat(told.awaitEnd(attempt)).isEqualTo(new Ending.Succeeded());

    assertThat(report(attempt))
        .content()
        .contains("<td>train</td><td class=\"num\">0.93</td>", "<pre>two</pre>", "height=\"3\"");
    assertThat(told.reports).last().asInstanceOf(LONG).isPositive();
  }

  @Test
  void aReportIsThereWhileItsTaskRunsAndStaysWhenThatIsKilled() {
    var attempt =
        launch(
            """
            static void task() throws Exception {
              dev.updraft.api.Report.current().text("begun");
              Thread.sleep(1000000);
            }""",
            Map.of());
    Awaitility.await("the report of a running attempt").until(() -> told.reports.contains(1L));
    assertThat(report(attempt)).content().contains("<pre>begun</pre>");
    executor.kill(attempt, "seen enough");
    told.awaitEnd(attempt);

    assertThat(report(attempt)).content().contains("<pre>begun</pre>");
  }

  @Test
  void aFailedOrExitedAttemptsReportIsKeptAsFarAsItGot() {
    for (var end : List.of("throw new IllegalStateException()", "System.exit(3)")) {
      var attempt =
          launch(
              "static void task() { dev.updraft.api.Report.current().text(\"so far\"); %s; }"
                  .formatted(end),
              Map.of());
      failure(attempt);
      assertThat(report(attempt)).as(end).content().contains("<pre>so far</pre>");
    }
  }

  @Test
  void aTaskWithoutAReportLeavesNoneAndOneTooLargeSaysSo() {
    var without = launch("static void task() {}", Map.of());
    told.awaitEnd(without);
    assertThat(report(without)).doesNotExist();

    var large =
        launch(
            """
            static long task() {
              var all = "<".repeat(50 << 20);
              for (int n = 0; n < 20; n++) { dev.updraft.api.Report.current().html(all); }
              Thread.currentThread().interrupt();
              return 42;
            }""",
            Map.of());
    assertThat(told.awaitEnd(large)).isEqualTo(new Ending.Succeeded());
    assertThat(report(large)).content().contains("Left out of the report, with 19 more parts");
  }

  @Test
  void aThreadThatOutlivesItsTaskCannotChangeTheReport() {
    var attempt =
        launch(
            """
            static void task() {
              var report = dev.updraft.api.Report.current();
              new Thread(() -> { while (true) { report.tab("loop").clear().text("late"); } }).start();
              report.text("in time");
            }""",
            Map.of());
    assertThat(told.awaitEnd(attempt)).isEqualTo(new Ending.Succeeded());

    assertThat(report(attempt)).content().contains("<pre>in time</pre>");
  }

  Path report(AttemptId attempt) {
    return home.resolve("data").resolve(attempt.generatedName()).resolve("0/deck.html");
  }

  @Test
  void aTaskThatHangsIsKilled() {
    var attempt =
        launch("static void task() throws Exception { Thread.sleep(1000000); }", Map.of());
    told.awaitStart(attempt);
    executor.kill(attempt, "ana asked for it");
    executor.kill(attempt, "ana asked for it");

    assertThat(told.awaitEnd(attempt)).isEqualTo(new Ending.Killed("ana asked for it"));
    assertThat(executor.find(attempt))
        .contains(new Standing.Ended(new Ending.Killed("ana asked for it")));
  }

  @Test
  void aKilledAttemptNeverStartsAgain() {
    var task = CompiledTask.of(folder(), "static void task() {}");
    var assignment = assignment(task, Map.of(), GIB);
    executor.kill(assignment.attempt(), "too late");
    executor.launch(assignment);
    told.awaitEnd(assignment.attempt());

    assertThat(told.hasStarted(assignment.attempt())).isFalse();
  }

  @Test
  void aBusyWorkerOutlivesItsBackendAndIsFoundAgain() throws IOException {
    Path go = home.resolve("go");
    Path runs = home.resolve("runs");
    var task =
        CompiledTask.of(
            folder(),
            """
            static long task(String go, String runs) throws Exception {
              java.nio.file.Files.writeString(java.nio.file.Path.of(runs), "x", java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
              while (!java.nio.file.Files.exists(java.nio.file.Path.of(go))) { Thread.sleep(10); }
              dev.updraft.api.Progress.report(1, 1, "after");
              return 42;
            }""",
            "java.lang.String",
            "java.lang.String");
    var inputs =
        Map.<String, Literal>of(
            "go", new Literal.Text(go.toString()), "runs", new Literal.Text(runs.toString()));
    var assignment = assignment(task, inputs, GIB);
    var attempt = assignment.attempt();
    executor.launch(assignment);
    told.awaitStart(attempt);
    executor.close();
    var toldAnew = new Told();
    restart(toldAnew);

    assertThat(executor.find(attempt)).get().isInstanceOf(Standing.Running.class);
    executor.launch(assignment);
    Files.createFile(go);
    assertThat(toldAnew.awaitEnd(attempt)).isEqualTo(new Ending.Succeeded());
    assertThat(outputs(attempt)).containsEntry("o0", new Literal.Integer(42));
    assertThat(runs).hasContent("x");
  }

  @Test
  void whatEndedWhileTheBackendWasAwayIsKnownAfterwards() throws IOException {
    Path go = home.resolve("go");
    String source =
        """
        static long task(String go) throws Exception {
          while (!java.nio.file.Files.exists(java.nio.file.Path.of(go))) { Thread.sleep(10); }
          return 42;
        }""";
    var attempt = launch(source, Map.of("go", new Literal.Text(go.toString())), "java.lang.String");
    told.awaitStart(attempt);
    executor.close();
    Files.createFile(go);
    awaitWorkersEnd();
    restart(new Told());

    assertThat(executor.find(attempt)).contains(new Standing.Ended(new Ending.Succeeded()));
  }

  @Test
  void whatWasNeverLaunchedIsUnknown() {
    assertThat(executor.find(attempt(99))).isEmpty();
  }

  @Test
  void launchedTwiceRunsOnce() {
    Path runs = home.resolve("runs");
    var task =
        CompiledTask.of(
            folder(),
            """
            static void task(String runs) throws Exception {
              java.nio.file.Files.writeString(java.nio.file.Path.of(runs), "x", java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
            }""",
            "java.lang.String");
    var assignment = assignment(task, Map.of("runs", new Literal.Text(runs.toString())), GIB);
    executor.launch(assignment);
    executor.launch(assignment);
    told.awaitEnd(assignment.attempt());
    executor.launch(assignment);
    told.awaitEnd(assignment.attempt());
    executor.find(assignment.attempt());

    assertThat(runs).hasContent("x");
  }

  @Test
  void anUnknownTaskTypeIsRefused() {
    var task = CompiledTask.of(folder(), "static void task() {}");
    var known = assignment(task, Map.of(), GIB);
    executor.launch(
        new Assignment(
            known.attempt(),
            1,
            known.task(),
            "spark",
            "",
            known.template(),
            known.resources(),
            "",
            "",
            "",
            "",
            Map.of()));

    assertThat(failure(known.attempt()).message())
        .isEqualTo(
            "No executor here runs tasks of type 'spark', only [java-task, python-task, container].");
  }

  AttemptId launch(String source, Map<String, Literal> inputs, String... parameters) {
    return launch(CompiledTask.of(folder(), source, parameters), inputs, GIB);
  }

  AttemptId launch(CompiledTask task, Map<String, Literal> inputs, long memory) {
    var assignment = assignment(task, inputs, memory);
    executor.launch(assignment);
    return assignment.attempt();
  }

  Assignment assignment(CompiledTask task, Map<String, Literal> inputs, long memory) {
    AttemptId attempt = attempt(count++);
    try {
      Path data = Files.createDirectories(home.resolve("data").resolve(attempt.generatedName()));
      Files.write(data.resolve("inputs.pb"), Wire.writeLiterals(inputs));
      Files.write(data.resolve("task.pb"), task.template());
      String root = "file://" + data;
      return new Assignment(
          attempt,
          1,
          new TaskId("updraft", "development", "task", "v1"),
          "java-task",
          "ana",
          task.template(),
          new Resources(memory, Optional.empty()),
          root + "/inputs.pb",
          root + "/0",
          root + "/raw",
          root + "/task.pb",
          Map.of());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static AttemptId attempt(int number) {
    return new AttemptId(new ExecutionId("updraft", "development", "e" + number), "n0", 0);
  }

  Path folder() {
    return home.resolve("task-" + count);
  }

  Failure failureOf(String source, Map<String, Literal> inputs, String... parameters) {
    return failure(launch(source, inputs, parameters));
  }

  Failure failure(AttemptId attempt) {
    Ending ending = told.awaitEnd(attempt);
    assertThat(ending).isInstanceOf(Ending.Failed.class);
    return ((Ending.Failed) ending).failure();
  }

  /** The one output of an attempt that succeeded. */
  Literal output(AttemptId attempt) {
    return Objects.requireNonNull(outputs(attempt).get("o0"), "o0");
  }

  long number(AttemptId attempt) {
    return ((Literal.Integer) output(attempt)).value();
  }

  String text(AttemptId attempt) {
    return ((Literal.Text) output(attempt)).value();
  }

  Map<String, Literal> outputs(AttemptId attempt) {
    try {
      return Wire.readLiterals(
          Files.readAllBytes(
              home.resolve("data")
                  .resolve(attempt.generatedName())
                  .resolve("0")
                  .resolve("outputs.pb")));
    } catch (IOException e) {
      throw new IllegalStateException("No outputs of " + attempt.generatedName(), e);
    }
  }
}
