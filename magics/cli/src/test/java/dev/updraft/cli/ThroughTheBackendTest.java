package dev.updraft.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.updraft.client.CallFailed;
import dev.updraft.client.CallListener;
import dev.updraft.client.CallOptions;
import dev.updraft.client.ExecutionNames;
import dev.updraft.client.RemoteCall;
import dev.updraft.client.RemoteTask;
import dev.updraft.client.RemoteWorkflow;
import dev.updraft.client.Session;
import dev.updraft.client.Settings;
import dev.updraft.client.model.Cache;
import dev.updraft.client.model.Phase;
import dev.updraft.client.model.TaskOptions;
import dev.updraft.client.model.WorkflowSpec;
import dev.updraft.types.Literal;
import dev.updraft.types.failure.StackLine;
import dev.updraft.types.graph.Binding;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.NodeOptions;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Workflow;
import dev.updraft.types.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything real: the daemon, its workers, its database; the commands as a terminal would give
 * them.
 */
@Timeout(240)
class ThroughTheBackendTest {
  private static final TaskOptions CACHED = TaskOptions.plain().cache(new Cache.ByCode());
  private static final Duration LONG = Duration.ofSeconds(120);

  @TempDir static Path root;
  private static Map<String, String> environment = Map.of();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path folder;
  private @Nullable Session session;

  @BeforeAll
  static void start() throws Exception {
    var kernel = Files.createDirectories(root.resolve("jupyter/kernels/updraft"));
    Files.writeString(kernel.resolve("kernel.json"), "{\"argv\": []}");
    environment =
        Map.of(
            "UPDRAFT_HOME", root.resolve("a home").toString(),
            "UPDRAFT_LIB", BackendJars.in(root.resolve("lib")).toString(),
            "UPDRAFT_ENDPOINT", "embedded");
    var commands = new ThroughTheBackendTest();
    assertThat(commands.run("backend", "start")).as(commands::said).isZero();
    assertThat(commands.said()).startsWith("✓ started at 127.0.0.1:");
  }

  @AfterAll
  static void stop() {
    var commands = new ThroughTheBackendTest();
    assertThat(commands.run("backend", "stop")).isZero();
    assertThat(commands.said()).startsWith("✓ stopped");
    assertThat(commands.run("backend", "status")).isEqualTo(3);
  }

  @BeforeEach
  void connect() {
    var named = new HashMap<>(environment);
    named.put("UPDRAFT_SESSION", "s" + UUID.randomUUID().toString().replace("-", ""));
    session = Session.connect(Settings.of(Settings.Asked.nothing(), named));
  }

  @AfterEach
  void close() {
    session().close();
  }

  private Session session() {
    if (session == null) {
      throw new IllegalStateException("not connected");
    }
    return session;
  }

  private int run(String... arguments) {
    return Main.run(
        new Main.Surroundings(
            environment,
            Clock.systemUTC(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)),
        arguments);
  }

  private String said() {
    var text = out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    out.reset();
    err.reset();
    return text;
  }

  private <T> RemoteCall<T> call(RemoteTask task, Object... arguments) {
    return session().call(task, arguments, CallOptions.plain(), CallListener.nobody());
  }

  private RemoteTask task(String name, String method) throws Exception {
    return CompiledTask.of(folder, name, method, CACHED);
  }

  @Test
  void aReportIsPrintedAndWrittenToAFile() throws Exception {
    var told =
        task(
            "told",
            "public static long told(long n) { dev.updraft.api.Report.current().text(\"n is \" + n); return n; }");
    RemoteCall<Long> call = call(told, 7L);
    assertThat(call.await(LONG)).isEqualTo(7L);
    var file = folder.resolve("report.html");

    assertThat(run("report", call.id())).isZero();
    assertThat(said()).isEqualTo("report of " + call.id() + "\nn is 7\n");
    assertThat(run("report", call.id(), "--to", file.toString())).isZero();
    assertThat(said()).startsWith("✓ report written to " + file);
    assertThat(file).content().contains("<pre>n is 7</pre>");
    assertThat(run("report", call.id(), "--attempt", "3")).isEqualTo(1);
    assertThat(said()).contains("Execution " + call.id() + ", attempt 3, has no report.");
  }

  @Test
  void backendThatRunsWellHasNothingToMend() {
    assertThat(run("doctor")).as(this::said).isZero();
    assertThat(said())
        .containsSubsequence("✓ data in", "✓ connected to 127.0.0.1:", "Nothing is wrong.");
    assertThat(run("doctor", "--project", "nobodys")).isEqualTo(1);
    assertThat(said()).contains("✕ ").contains("nobodys");
  }

  @Test
  void whatIsRegisteredRunsByItsName() throws Exception {
    var twice = task("twice", "public static long twice(long n) { return 2 * n; }");
    session().register(twice);
    session().register(applied("fourfold", twice));

    assertThat(run("run", "fourfold", "n=21")).as(this::said).isZero();
    assertThat(said())
        .containsSubsequence("● fourfold", "✓ n0", "✓ n1", "✓ fourfold", "ran", "o0", "84");
    assertThat(run("run", "fourfold", "n=21")).isZero();
    assertThat(said()).contains("◆ n0 twice · hit", "◆ n1 twice · hit", "84");
    RemoteCall<Long> whole =
        session()
            .call(
                applied("fourfold", twice),
                new Object[] {21L},
                CallOptions.plain(),
                CallListener.nobody());
    assertThat(whole.await(LONG)).isEqualTo(84L);
    assertThat(run("summary", "--session", session().settings().session())).isZero();
    assertThat(said())
        .as("a workflow has no key of its own")
        .containsPattern("fourfold +ran +\\d")
        .doesNotContain("fourfold@");
    assertThat(run("run", "twice", "n=4", "--detach")).isZero();
    var detached = session().execution(said().strip());
    while (session().backend().executions().ending(detached).isEmpty()) {
      Thread.sleep(20); // else its worker writes on while the folder is cleared
    }
    assertThat(Wire.readLiterals(session().backend().executions().outputs(detached)))
        .containsEntry("o0", new Literal.Integer(8));

    assertThat(run("run", "fourfold", "m=1")).isEqualTo(1);
    assertThat(said())
        .contains("'m=1' gives no input of fourfold (did you mean n?), which takes: n")
        .contains("no value for 'n'");
    assertThat(run("run", "fivefold")).isEqualTo(1);
    assertThat(said()).contains("Nothing called 'fivefold' is registered");
  }

  @Test
  void whatARunWouldDoIsSaidAndNothingRuns() throws Exception {
    var half = task("half", "public static long half(long n) { return n / 2; }");
    session().register(half);
    assertThat(this.<Long>call(half, 8L).await(LONG)).isEqualTo(4L);
    session().register(applied("quarter", half));

    assertThat(run("run", "quarter", "n=8", "--dry-run")).as(this::said).isZero();
    assertThat(said()).containsSubsequence("n0", "hit", "n1", "run: ");
    assertThat(run("run", "quarter", "n=9", "--dry-run")).isZero();
    assertThat(said())
        .containsSubsequence("n0", "run: not remembered", "A node that is not listed");
    assertThat(run("run", "quarter", "m=9", "--dry-run")).isEqualTo(1);
    assertThat(said()).contains("no value for 'n'");
    assertThat(run("executions", "quarter")).isZero();
    assertThat(said()).as("nothing ran").doesNotContain("✓");
  }

  @Test
  void whereAValueComesFromIsPrinted() throws Exception {
    var third = task("third", "public static long third(long n) { return n / 3; }");
    RemoteCall<Long> call = call(third, 27L);
    assertThat(call.await(LONG)).isEqualTo(9L);
    var name = ExecutionNames.brief(call.id());

    assertThat(run("lineage", call.id())).as(this::said).isZero();
    assertThat(said()).containsSubsequence("third", name, "n", "27");
    assertThat(run("lineage", call.id() + ".o0", "--forward")).isZero();
    said();
    assertThat(run("lineage", call.id() + ".p")).isEqualTo(1);
    assertThat(said()).contains("'p'").contains("o0");
    assertThat(run("lineage", "third@zzzz")).isEqualTo(1);
    assertThat(said()).startsWith("updraft: ").doesNotContain("\tat ");
    assertThat(run("lineage", call.id(), "-n", "0")).isEqualTo(1);
    assertThat(said()).contains("-n is 0");
  }

  @Test
  void listGoesOnWhereItsLastLineSays() throws Exception {
    var paged = task("paged", "public static long paged(long n) { return n; }");
    for (var n = 0L; n < 3; n++) {
      assertThat(this.<Long>call(paged, n).await(LONG)).isEqualTo(n);
    }
    for (var list : List.of("executions", "outputs")) {
      assertThat(run(list, "paged", "-n", "2")).isZero();
      var first = said();
      var older = first.lines().filter(line -> line.startsWith("older: ")).findFirst();
      assertThat(older).as(first).isPresent();
      var token = older.orElseThrow().replaceFirst(".*--before ", "");

      assertThat(run(list, "paged", "-n", "2", "--before", token)).isZero();
      assertThat(rows(said())).hasSize(1).doesNotContainAnyElementsOf(rows(first));
      assertThat(run(list, "paged", "--before", "no token")).isEqualTo(1);
      assertThat(said()).startsWith("updraft: ").doesNotContain("\tat ");
    }
  }

  private static List<String> rows(String list) {
    return list.lines()
        .filter(line -> line.contains("paged") && !line.startsWith("older"))
        .toList();
  }

  @Test
  void whatFailedIsRunAgainOrGoesOn() throws Exception {
    var key = folder.resolve("key");
    var opened =
        CompiledTask.of(
            folder,
            "opened",
            "public static long opened(long n) { if (n > 2 && !java.nio.file.Files.exists(java.nio.file.Path.of(\"%s\"))) throw new IllegalStateException(\"closed\"); return n + 1; }"
                .formatted(key),
            TaskOptions.plain());
    session().register(applied("twofold", opened));
    assertThat(run("run", "twofold", "n=2")).isEqualTo(1);
    var failed = said().lines().findFirst().orElseThrow().split(" ")[2];

    assertThat(run("rerun", failed, "--recover", "n=1")).isEqualTo(1);
    assertThat(said()).contains("cannot take 'n=1'");
    Files.createFile(key);
    assertThat(run("rerun", failed, "--recover")).as(this::said).isZero();
    assertThat(said())
        .containsSubsequence(
            "● twofold", "◇ n0 opened · from " + failed, "✓ n1", "✓ twofold", "o0", "4");
    assertThat(run("rerun", failed, "n=7")).as(this::said).isZero();
    assertThat(said()).containsSubsequence("● twofold", "✓ n0", "✓ n1", "9");
    assertThat(run("rerun", failed, "m=7")).isEqualTo(1);
    assertThat(said()).contains("'m=7' gives no input of twofold");
  }

  /** A workflow that gives n to a task, and what comes of it to the same task again. */
  private static RemoteWorkflow applied(String name, RemoteTask task) {
    var graph =
        new Workflow(
            new Reference("", "", name, ""),
            task.mapping().typedInterface(),
            List.of(
                node("n0", task.name(), Binding.Promise.of(Workflow.START_NODE, "n")),
                node("n1", task.name(), Binding.Promise.of("n0", "o0"))),
            Map.of("o0", Binding.Promise.of("n1", "o0")),
            Workflow.OnFailure.FAIL_IMMEDIATELY,
            Optional.empty());
    return new RemoteWorkflow(
        new WorkflowSpec(graph, "", List.of(), Map.of()),
        task.mapping(),
        Map.of(task.name(), task),
        0);
  }

  private static Node node(String id, String task, Binding n) {
    return new Node(
        id,
        task,
        Map.of("n", n),
        List.of(),
        NodeOptions.NONE,
        new Work.Task(new Reference("", "", task, "")));
  }

  @Test
  void aTaskRunsRemotelyAndIsRememberedAndForgotten() throws Exception {
    var inc =
        task(
            "inc",
            "public static long inc(long n) { System.out.println(\"adding to \" + n); return n + 1; }");
    RemoteCall<Long> ran = call(inc, 41L);
    assertThat(ran.await(LONG)).isEqualTo(42L);
    RemoteCall<Long> hit = call(inc, 41L);
    assertThat(hit.await(LONG)).isEqualTo(42L);
    assertThat(hit.state().hit()).isTrue();
    assertThat(hit.logs()).contains("adding to 41");

    assertThat(run("executions", "inc", "--mine", "-n", "5")).isZero();
    assertThat(said()).containsSubsequence("execution", "task", "phase", "✓", "inc", "succeeded");
    assertThat(run("logs", ran.id(), "--grep", "adding")).isZero();
    assertThat(said()).isEqualTo("adding to 41\n");
    assertThat(run("logs", ran.id(), "--grep", "taking")).isZero();
    assertThat(said()).isEqualTo("updraft: no line of 1 has 'taking' in it.\n");
    assertThat(run("outputs", "inc")).isZero();
    var listed = said();
    assertThat(listed).containsPattern("inc@[0-9A-Za-z_-]{4}");
    var entry =
        listed
            .lines()
            .filter(line -> line.startsWith("inc@"))
            .findFirst()
            .orElseThrow()
            .split(" ")[0];
    assertThat(run("outputs", entry)).isZero();
    assertThat(said()).containsSubsequence("◆ inc@", "from", "n  41", "to", "o0  42");
    assertThat(run("outputs", ran.id())).isZero();
    assertThat(said()).contains("o0  42");

    assertThat(run("outputs", "rm", entry)).isEqualTo(1);
    assertThat(said()).startsWith("updraft: this would forget inc@").contains("--yes");
    assertThat(run("outputs", "rm", entry, "--yes")).isZero();
    assertThat(said()).startsWith("✓ forgot inc@");
    RemoteCall<Long> again = call(inc, 41L);
    assertThat(again.await(LONG)).isEqualTo(42L);
    assertThat(again.state().hit()).isFalse();

    assertThat(run("summary", "--session", session().settings().session())).isZero();
    assertThat(said().lines().toList())
        .anyMatch(line -> line.startsWith("◆") && line.contains("hit inc@"))
        .last()
        .asString()
        .matches("remote calls: 3, from the catalog: 1, ran: 2, failed: 0, saved: [0-9.]+ s");
  }

  @Test
  void aTaskThatPrintedNothingIsSaidToHavePrintedNothing() throws Exception {
    RemoteCall<Long> call = call(task("mute", "public static long mute(long n) { return n; }"), 3L);
    assertThat(call.await(LONG)).isEqualTo(3L);
    assertThat(run("logs", call.id())).isZero();
    assertThat(said()).isEqualTo("updraft: nothing was printed.\n");
  }

  @Test
  void namesAreAsShortAsInTheNotebook() throws Exception {
    RemoteCall<Long> call =
        call(task("brief", "public static long brief(long n) { return n; }"), 3L);
    assertThat(call.await(LONG)).isEqualTo(3L);
    var name = ExecutionNames.brief(call.id());
    assertThat(run("outputs", "brief")).isZero();
    var listed = said();
    assertThat(listed).contains(" " + name + " ").doesNotContain(call.id());
    var entry = listed.lines().filter(line -> line.startsWith("brief@")).findFirst().orElseThrow();
    assertThat(run("outputs", entry.split(" ")[0])).isZero();
    assertThat(said()).startsWith("◆ " + entry.split(" ")[0] + " · made").contains(" in " + name);
  }

  @Test
  void aFailureComesBackWithItsOwnLine() throws Exception {
    var far =
        CompiledTask.of(
            folder,
            "far",
            """
            public static long far(long n) {
              if (n > 1) {
                throw new IllegalArgumentException("too far: " + n);
              }
              return n;
            }""",
            TaskOptions.plain());
    RemoteCall<Long> call = call(far, 12L);

    assertThatThrownBy(() -> call.await(LONG))
        .isInstanceOfSatisfying(
            CallFailed.class,
            e -> {
              assertThat(e.failure().headline())
                  .isEqualTo("java.lang.IllegalArgumentException: too far: 12");
              assertThat(e.failure().text().chain().getFirst().stack())
                  .first()
                  .isInstanceOfSatisfying(
                      StackLine.InCell.class, line -> assertThat(line.line()).isEqualTo(3));
            });
    assertThat(run("executions", "--failed", "-n", "1")).isZero();
    assertThat(said())
        .contains("✕")
        .contains("far")
        .contains("failed")
        .contains("too far: 12")
        .doesNotContain("currentAttempt");
  }

  @Test
  void aKilledBackendDoesNotLoseAWaitingCall() throws Exception {
    var marker = folder.resolve("ran");
    var slow =
        task(
            "slow",
            """
            public static long slow(String marker, long millis) throws Exception {
              java.nio.file.Files.writeString(java.nio.file.Path.of(marker), "x",
                  java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
              Thread.sleep(millis);
              return 7;
            }""");
    RemoteCall<Long> call = call(slow, marker.toString(), 3000L);
    await().atMost(LONG).until(() -> Files.exists(marker));
    var daemon = Session.embedded((dev.updraft.client.Where.Embedded) session().settings().where());
    var killed = daemon.find().orElseThrow();
    killed.process().orElseThrow().destroyForcibly();

    assertThat(call.await(LONG)).isEqualTo(7L);

    assertThat(daemon.find().orElseThrow().pid()).isNotEqualTo(killed.pid());
    assertThat(marker).hasContent("x");
  }

  @Test
  void anAbortedCallEndsAndSaysSo() throws Exception {
    var endless =
        task(
            "endless",
            "public static long endless(long n) throws Exception { Thread.sleep(600_000); return n; }");
    RemoteCall<Long> call = call(endless, 1L);
    await().atMost(LONG).until(() -> call.state().phase() == Phase.RUNNING);

    call.abort("not wanted any more");

    assertThat(call.status()).isEqualTo("ABORTED");
    assertThatThrownBy(call::await).hasMessageContaining("was aborted");
  }

  @Test
  void wrongWordsAreExplainedWithoutAStack() {
    assertThat(run("executions", "--minee")).isEqualTo(2);
    assertThat(said()).contains("--mine").doesNotContain("\tat ");
    assertThat(run("executions", "--since", "soon")).isEqualTo(2);
    assertThat(said()).contains("'soon' is no span of time");
    assertThat(run("outputs", "inc@")).isEqualTo(1);
    assertThat(said())
        .isEqualTo(
            "updraft: 'inc@' does not name a remembered output. Write TASK@KEY, e.g. delays@3f2a; 'outputs' lists them.\n");
    assertThat(run("logs", "zzzz")).isEqualTo(1);
    assertThat(said()).startsWith("updraft: No execution 'zzzz' in project 'updraft'");
    assertThat(run("executions", "--project", "nowhere")).isEqualTo(1);
    assertThat(said()).contains("has no project 'nowhere'. It has: ");
    assertThat(run("executions", "--endpoint", "127.0.0.1:1")).isEqualTo(3);
    assertThat(said()).contains("127.0.0.1:1 cannot be reached: Connection refused");
  }

  @Test
  void theSwitchSaysHowItStands() {
    var daemon =
        Session.embedded((dev.updraft.client.Where.Embedded) session().settings().where())
            .find()
            .orElseThrow();
    assertThat(daemon.process().orElseThrow().info().commandLine().orElseThrow())
        .contains(dev.updraft.app.Main.class.getName());
    assertThat(run("backend", "start")).isZero();
    assertThat(said()).startsWith("✓ runs already at 127.0.0.1:");
    assertThat(run("backend", "status")).isZero();
    assertThat(said()).startsWith("● running at 127.0.0.1:").contains("a home");
    assertThat(run("backend", "logs", "-n", "1")).isZero();
    assertThat(run()).isZero();
    assertThat(said()).contains("backend", "executions", "outputs", "logs", "summary");
  }
}
