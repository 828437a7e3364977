package dev.updraft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.client.Session;
import dev.updraft.client.Settings;
import dev.updraft.promote.PromoteNotebook;
import dev.updraft.promote.UserJar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promotion from a terminal against a real backend. */
@Timeout(240)
class PromoteCommandTest {
  @TempDir static Path root;
  private static Map<String, String> environment = Map.of();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    environment =
        Map.of(
            "UPDRAFT_HOME", root.resolve("home").toString(),
            "UPDRAFT_LIB", BackendJars.in(root.resolve("lib")).toString(),
            "UPDRAFT_ENDPOINT", "embedded");
    assertThat(new PromoteCommandTest().run("backend", "start")).isZero();
  }

  @AfterAll
  static void stop() {
    assertThat(new PromoteCommandTest().run("backend", "stop")).isZero();
  }

  private int run(String... arguments) {
    return run(environment, arguments);
  }

  private int run(Map<String, String> around, String... arguments) {
    out.reset();
    err.reset();
    return Main.run(
        new Main.Surroundings(
            around,
            Clock.systemUTC(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)),
        arguments);
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }

  /** A notebook with a task {@code NAMEOne}, one {@code NAMETwo}, and the workflow NAME of both. */
  private Path notebook(String name, String body, String options) throws IOException {
    var cells =
        List.of(
            "int helper(int a) { return " + body + "; }",
            "%%task --cache " + options + "\\nint " + name + "One(int a) { return helper(a); }",
            "%%task\\nint " + name + "Two(int a) { return a * 10; }",
            "%%workflow\\nint " + name + "(int n) { return " + name + "Two(" + name + "One(n)); }");
    var json =
        "{\"nbformat\": 4, \"metadata\": {}, \"cells\": ["
            + String.join(
                ", ",
                cells.stream()
                    .map(cell -> "{\"cell_type\": \"code\", \"source\": \"" + cell + "\"}")
                    .toList())
            + "]}";
    return Files.writeString(folder.resolve(name + ".ipynb"), json);
  }

  @Test
  void whatWasPromotedRunsByItsNameAndIsThereOnce() throws IOException {
    var file = notebook("sum", "a + 1", "").toString();
    assertThat(run("promote", file, "sum", "--diff")).isEqualTo(PromoteCommand.WOULD_CHANGE);
    assertThat(said()).startsWith("○ sum is not registered yet");
    assertThat(run("run", "sum", "n=3")).as("a difference registers nothing").isEqualTo(1);

    assertThat(run("promote", file, "sum")).as(this::said).isZero();
    assertThat(said()).startsWith("✓ promoted sum · version v").contains("sumOne").contains("new");
    assertThat(run("run", "sum", "n=3")).as(this::said).isZero();
    assertThat(said()).contains("o0  40");

    assertThat(run("register", file, "sum")).isZero();
    assertThat(said()).startsWith("✓ already registered: sum").doesNotContain(" new");
    assertThat(run("promote", file, "sum", "--diff")).isZero();
    assertThat(said()).startsWith("✓ nothing changed");
  }

  @Test
  void aDifferenceNamesTasksHelpersOptionsAndNodes() throws IOException {
    assertThat(run("promote", notebook("dif", "a + 1", "").toString(), "dif")).isZero();
    var other = notebook("dif", "a + 2", "--retries 2");
    Files.writeString(
        other, Files.readString(other).replace("return difTwo(difOne(n))", "return difOne(n)"));

    assertThat(run("promote", other.toString(), "dif", "--diff"))
        .isEqualTo(PromoteCommand.WOULD_CHANGE);
    assertThat(said())
        .contains("~ task difOne")
        .contains("helper helper(int) changed")
        .contains("--retries 0 -> 2")
        .contains("- task difTwo")
        .contains("- node n1")
        .contains("~ result o0: n1.o0 -> n0.o0");
  }

  @Test
  void aVersionOfOnesOwnNeverChanges() throws IOException {
    var file = notebook("ver", "a + 1", "").toString();
    assertThat(run("promote", file, "ver", "--version", "1.0")).isZero();
    assertThat(said()).startsWith("✓ promoted ver · version 1.0");
    assertThat(run("promote", file, "ver", "--version", "1.0")).isZero();
    assertThat(said()).startsWith("✓ already registered: ver · version 1.0");

    var changed = notebook("ver", "a + 5", "").toString();
    assertThat(run("promote", changed, "ver", "--version", "1.0")).isEqualTo(1);
    assertThat(said())
        .contains("'ver' is registered in version '1.0' with other content")
        .contains("~ task verOne: code ")
        .contains("helper helper(int) changed")
        .contains("way out: take another --version");
    assertThat(run("run", "ver", "--version", "1.0", "n=1")).as("it is as it was").isZero();
    assertThat(said()).contains("o0  20");
    assertThat(run("promote", changed, "ver", "--version", "1.1")).isZero();
  }

  @Test
  void aPromotionThatDiedOnItsWayIsSimplyRepeated() throws IOException {
    var file = notebook("half", "a + 1", "");
    var promotable = PromoteNotebook.of(file, "half", (_, _) -> List.<UserJar>of(), provided());
    var named = new HashMap<>(environment);
    try (var session = Session.connect(Settings.of(Settings.Asked.nothing(), named))) {
      session.register(
          Optional.ofNullable(promotable.workflow().tasks().get("halfOne")).orElseThrow());
    }
    assertThat(run("promote", file.toString(), "half")).isZero();
    assertThat(said())
        .startsWith("✓ promoted half")
        .containsPattern("halfOne .*already registered")
        .containsPattern("halfTwo .*new");
    assertThat(run("run", "half", "n=1")).isZero();
  }

  private static List<Path> provided() {
    return PromoteCommand.provided();
  }

  @Test
  void filesAreWrittenWithoutABackend() throws IOException {
    var away = new HashMap<>(environment);
    away.put("UPDRAFT_ENDPOINT", "127.0.0.1:9");
    var file = notebook("fil", "a + 1", "").toString();
    var to = folder.resolve("out");
    assertThat(run(away, "promote", file, "fil", "--to", to.toString())).as(this::said).isZero();
    assertThat(to.resolve("000_filOne_1.pb")).exists();
    assertThat(to.resolve("003_fil_3.pb")).exists();
    assertThat(run(away, "promote", file, "fil")).isEqualTo(Main.AWAY);
  }

  @Test
  void aScheduleIsItsOwnLaunchPlanInactiveUntilItIsActivated() throws IOException {
    var file = notebook("plan", "a + 1", "").toString();
    var daily =
        new String[] {
          "promote", file, "plan", "--schedule", "0 6 * * *", "--tz", "Europe/Berlin", "n=3"
        };
    assertThat(run(with(daily, "--diff"))).isEqualTo(PromoteCommand.WOULD_CHANGE);
    assertThat(said()).contains("+ schedule ").contains("n = 3");

    assertThat(run(daily)).as(this::said).isZero();
    assertThat(said())
        .contains("launch plan plan.schedule · ")
        .contains("Europe/Berlin")
        .containsPattern("next \\d{4}-\\d\\d-\\d\\d 06:00 · inactive")
        .contains("activate it: %schedule resume plan");
    assertThat(run(with(daily, "--diff"))).as("nothing of it changed").isZero();

    assertThat(run("promote", file, "plan", "--schedule", "0 7 * * *", "n=3", "--diff"))
        .isEqualTo(PromoteCommand.WOULD_CHANGE);
    assertThat(said()).contains("- schedule ").contains("+ schedule ");
    var to = folder.resolve("out");
    assertThat(run(with(daily, "--to", to.toString()))).isZero();
    assertThat(to.resolve("004_plan.schedule_3.pb")).exists();
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void aScheduleThatIsNoneIsRefusedWithAllReasonsAndNothingIsRegistered() throws IOException {
    var file = notebook("nope", "a + 1", "").toString();
    assertThat(run("promote", file, "nope", "--schedule", "61 * * * *", "--catchup", "some", "m=3"))
        .isEqualTo(1);
    assertThat(said())
        .contains("--schedule: ")
        .contains("--catchup: 'some' does not say")
        .contains("'m=3' gives no input of nope")
        .contains("It takes: n.");
    assertThat(run("promote", file, "nope", "--schedule", "@daily")).isEqualTo(1);
    assertThat(said()).contains("there is none for n. Write n=..");
    assertThat(run("promote", file, "nope", "--schedule", "@daily", "--tz", "Europe/Berlim", "n=1"))
        .isEqualTo(1);
    assertThat(said()).contains("'Europe/Berlim' is no time zone");
    assertThat(run("promote", file, "nope", "--activate")).isEqualTo(2);
    assertThat(run("run", "nope", "n=1")).as("nothing was registered").isEqualTo(1);
  }

  @Test
  void aWrongLineAndAWrongNameAreToldApart() throws IOException {
    var file = notebook("bad", "a + 1", "").toString();
    assertThat(run("promote", file, "bad", "--to", "x", "--diff")).isEqualTo(2);
    assertThat(run("promote", file, "bda")).isEqualTo(1);
    assertThat(said()).contains("has no workflow 'bda'. Did you mean bad?");
    assertThat(run("promote", folder.resolve("no.ipynb").toString(), "bad")).isEqualTo(1);
    assertThat(said()).contains("There is no file");
    assertThat(run("promote", notebook("bad", "nowhere(a)", "").toString(), "bad")).isEqualTo(1);
    assertThat(said()).contains("cell [1] line 1:28: cannot find symbol");
    var away = folder.resolve("away.ipynb");
    Files.writeString(
        away,
        Files.readString(Path.of(file))
            .replace("int helper(", "%maven no.such.group:thing:1\\n%maven nothing\\nint helper("));
    assertThat(run("promote", away.toString(), "bad")).isEqualTo(1);
    assertThat(said())
        .contains("cell [1] line 1:1: %maven cannot get no.such.group:thing:1: ")
        .contains("cell [1] line 2:1: 'nothing' is no coordinate. Write group:artifact:version");
  }
}
