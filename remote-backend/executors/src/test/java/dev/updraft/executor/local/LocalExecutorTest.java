package dev.updraft.executor.local;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real workers, and all that a task's body may do to them. */
class LocalExecutorTest {
  private static final long GIB = 1L << 30;

  @TempDir Path home;
  private final Told told = new Told();
  private LocalExecutor executor;
  private int count;

  @BeforeEach
  void start() {
    executor = LocalExecutor.of(config(), InstantSource.system());
    executor.start(told);
  }

  @AfterEach
  void stop() throws Exception {
    executor.close();
    Awaitility.await("every worker is gone")
        .atMost(Duration.ofSeconds(20))
        .until(() -> workers().isEmpty());
  }

  private LocalConfig config() {
    return config(home.resolve("workers of mine"));
  }

  private LocalConfig config(Path workers) {
    List<Path> classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    return new LocalConfig(
        workers,
        home.resolve("aot"),
        Path.of(System.getProperty("java.home"), "bin", "java"),
        classPath,
        List.of(),
        "test",
        2,
        2,
        GIB,
        List.of("-XX:TieredStopAtLevel=1"));
  }

  @Test
  void anEnvironmentOfItsOwnReachesTheTask() {
    var task =
        CompiledTask.of(folder(), "static String task() { return System.getenv(\"COLOUR\"); }");
    var plain = assignment(task, Map.of(), GIB);
    executor.launch(
        new Assignment(
            plain.attempt(),
            1,
            plain.task(),
            plain.taskType(),
            plain.template(),
            plain.resources(),
            plain.inputsUri(),
            plain.outputPrefix(),
            plain.rawOutputPrefix(),
            plain.taskTemplateUri(),
            Map.of("COLOUR", "blue")));
    told.awaitEnd(plain.attempt());

    assertThat(outputs(plain.attempt())).containsEntry("o0", new Literal.Text("blue"));
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
        .extracting(attempt -> outputs(attempt).get("o0"))
        .containsExactlyElementsOf(
            LongStream.range(0, 12).<Literal>mapToObj(x -> new Literal.Integer(x * x)).toList());
  }

  @Test
  void aPathTooLongForASocketIsNoObstacle() throws IOException {
    var toldThere = new Told();
    Path far = home.resolve("a folder with a long name ".repeat(5).strip());
    var there = LocalExecutor.of(config(far), InstantSource.system());
    there.start(toldThere);
    var assignment = assignment(CompiledTask.of(folder(), "static void task() {}"), Map.of(), GIB);
    there.launch(assignment);

    assertThat(toldThere.awaitEnd(assignment.attempt())).isEqualTo(new Ending.Succeeded());
    there.close();
  }

  @Test
  void aFolderOfFilesOfTheTaskIsGoneWithIt() {
    var attempt =
        launch(
            """
            static String task() throws Exception {
              var file = java.nio.file.Files.createTempFile("scratch", ".txt");
              java.nio.file.Files.writeString(java.nio.file.Path.of("here.txt"), "x");
              return file.toString();
            }""",
            Map.of());
    told.awaitEnd(attempt);
    Path scratch = Path.of(((Literal.Text) outputs(attempt).get("o0")).value());

    assertThat(scratch.toString()).startsWith(home.toString());
    Awaitility.await("its work folder is gone")
        .until(() -> !Files.exists(scratch.getParent().getParent()));
    assertThat(executor.logs().tail(attempt, 1)).isPresent();
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
  void eachAttemptHasAJvmOfItsOwn() {
    String source =
        "static int runs; static long task() { runs++; return runs * 1000000000L + ProcessHandle.current().pid(); }";
    var one = launch(source, Map.of());
    var other = launch(source, Map.of());
    told.awaitEnd(one);
    told.awaitEnd(other);

    assertThat(outputs(one)).isNotEqualTo(outputs(other));
    assertThat(((Literal.Integer) outputs(other).get("o0")).value()).isLessThan(2_000_000_000L);
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
  void anExceptionClassOfTheCellKeepsItsNameAndItsCause() {
    var failure =
        failureOf(
            """
            static class TooFar extends RuntimeException {
              TooFar(String text, Throwable cause) { super(text, cause); }
            }
            static void task() {
              try {
                List.of(1).get(7);
              } catch (RuntimeException e) {
                throw new TooFar("gone", e);
              }
            }""",
            Map.of());

    assertThat(failure.code()).isEqualTo("TooFar");
    assertThat(failure.message())
        .startsWith("TooFar: gone\n\tat task(cell m:task:8)\nCaused by: java.lang.")
        .contains("\tat task(cell m:task:6)\n")
        .doesNotContain("dev.updraft", "Cell_test");
  }

  @Test
  void systemExitIsAFailureThatNamesTheCallAndItsLine() {
    var failure = failureOf("static void task() {\n  System.exit(3);\n}", Map.of());

    assertThat(failure.code()).isEqualTo("SystemExit");
    assertThat(failure.kind()).isEqualTo(Kind.USER);
    assertThat(failure.message())
        .contains(
            "called System.exit(3)", "throw an exception instead", "\tat task(cell m:task:2)\n");
  }

  @Test
  void haltIsAFailureThatTellsTheStatus() {
    var failure =
        failureOf(
            "static void task() { System.out.println(\"bye\"); Runtime.getRuntime().halt(7); }",
            Map.of());

    assertThat(failure.code()).isEqualTo("Error");
    assertThat(failure.kind()).isEqualTo(Kind.USER);
    assertThat(failure.message()).contains("status 7").contains("bye");
  }

  @Test
  void endlessRecursionIsCutShort() {
    var failure = failureOf("static long task() {\n  return task() + 1;\n}", Map.of());

    assertThat(failure.code()).isEqualTo("java.lang.StackOverflowError");
    assertThat(failure.message().lines().count()).isLessThan(20);
    assertThat(failure.message()).contains("\tat task(cell m:task:2)\n", " more\n");
  }

  @Test
  void endlessAllocationNamesTheWayOut() {
    var failure =
        failureOf(
            "static void task() { var all = new ArrayList<long[]>(); while (true) { all.add(new long[1 << 20]); } }",
            Map.of());

    assertThat(failure.code()).isEqualTo("OutOfMemory");
    assertThat(failure.message())
        .contains("its heap is 694 MiB, 70 % of --mem", "--mem 2Gi", "cell m:task:1");
  }

  @Test
  void aResultTooLargeToTravelIsRefused() {
    var failure = failureOf("static String task() { return \"x\".repeat(100 << 20); }", Map.of());

    assertThat(failure.code()).isEqualTo("OutputTooLarge");
    assertThat(failure.retryable()).isFalse();
    assertThat(failure.message()).contains("has 100 MB", "may have 10 MB", "Return a DataFrame");
  }

  @Test
  void nullIsRefusedAndNotTriedAgain() {
    var failure = failureOf("static String task() { return null; }", Map.of());

    assertThat(failure.code()).isEqualTo("InvalidOutput");
    assertThat(failure.retryable()).isFalse();
    assertThat(failure.message()).contains("null cannot travel");
  }

  @Test
  void aMissingInputIsRefused() {
    var failure = failureOf("static long task(long x) { return x; }", Map.of(), "long");

    assertThat(failure.code()).isEqualTo("InvalidInput");
    assertThat(failure.message()).contains("argument 'x'");
  }

  @Test
  void aBundleOfAnotherHashIsNotRun() {
    var task = CompiledTask.of(folder(), "static void task() {}");
    String bundle = "file://" + home.resolve("task-" + count).resolve("bundle.json");
    var attempt = launch(new CompiledTask(CompiledTask.template(bundle, "00")), Map.of(), GIB);
    assertThat(task.template()).isNotEmpty();

    assertThat(failure(attempt).code()).isEqualTo("WrongHash");
    assertThat(failure(attempt).message()).contains("should have 00");
  }

  @Test
  void progressIsPassedOn() {
    var attempt =
        launch("static void task() { dev.updraft.api.Progress.report(7, 7, \"rows\"); }", Map.of());
    told.awaitEnd(attempt);

    assertThat(told.progress).contains("7/7 rows");
  }

  @Test
  void aTaskSeesNothingOfOurs() {
    var attempt =
        launch(
            "static boolean task() { try { Class.forName(\"dev.updraft.runner.Main\"); return true; } catch (ClassNotFoundException e) { return false; } }",
            Map.of());
    told.awaitEnd(attempt);

    assertThat(outputs(attempt)).containsEntry("o0", new Literal.Bool(false));
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
  void whatWaitsIsKilledWithoutEverRunning() {
    var one = launch("static void task() throws Exception { Thread.sleep(1000000); }", Map.of());
    var two = launch("static void task() throws Exception { Thread.sleep(1000000); }", Map.of());
    told.awaitStart(one);
    told.awaitStart(two);
    var three = launch("static void task() {}", Map.of());
    Awaitility.await("it waits")
        .until(() -> told.waits.stream().anyMatch(why -> why.contains("2 attempts run")));
    executor.kill(three, "no longer wanted");

    assertThat(told.awaitEnd(three)).isEqualTo(new Ending.Killed("no longer wanted"));
    assertThat(told.hasStarted(three)).isFalse();
    executor.kill(one, "");
    executor.kill(two, "");
    told.awaitEnd(one);
    told.awaitEnd(two);
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
  void aChildLeftBehindEndsWithItsTask() {
    var attempt =
        launch(
            """
            static long task() throws Exception {
              return new ProcessBuilder("sh", "-c", "setsid sleep 1000 & echo $!; sleep 1000").start().pid();
            }""",
            Map.of());
    told.awaitEnd(attempt);
    long child = ((Literal.Integer) outputs(attempt).get("o0")).value();

    Awaitility.await("the child is gone")
        .until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    Awaitility.await("the log says so")
        .until(() -> log(attempt).contains("[updraft] ended what the task left behind: "));
    Awaitility.await("the grandchild of another session is gone too")
        .until(() -> marked().isEmpty());
  }

  @Test
  void childrenCountAsTheTasksMemory() {
    var task =
        CompiledTask.of(
            folder(),
            """
            static void task() throws Exception {
              new ProcessBuilder("python3", "-c", "x = bytearray(600 << 20); import time; time.sleep(1000)").start().waitFor();
            }""");
    var attempt = launch(task, Map.of(), 512L << 20);

    assertThat(failure(attempt).code()).isEqualTo("OOMKilled");
    assertThat(failure(attempt).kind()).isEqualTo(Kind.USER);
    assertThat(failure(attempt).message())
        .contains("out of memory at 512 MiB", "python3 (pid ", "--mem");
    assertThat(marked()).isEmpty();
  }

  @Test
  void moreMemoryIsALargerHeap() {
    var task =
        CompiledTask.of(
            folder(), "static long task() { return Runtime.getRuntime().maxMemory() >> 20; }");
    var attempt = launch(task, Map.of(), 2 * GIB);
    told.awaitEnd(attempt);

    assertThat(((Literal.Integer) outputs(attempt).get("o0")).value()).isBetween(1370L, 1434L);
  }

  @Test
  void aHundredMegabytesOfPrintDoNotFillTheDisk() throws IOException {
    var attempt =
        launch(
            """
            static void task() throws Exception {
              var line = "0123456789".repeat(10) + "\\n";
              var out = new java.io.PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out));
              var block = line.repeat(10_000).getBytes();
              for (int i = 0; i < 104; i++) { out.write(block); }
              out.println("the end");
              Thread.sleep(1500);
            }""",
            Map.of());
    assertThat(told.awaitEnd(attempt)).isEqualTo(new Ending.Succeeded());
    var tail = executor.logs().tail(attempt, 3).orElseThrow();

    assertThat(tail.lines()).last().isEqualTo("the end");
    assertThat(tail.leftOut()).isGreaterThan(100L << 20);
    assertThat(blocksOnDisk(attempt)).isLessThan(80L << 20);
    var behindTheGap = executor.logs().read(attempt, 8 << 20, 1000).orElseThrow();
    assertThat(behindTheGap.leftOut()).isGreaterThan(30L << 20);
    assertThat(behindTheGap.text()).hasSize(1000).matches("[0-9\\n]+");
  }

  @Test
  void aWorkerKilledFromOutsideIsTheSystemsFault() {
    var attempt =
        launch("static void task() throws Exception { Thread.sleep(1000000); }", Map.of());
    told.awaitStart(attempt);
    ProcessHandle.of(pid(attempt)).orElseThrow().destroyForcibly();

    assertThat(failure(attempt).code()).isEqualTo("Interrupted");
    assertThat(failure(attempt).kind()).isEqualTo(Kind.SYSTEM);
    assertThat(failure(attempt).retryable()).isTrue();
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
    executor = LocalExecutor.of(config(), InstantSource.system());
    executor.start(toldAnew);

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
    Awaitility.await("the worker ends").until(() -> workers().isEmpty());
    executor = LocalExecutor.of(config(), InstantSource.system());
    executor.start(new Told());

    assertThat(executor.find(attempt)).contains(new Standing.Ended(new Ending.Succeeded()));
  }

  @Test
  void whatWasKilledWhileTheBackendWasAwayWasInterrupted() {
    var attempt =
        launch("static void task() throws Exception { Thread.sleep(1000000); }", Map.of());
    told.awaitStart(attempt);
    long pid = pid(attempt);
    executor.close();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    Awaitility.await("the worker ends").until(() -> workers().isEmpty());
    executor = LocalExecutor.of(config(), InstantSource.system());
    executor.start(new Told());

    assertThat(executor.find(attempt))
        .get()
        .isInstanceOfSatisfying(
            Standing.Ended.class,
            ended ->
                assertThat(((Ending.Failed) ended.ending()).failure().code())
                    .isEqualTo("Interrupted"));
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
            known.template(),
            known.resources(),
            "",
            "",
            "",
            "",
            Map.of()));

    assertThat(failure(known.attempt()).message())
        .isEqualTo("No executor here runs tasks of type 'spark', only [java-task, echo].");
  }

  private AttemptId launch(String source, Map<String, Literal> inputs, String... parameters) {
    return launch(CompiledTask.of(folder(), source, parameters), inputs, GIB);
  }

  private AttemptId launch(CompiledTask task, Map<String, Literal> inputs, long memory) {
    var assignment = assignment(task, inputs, memory);
    executor.launch(assignment);
    return assignment.attempt();
  }

  private Assignment assignment(CompiledTask task, Map<String, Literal> inputs, long memory) {
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

  private static AttemptId attempt(int number) {
    return new AttemptId(new ExecutionId("updraft", "development", "e" + number), "n0", 0);
  }

  private Path folder() {
    return home.resolve("task-" + count);
  }

  private Failure failureOf(String source, Map<String, Literal> inputs, String... parameters) {
    return failure(launch(source, inputs, parameters));
  }

  private Failure failure(AttemptId attempt) {
    Ending ending = told.awaitEnd(attempt);
    assertThat(ending).isInstanceOf(Ending.Failed.class);
    return ((Ending.Failed) ending).failure();
  }

  private Map<String, Literal> outputs(AttemptId attempt) {
    try {
      return Wire.readLiterals(
          Files.readAllBytes(
              home.resolve("data")
                  .resolve(attempt.generatedName())
                  .resolve("0")
                  .resolve("outputs.pb")));
    } catch (IOException e) {
      throw new IllegalStateException(log(attempt), e);
    }
  }

  private String log(AttemptId attempt) {
    return executor
        .logs()
        .tail(attempt, 100)
        .map(tail -> String.join("\n", tail.lines()))
        .orElse("");
  }

  private long pid(AttemptId attempt) {
    return WorkerFolder.of(config().workers(), attempt).orElseThrow().claimed().orElseThrow().pid();
  }

  private long blocksOnDisk(AttemptId attempt) throws IOException {
    Path log = WorkerFolder.of(config().workers(), attempt).orElseThrow().log();
    var du = new ProcessBuilder("du", "-k", log.toString()).start();
    return Long.parseLong(new String(du.getInputStream().readAllBytes()).split("\\s")[0]) << 10;
  }

  /** Every process of a worker of this test's. */
  private List<Long> workers() {
    String folder = home.toString();
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(folder))
        .map(ProcessHandle::pid)
        .toList();
  }

  /** What else has a worker's mark. */
  private List<Long> marked() {
    var table = ProcessTable.ofThisSystem();
    List<Long> workers = workers();
    return table.all().stream()
        .map(ProcessTable.Entry::pid)
        .filter(pid -> ids().anyMatch(id -> table.carries(pid, WorkerCommand.MARK + "=" + id)))
        .filter(pid -> !workers.contains(pid))
        .toList();
  }

  private Stream<String> ids() {
    try {
      return WorkerFolder.all(config().workers()).stream()
          .map(folder -> folder.path().getFileName().toString().substring(2));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
