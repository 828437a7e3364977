package dev.updraft.executor.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.engine.Executor;
import dev.updraft.engine.Executor.Assignment;
import dev.updraft.engine.Executor.Ending;
import dev.updraft.model.AttemptId;
import dev.updraft.model.ExecutionEvent.Progress;
import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.dflib.DataFrame;
import org.junit.jupiter.api.Test;

/**
 * Tasks with {@code --reuse}: all that every executor promises holds for them too, and beyond it,
 * when a JVM is kept and when not.
 */
class KeptWorkersTest extends ExecutorContract {
  private static final String PID = "static long task() { return ProcessHandle.current().pid(); }";
  private static final String SLEEPS =
      "static void task() throws Exception { Thread.sleep(1000000); }";

  @SuppressWarnings("NullAway.Init")
  private LocalExecutor executor;

  private Duration keep = Duration.ofMinutes(5);

  @Override
  Executor open() {
    Machine machine = new Machine(home);
    executor =
        LocalExecutor.of(
            machine.config(home.resolve("workers of mine"), 64 << 20, keep),
            InstantSource.system());
    return executor;
  }

  @Override
  void awaitWorkersEnd() {
    Awaitility.await("every worker is gone")
        .atMost(Duration.ofSeconds(20))
        .until(() -> new Machine(home).workers().isEmpty());
  }

  @Override
  Assignment assignment(CompiledTask task, Map<String, Literal> inputs, long memory) {
    return super.assignment(task.reusing(), inputs, memory);
  }

  @Test
  void theNextAttemptRunsInTheSameJvmAndSeesNoStaticsOfTheLast() {
    var task =
        compiled(
            """
            static int runs;
            static long task() { runs++; return runs * 1000000000L + ProcessHandle.current().pid(); }""");
    var one = run(task);
    var other = run(task);

    assertThat(number(other)).isEqualTo(number(one)).isLessThan(2_000_000_000L);
    assertThat(pid(other)).isEqualTo(pid(one));
  }

  @Test
  void aLibraryIsLoadedOnceForAllAttempts() {
    var task =
        CompiledTask.of(
            folder(),
            List.of(Machine.home(DataFrame.class)),
            "static String task() { return System.identityHashCode(org.dflib.DataFrame.class) + \" \" + org.dflib.DataFrame.foldByRow(\"a\").of(1, 2).height(); }");
    var one = run(task);
    var other = run(task);

    assertThat(pid(other)).isEqualTo(pid(one));
    assertThat(text(other)).isEqualTo(text(one)).endsWith(" 2");
  }

  @Test
  void aTaskThatFailsKeepsItsJvm() {
    var task =
        compiled(
            "static long task(long x) { if (x == 0) throw new IllegalStateException(); return x; }",
            "long");
    var one = run(task, Map.of("x", new Literal.Integer(0)));
    var other = run(task, Map.of("x", new Literal.Integer(1)));

    assertThat(failure(one).code()).isEqualTo("java.lang.IllegalStateException");
    assertThat(number(other)).isEqualTo(1);
    assertThat(pid(other)).isEqualTo(pid(one));
  }

  @Test
  void eachAttemptHasALogOfItsOwnChildrenIncluded() {
    var task =
        compiled(
            """
            static void task(long x) throws Exception {
              System.out.println("out " + x);
              System.err.println("err " + x);
              new ProcessBuilder("echo", "child " + x).inheritIO().start().waitFor();
            }""",
            "long");
    var one = run(task, Map.of("x", new Literal.Integer(1)));
    var other = run(task, Map.of("x", new Literal.Integer(2)));

    assertThat(pid(other)).isEqualTo(pid(one));
    assertThat(log(one)).isEqualTo("out 1\nerr 1\nchild 1");
    assertThat(log(other)).isEqualTo("out 2\nerr 2\nchild 2");
  }

  @Test
  void eachAttemptHasAReportAndProgressOfItsOwn() {
    var task =
        compiled(
            """
            static void task(long x) {
              if (x == 0) return;
              dev.updraft.api.Progress.report(x, 9, "rows");
              dev.updraft.api.Report.current().text("of " + x);
            }""",
            "long");
    var one = run(task, Map.of("x", new Literal.Integer(1)));
    var other = run(task, Map.of("x", new Literal.Integer(2)));
    var without = run(task, Map.of("x", new Literal.Integer(0)));

    assertThat(log(one)).doesNotContain("not kept");
    assertThat(pid(other)).isEqualTo(pid(one));
    assertThat(pid(without)).isEqualTo(pid(one));
    assertThat(report(one)).content().contains("<pre>of 1</pre>").doesNotContain("of 2");
    assertThat(report(other)).content().contains("<pre>of 2</pre>").doesNotContain("of 1");
    assertThat(report(without)).doesNotExist();
    assertThat(told.saidBy(one))
        .startsWith(new Progress(1, 9, "rows", 0))
        .endsWith(new Progress(1, 9, "rows", 1));
    assertThat(told.saidBy(other))
        .startsWith(new Progress(2, 9, "rows", 0))
        .endsWith(new Progress(2, 9, "rows", 1));
    assertThat(told.saidBy(without)).isEmpty();
  }

  @Test
  void aPictureInAReportIsNoTrace() {
    isKept(
        "static void task() { dev.updraft.api.Report.current().image(new java.awt.image.BufferedImage(2, 3, 1)); }");
  }

  @Test
  void copiesOfInputFilesAreNoTraceOfTheTask() throws IOException {
    var task =
        compiled(
            "static String task(java.nio.file.Path p) throws Exception { return java.nio.file.Files.readString(p); }",
            "java.nio.file.Path");
    var one = run(task, Map.of("p", file("one")));
    var other = run(task, Map.of("p", file("other")));

    assertThat(text(one)).isEqualTo("one");
    assertThat(text(other)).isEqualTo("other");
    assertThat(pid(other)).isEqualTo(pid(one));
  }

  @Test
  void threadsThatEndedAndTheCommonPoolAreNoTrace() {
    isKept(
        """
        static void task() throws Exception {
          var thread = new Thread(() -> {});
          thread.start();
          thread.join();
          java.util.stream.IntStream.range(0, 10_000).parallel().sum();
          try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> 1).get();
          }
        }""");
  }

  @Test
  void whatWasSetInTheThreadIsGone() {
    var task =
        compiled(
            """
            static String task() {
              var here = Thread.currentThread();
              var was = here.getName() + " " + here.getContextClassLoader().getName();
              here.setContextClassLoader(null);
              here.setName("mine");
              return was;
            }""");
    var one = run(task);
    var other = run(task);

    assertThat(text(other)).isEqualTo(text(one)).isEqualTo("main updraft-closure");
    assertThat(pid(other)).isEqualTo(pid(one));
  }

  @Test
  void aThreadLeftBehindIsATrace() {
    isNotKept(
        "static void task() { new Thread(() -> { while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) {} } }, \"mine\").start(); }",
        "a thread 'mine'");
  }

  @Test
  void aVirtualThreadLeftBehindIsATrace() {
    isNotKept(
        "static void task() { Thread.ofVirtual().name(\"light\").start(() -> java.util.concurrent.locks.LockSupport.park()); }",
        "a virtual thread 'light'");
  }

  @Test
  void workLeftInTheCommonPoolIsATrace() {
    isNotKept(
        "static void task() { java.util.concurrent.ForkJoinPool.commonPool().execute(() -> { while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) {} } }); }",
        "work in the common pool");
  }

  @Test
  void aChangedSystemPropertyIsATrace() {
    isNotKept(
        "static void task() { System.setProperty(\"colour\", \"blue\"); System.clearProperty(\"file.separator\"); }",
        "the system property colour, the system property file.separator");
  }

  @Test
  void anotherDefaultLocaleIsATrace() {
    isNotKept(
        "static void task() { Locale.setDefault(Locale.Category.FORMAT, Locale.KOREA); }",
        "the default locale");
  }

  @Test
  void anotherDefaultTimeZoneIsATrace() {
    isNotKept(
        "static void task() { TimeZone.setDefault(TimeZone.getTimeZone(\"Asia/Tokyo\")); }",
        "the default time zone");
  }

  @Test
  void aDefaultHandlerOfUncaughtExceptionsIsATrace() {
    isNotKept(
        "static void task() { Thread.setDefaultUncaughtExceptionHandler((t, e) -> {}); }",
        "the default handler of uncaught exceptions");
  }

  @Test
  void aFactoryOfUrlHandlersIsATrace() {
    isNotKept(
        "static void task() { java.net.URL.setURLStreamHandlerFactory(protocol -> null); }",
        "the default factory of URL handlers");
  }

  @Test
  void anAuthenticatorIsATrace() {
    isNotKept(
        "static void task() { java.net.Authenticator.setDefault(new java.net.Authenticator() {}); }",
        "the default authenticator");
  }

  @Test
  void aShutdownHookIsATrace() {
    isNotKept(
        "static void task() { Runtime.getRuntime().addShutdownHook(new Thread(() -> {})); }",
        "a shutdown hook");
  }

  @Test
  void aSecurityProviderIsATrace() {
    isNotKept(
        """
        static class Mine extends java.security.Provider {
          Mine() { super("Mine", "1", "mine"); }
        }
        static void task() { java.security.Security.addProvider(new Mine()); }""",
        "the security provider Mine");
  }

  @Test
  void otherStandardStreamsAreATrace() {
    isNotKept(
        """
        static void task() {
          System.setOut(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()));
          System.setErr(System.out);
          System.setIn(new java.io.ByteArrayInputStream(new byte[0]));
        }""",
        "System.in, System.out, System.err");
  }

  @Test
  void aFileLeftBehindIsATrace() {
    isNotKept(
        "static void task() throws Exception { java.nio.file.Files.writeString(java.nio.file.Path.of(\"here.txt\"), \"x\"); }",
        "the file here.txt");
  }

  @Test
  void aChildLeftBehindIsATraceHoweverItHides() {
    isNotKept(
        "static void task() throws Exception { new ProcessBuilder(\"sh\", \"-c\", \"setsid sleep 1000 &\").start().waitFor(); }",
        "the process sleep (pid ");
    Awaitility.await("it is gone").until(() -> new Machine(home).others().isEmpty());
  }

  /** The heap of 1 GiB is 716 MiB: a tenth of it may stay. */
  @Test
  void aHeapThatGrewIsATrace() {
    isNotKept(
        "static void task() { System.getProperties().put(new Object(), new byte[100 << 20]); }",
        " MiB of heap");
  }

  @Test
  void garbageIsNoTrace() {
    isKept("static long task() { return new byte[100 << 20].length; }");
  }

  @Test
  void aHeapThatWasFullIsATrace() {
    isNotKept(
        "static void task() { var all = new ArrayList<long[]>(); while (true) { all.add(new long[1 << 20]); } }",
        "a heap that was full");
  }

  @Test
  void systemExitEndsTheJvmAndTheNextAttemptBeginsAfresh() {
    var task = compiled("static void task() { System.exit(3); }");
    var one = run(task);
    var other = run(task);

    assertThat(failure(one).code()).isEqualTo("SystemExit");
    assertThat(failure(other).code()).isEqualTo("SystemExit");
    assertThat(pid(other)).isNotEqualTo(pid(one));
  }

  @Test
  void aSecondAttemptThatHangsIsKilledAndTheThirdBeginsAfresh() {
    var task =
        compiled(
            "static void task(long ms) throws Exception { System.out.println(ms); Thread.sleep(ms); }",
            "long");
    var one = run(task, Map.of("ms", new Literal.Integer(0)));
    var hangs = launch(task, Map.of("ms", new Literal.Integer(1_000_000)), GIB);
    told.awaitStart(hangs);
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> log(hangs).contains("1000000"));
    executor.kill(hangs, "ana asked for it");
    assertThat(told.awaitEnd(hangs)).isEqualTo(new Ending.Killed("ana asked for it"));
    var third = run(task, Map.of("ms", new Literal.Integer(0)));

    assertThat(pid(hangs)).isEqualTo(pid(one));
    assertThat(pid(third)).isNotEqualTo(pid(one));
    assertThat(log(hangs)).contains("1000000", "[updraft] ended: ana asked for it");
    assertThat(log(one)).isEqualTo("0");
  }

  @Test
  void twoAtATimeHaveTwoJvms() {
    var task = compiled("static void task() throws Exception { Thread.sleep(500); }");
    var one = launch(task, Map.of(), GIB);
    var other = launch(task, Map.of(), GIB);
    told.awaitEnd(one);
    told.awaitEnd(other);

    assertThat(pid(other)).isNotEqualTo(pid(one));
  }

  @Test
  void anotherUserCodeOrMemoryIsAnotherJvm() {
    var task = compiled(PID);
    var one = run(task);
    var plain = assignment(task, Map.of(), GIB);
    var bens =
        new Assignment(
            plain.attempt(),
            1,
            plain.task(),
            plain.taskType(),
            "ben",
            plain.template(),
            plain.resources(),
            plain.inputsUri(),
            plain.outputPrefix(),
            plain.rawOutputPrefix(),
            plain.taskTemplateUri(),
            Map.of());
    executor.launch(bens);
    told.awaitEnd(bens.attempt());
    var moreMemory = launch(task, Map.of(), 2 * GIB);
    told.awaitEnd(moreMemory);
    var otherCode = run(compiled(PID + " static int other;"));

    assertThat(List.of(one, bens.attempt(), moreMemory, otherCode))
        .extracting(attempt -> number(attempt))
        .doesNotHaveDuplicates();
  }

  @Test
  void moreMemoryIsKeptToo() {
    var task = compiled(PID);
    var one = launch(task, Map.of(), 2 * GIB);
    told.awaitEnd(one);
    var other = launch(task, Map.of(), 2 * GIB);
    told.awaitEnd(other);

    assertThat(number(other)).isEqualTo(number(one));
  }

  @Test
  void anIdleOneEndsWhenOthersNeedItsPlace() {
    var one = run(compiled(PID));
    var other = run(compiled(PID + " static int other;"));
    var busy = launch(SLEEPS, Map.of());
    told.awaitStart(busy);

    Awaitility.await("the one that was idle longest ends").until(() -> !runs(number(one)));
    assertThat(runs(number(other))).isTrue();
    executor.kill(busy, "");
    told.awaitEnd(busy);
  }

  @Test
  void anIdleOneEndsAfterAWhile() {
    executor.close();
    keep = Duration.ofMillis(300);
    restart(told);
    var one = run(compiled(PID));

    Awaitility.await("it ends").until(() -> !runs(number(one)));
  }

  @Test
  void noneIsKeptWhereTheSettingsSaySo() {
    executor.close();
    keep = Duration.ZERO;
    restart(told);
    var task = compiled(PID);
    var one = run(task);

    assertThat(number(run(task))).isNotEqualTo(number(one));
  }

  @Test
  void logsOfItsEarlierAttemptsMayGoWhileItLives() throws IOException {
    var task = compiled(PID);
    var first = run(task);
    var second = run(task);
    var third = run(task);
    Path workers = home.resolve("workers of mine");
    for (var folder : WorkerFolder.all(workers)) {
      var longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(31)));
      if (Files.exists(folder.log())) {
        Files.setLastModifiedTime(folder.log(), longAgo);
      }
      Files.setLastModifiedTime(folder.path(), longAgo);
    }
    var aMonthAgo = Instant.now().minus(Duration.ofDays(30));

    assertThat(executor.tidy(aMonthAgo, GIB, () -> Set.of(second)).folders()).isZero();
    assertThat(executor.tidy(aMonthAgo, GIB, Set::of).folders()).isEqualTo(1);
    assertThat(WorkerFolder.of(workers, second)).isEmpty();
    assertThat(executor.logs().tail(third, 1)).isPresent();
    assertThat(number(run(task))).isEqualTo(number(first));
  }

  @Test
  void anIdleOneThatIsKilledIsReplaced() {
    var task = compiled(PID);
    var one = run(task);
    ProcessHandle.of(number(one)).orElseThrow().destroyForcibly();
    Awaitility.await("its folder is tidied").until(() -> !Files.exists(folder(one).work()));
    var other = run(task);

    assertThat(number(other)).isNotEqualTo(number(one));
  }

  @Test
  void anIdleOneEndsWithTheBackend() {
    var one = run(compiled(PID));
    executor.close();

    Awaitility.await("it ends").until(() -> !runs(number(one)));
  }

  @Test
  void aBusyOneIsFoundAgainByTheNextBackendAndEndsAfterItsAttempt() throws IOException {
    var task =
        compiled(
            """
            static long task(String go) throws Exception {
              while (!java.nio.file.Files.exists(java.nio.file.Path.of(go))) { Thread.sleep(20); }
              return ProcessHandle.current().pid();
            }""",
            "java.lang.String");
    Path go = home.resolve("go");
    var ready = Map.<String, Literal>of("go", new Literal.Text(home.toString()));
    var waits = Map.<String, Literal>of("go", new Literal.Text(go.toString()));
    var one = run(task, ready);
    var busy = launch(task, waits, GIB);
    told.awaitStart(busy);
    executor.close();
    var toldAnew = new Told();
    restart(toldAnew);
    toldAnew.awaitStart(busy);
    assertThat(toldAnew.hasStarted(one)).isFalse();
    Files.createFile(go);

    assertThat(toldAnew.awaitEnd(busy)).isEqualTo(new Ending.Succeeded());
    assertThat(number(busy)).isEqualTo(number(one));
    Awaitility.await("it ends").until(() -> !runs(number(one)));
    Awaitility.await("its folder is tidied")
        .until(() -> !Files.exists(folder(one).work()) && !Files.exists(folder(busy).work()));
  }

  private Literal file(String text) throws IOException {
    Path file = Files.writeString(home.resolve("a.txt"), text);
    return new Literal.Blob("file://" + file, new LiteralType.Blob("", false), Optional.empty());
  }

  private void isKept(String source) {
    var task = compiled(source);
    var one = run(task);
    var other = run(task);

    assertThat(log(one)).doesNotContain("not kept");
    assertThat(pid(other)).isEqualTo(pid(one));
  }

  private void isNotKept(String source, String trace) {
    var task = compiled(source);
    var one = run(task);
    var other = run(task);

    assertThat(pid(other)).isNotEqualTo(pid(one));
    Awaitility.await("the log says why")
        .until(
            () -> log(one), log -> log.contains("[updraft] this JVM is not kept: the task left"));
    assertThat(log(one)).contains(trace, " behind");
    Awaitility.await("its JVM ends").until(() -> !runs(pid(one)));
  }

  private CompiledTask compiled(String source, String... parameters) {
    return CompiledTask.of(folder(), source, parameters);
  }

  private AttemptId run(CompiledTask task) {
    return run(task, Map.of());
  }

  private AttemptId run(CompiledTask task, Map<String, Literal> inputs) {
    var attempt = launch(task, inputs, GIB);
    told.awaitEnd(attempt);
    return attempt;
  }

  private static boolean runs(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  private WorkerFolder folder(AttemptId attempt) {
    return WorkerFolder.of(home.resolve("workers of mine"), attempt).orElseThrow();
  }

  private long pid(AttemptId attempt) {
    return folder(attempt).claimed().orElseThrow().pid();
  }

  private String log(AttemptId attempt) {
    return executor
        .logs()
        .tail(attempt, 100)
        .map(tail -> String.join("\n", tail.lines()))
        .orElse("");
  }
}
