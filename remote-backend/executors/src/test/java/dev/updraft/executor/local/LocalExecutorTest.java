package dev.updraft.executor.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.dflib.DFLibAdapter;
import dev.updraft.engine.Executor;
import dev.updraft.engine.Executor.Assignment;
import dev.updraft.engine.Executor.Ending;
import dev.updraft.engine.Executor.Standing;
import dev.updraft.frames.FrameFile;
import dev.updraft.frames.StoredFrame;
import dev.updraft.model.AttemptId;
import dev.updraft.model.Failure.Kind;
import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.dflib.DataFrame;
import org.junit.jupiter.api.Test;

/** Real workers, and all that a task's body may do to them. */
class LocalExecutorTest extends ExecutorContract {
  @SuppressWarnings("NullAway.Init")
  private LocalExecutor executor;

  @Override
  Executor open() {
    executor = LocalExecutor.of(config(), InstantSource.system());
    return executor;
  }

  @Override
  void awaitWorkersEnd() {
    Awaitility.await("every worker is gone")
        .atMost(Duration.ofSeconds(20))
        .until(() -> machine().workers().isEmpty());
  }

  private LocalConfig config() {
    return machine().config();
  }

  private Machine machine() {
    return new Machine(home);
  }

  @Test
  void aDataframeGoesInAndAnotherComesOut() {
    DataFrame cities = DataFrame.foldByRow("city", "miles").of("Bonn", 3, "Rome", 700);
    FrameFile.write(home.resolve("cities"), StoredFrame.of(new DFLibAdapter().columns(cities)));
    var anyColumns = new LiteralType.StructuredDataset(List.of(), "parquet");
    var input =
        new Literal.StructuredDataset(
            "file://" + home.resolve("cities"), anyColumns, Optional.empty());
    var task =
        CompiledTask.of(
            folder(),
            List.of(Machine.home(DataFrame.class)),
            "static org.dflib.DataFrame task(org.dflib.DataFrame cities) { return cities.head(1); }",
            "org.dflib.DataFrame");
    var attempt = launch(task, Map.of("cities", input), GIB);

    assertThat(told.awaitEnd(attempt)).isEqualTo(new Ending.Succeeded());
    var output = (Literal.StructuredDataset) output(attempt);
    assertThat(output.type().columns())
        .extracting(LiteralType.Column::name)
        .containsExactly("city", "miles");
    assertThat(output.hash()).get().asString().startsWith("x1:");
    var first =
        new DFLibAdapter()
            .frame(FrameFile.read(Path.of(output.uri().substring("file://".length()))));
    assertThat(first.height()).isEqualTo(1);
    assertThat(first.get("city", 0)).isEqualTo("Bonn");
  }

  @Test
  void aFileGoesInAndAnotherComesOut() throws IOException {
    Path notes = Files.writeString(home.resolve("notes.txt"), "in");
    var input =
        new Literal.Blob("file://" + notes, new LiteralType.Blob("", false), Optional.empty());
    var attempt =
        launch(
            """
            static java.nio.file.Path task(java.nio.file.Path notes) throws Exception {
              java.nio.file.Files.writeString(notes, " spoilt", java.nio.file.StandardOpenOption.APPEND);
              return java.nio.file.Files.writeString(java.nio.file.Path.of("out.txt"), notes.getFileName() + " out");
            }""",
            Map.of("notes", input),
            "java.nio.file.Path");

    assertThat(told.awaitEnd(attempt)).isEqualTo(new Ending.Succeeded());
    var output = (Literal.Blob) output(attempt);
    assertThat(output.uri()).endsWith("/out.txt");
    assertThat(Path.of(output.uri().substring("file://".length()))).hasContent("notes.txt out");
    assertThat(notes).hasContent("in");
  }

  @Test
  void anEnvironmentOfItsOwnReachesTheTask() {
    assertThat(colour(Map.of("COLOUR", "blue", "FLYTE_INTERNAL_TASK_NAME", "t")))
        .isEqualTo("blue t");
  }

  @Test
  void flytesOwnVariablesAloneDoNotCostAJvm() {
    assertThat(colour(Map.of("FLYTE_INTERNAL_TASK_NAME", "t"))).isEqualTo("null null");
  }

  private String colour(Map<String, String> environment) {
    var task =
        CompiledTask.of(
            folder(),
            "static String task() { return System.getenv(\"COLOUR\") + \" \" + System.getenv(\"FLYTE_INTERNAL_TASK_NAME\"); }");
    var plain = assignment(task, Map.of(), GIB);
    executor.launch(
        new Assignment(
            plain.attempt(),
            1,
            plain.task(),
            plain.taskType(),
            plain.user(),
            plain.template(),
            plain.resources(),
            plain.inputsUri(),
            plain.outputPrefix(),
            plain.rawOutputPrefix(),
            plain.taskTemplateUri(),
            environment));
    told.awaitEnd(plain.attempt());
    return text(plain.attempt());
  }

  @Test
  void aPathTooLongForASocketIsNoObstacle() throws IOException {
    var toldThere = new Told();
    Path far = home.resolve("a folder with a long name ".repeat(5).strip());
    var there = LocalExecutor.of(machine().config(far, 64 << 20), InstantSource.system());
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
    Path work =
        Objects.requireNonNull(Path.of(text(attempt)).getParent()).resolveSibling("here.txt");

    assertThat(work.toString()).startsWith(home.toString());
    Awaitility.await("its work folder is gone").until(() -> !Files.exists(work));
    assertThat(executor.logs().tail(attempt, 1)).isPresent();
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
    assertThat(number(other)).isLessThan(2_000_000_000L);
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
  void aMissingInputIsRefused() {
    var failure = failureOf("static long task(long x) { return x; }", Map.of(), "long");

    assertThat(failure.code()).isEqualTo("InvalidInput");
    assertThat(failure.message()).contains("argument 'x'");
  }

  @Test
  void aBundleOfAnotherHashIsNotRun() {
    var task = CompiledTask.of(folder(), "static void task() {}");
    String bundle = "file://" + folder().resolve("bundle.json");
    var attempt = launch(new CompiledTask(CompiledTask.template(bundle, "00")), Map.of(), GIB);
    assertThat(task.template()).isNotEmpty();

    assertThat(failure(attempt).code()).isEqualTo("WrongHash");
    assertThat(failure(attempt).message()).contains("should have 00");
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
  void aChildLeftBehindEndsWithItsTask() {
    var attempt =
        launch(
            """
            static long task() throws Exception {
              return new ProcessBuilder("sh", "-c", "setsid sleep 1000 & echo $!; sleep 1000").start().pid();
            }""",
            Map.of());
    told.awaitEnd(attempt);
    long child = number(attempt);

    Awaitility.await("the child is gone")
        .until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    Awaitility.await("the log says so")
        .until(() -> log(attempt).contains("[updraft] ended what the task left behind: "));
    Awaitility.await("the grandchild of another session is gone too")
        .until(() -> machine().others().isEmpty());
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
    assertThat(machine().others()).isEmpty();
  }

  @Test
  void moreMemoryIsALargerHeap() {
    var task =
        CompiledTask.of(
            folder(), "static long task() { return Runtime.getRuntime().maxMemory() >> 20; }");
    var attempt = launch(task, Map.of(), 2 * GIB);
    told.awaitEnd(attempt);

    assertThat(number(attempt)).isBetween(1370L, 1434L);
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
    assertThat(blocksOnDisk(config().workers(), attempt)).isLessThan(80L << 20);
    var behindTheGap = executor.logs().read(attempt, 8 << 20, 1000).orElseThrow();
    assertThat(behindTheGap.leftOut()).isGreaterThan(30L << 20);
    assertThat(behindTheGap.text()).hasSize(1000).matches("[0-9\\n]+");
  }

  @Test
  void aLogKeepsToTheLimitThatIsSet() throws IOException {
    var toldThere = new Told();
    Path workers = home.resolve("workers of few words");
    var there = LocalExecutor.of(machine().config(workers, 1 << 20), InstantSource.system());
    there.start(toldThere);
    var task =
        CompiledTask.of(
            folder(),
            """
            static void task() throws Exception {
              for (int i = 0; i < 60; i++) { System.out.println("0123456789".repeat(10_000)); }
              System.out.println("the end");
              Thread.sleep(1000);
            }""");
    var attempt = assignment(task, Map.of(), GIB);
    there.launch(attempt);
    toldThere.awaitEnd(attempt.attempt());
    there.close();

    assertThat(there.logs().tail(attempt.attempt(), 1).orElseThrow().lines())
        .containsExactly("the end");
    assertThat(blocksOnDisk(workers, attempt.attempt())).isLessThan(2 << 20);
    var behindTheGap = there.logs().read(attempt.attempt(), 128 << 10, 1000).orElseThrow();
    assertThat(behindTheGap.leftOut()).isBetween(4L << 20, 6L << 20);
    assertThat(behindTheGap.text()).hasSize(1000).matches("[0-9\\n]+");
  }

  @Test
  void oldLogsGoButNeverThatOfAnAttemptThatRuns() throws IOException {
    var ended = launch("static void task() { System.out.println(1); }", Map.of());
    told.awaitEnd(ended);
    var runs = launch("static void task() throws Exception { Thread.sleep(1000000); }", Map.of());
    told.awaitStart(runs);
    Awaitility.await("the first one's process is gone").until(() -> workerGone(ended));
    for (var folder : WorkerFolder.all(config().workers())) {
      var longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(31)));
      Files.setLastModifiedTime(folder.log(), longAgo);
      Files.setLastModifiedTime(folder.path(), longAgo);
    }
    var aMonthAgo = Instant.now().minus(Duration.ofDays(30));

    assertThat(executor.tidy(aMonthAgo, GIB, () -> Set.of(ended)).folders()).isZero();
    assertThat(executor.tidy(aMonthAgo, GIB, Set::of).folders()).isEqualTo(1);
    assertThat(executor.logs().tail(ended, 1)).isEmpty();
    assertThat(executor.logs().tail(runs, 1)).isPresent();
    executor.kill(runs, "");
    told.awaitEnd(runs);
  }

  private boolean workerGone(AttemptId attempt) {
    var folder = WorkerFolder.of(config().workers(), attempt).orElseThrow();
    return !Files.exists(folder.work());
  }

  @Test
  void aResultThatCannotBeWrittenIsTheSystemsFault() throws IOException {
    var assignment =
        assignment(CompiledTask.of(folder(), "static long task() { return 42; }"), Map.of(), GIB);
    Path prefix = Path.of(assignment.outputPrefix().substring("file://".length()));
    Files.createSymbolicLink(prefix, home.resolve("a disk that is not there"));
    executor.launch(assignment);

    var failure = failure(assignment.attempt());
    assertThat(failure.kind()).isEqualTo(Kind.SYSTEM);
    assertThat(failure.code()).isEqualTo("ResultLost");
    assertThat(failure.message())
        .contains("could not write the task's result to 'file://" + prefix + "'")
        .contains("the disk is full or cannot be written. Make room on it and run the task again.")
        .contains("the result could not be written, it was: Could not write outputs.pb");
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
  void whatWasKilledWhileTheBackendWasAwayWasInterrupted() {
    var attempt =
        launch("static void task() throws Exception { Thread.sleep(1000000); }", Map.of());
    told.awaitStart(attempt);
    long pid = pid(attempt);
    executor.close();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    awaitWorkersEnd();
    restart(new Told());

    assertThat(executor.find(attempt))
        .get()
        .isInstanceOfSatisfying(
            Standing.Ended.class,
            ended ->
                assertThat(((Ending.Failed) ended.ending()).failure().code())
                    .isEqualTo("Interrupted"));
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

  private static long blocksOnDisk(Path workers, AttemptId attempt) throws IOException {
    Path log = WorkerFolder.of(workers, attempt).orElseThrow().log();
    var du = new ProcessBuilder("du", "-k", log.toString()).start();
    return Long.parseLong(
            new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .split("\\s", 2)[0])
        << 10;
  }
}
