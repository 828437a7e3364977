package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A notebook connected, by its address, to a backend that offers only what a Flyte does: no service
 * of our own, rounds of a second, data by signed addresses alone.
 */
class FlyteOnlyTest {
  private static final String FLYTE = "is a Flyte without Updraft's own service: it ";
  private static Workplace workplace;
  private static Kernel kernel;

  @BeforeAll
  static void start() throws IOException {
    workplace = Workplace.fresh();
    Files.writeString(workplace.home().resolve("config"), "offers=flyte\n");
    assertThat(workplace.updraft("backend", "start").exit()).isZero();
    kernel = open();
    kernel.ok("%%task --cache\nint inc(int a) { return a + 1; }");
    kernel.ok("%%workflow\nint twice(int a) { return inc(inc(a)); }");
  }

  private static Kernel open() throws IOException {
    var token = Files.readString(workplace.home().resolve("token")).strip();
    return workplace.kernel(
        Map.of("UPDRAFT_TOKEN", token, "UPDRAFT_ENDPOINT", workplace.endpoint()));
  }

  @AfterAll
  static void stop() {
    kernel.close();
    workplace.close();
  }

  @Test
  void whatIsMissingIsToldWhenConnecting() {
    assertThat(kernel.ok("%connect").text())
        .containsOnlyOnce("a Flyte without Updraft's own service");
  }

  @Test
  void callsAreCached() {
    assertThat(kernel.ok("inc.run(1)").text()).contains("✓ inc ran").contains("kept as inc@");
    var again = kernel.ok("inc.run(1)");

    assertThat(again.text()).contains("◆ hit inc@").contains("made ").doesNotContain("saved 0 ms");
    assertThat(again.value()).isEqualTo("2");
  }

  @Test
  void workflowShowsAllItsNodes() {
    kernel.ok(
        """
        %%workflow
        int outer(int a) {
          int b = twice(a);
          return b > 3 ? inc(b) : twice(b);
        }""");

    kernel.ok(
        "%%workflow\nList<Integer> many(List<Integer> all) { return all.stream().map(x -> inc(x)).toList(); }");

    assertThat(kernel.ok("outer.run(50)").text())
        .containsPattern("✓ n0 twice · 2 of 2 · \\d")
        .containsPattern("✓ n1 branch · inc · \\d");
    assertThat(kernel.ok("outer.run(50)").text())
        .contains("◆ n0 twice · 2 of 2 · hit")
        .contains("◆ n1 branch · inc · hit");
    assertThat(kernel.ok("many.run(List.of(60, 70, 80))").text())
        .containsPattern("✓ n0 inc · 3 of 3 · \\d");
    assertThat(kernel.ok("many.run(List.of(60, 71, 80))").text())
        .containsPattern("✓ n0 inc · 3 of 3 · 2 hit");
  }

  @Test
  void failureIsThatOfTheLastAttemptAndItsLogIsALink() {
    kernel.ok(
        "%%task --retries 1\nint bad(int a) { throw new IllegalStateException(\"no \" + a); }");
    kernel.ok("%%workflow\nint worse(int a) { return bad(inc(a)); }");

    assertThat(kernel.run("worse.run(30)").text())
        .containsPattern("✓ n0 inc")
        .containsPattern("✕ n1 bad .* · attempt 2")
        .contains("IllegalStateException: no 31");
    assertThat(kernel.run("%logs").error())
        .contains(FLYTE + "keeps no logs. They are at:\nhttp://" + workplace.endpoint() + "/logs/");
  }

  @Test
  void filesAndFramesGoByTheBackend() {
    kernel.ok("import java.nio.file.*;");
    kernel.ok(
        """
        %%task
        Path glued(Path left, String right) throws Exception {
          return Files.writeString(Path.of("glued.txt"), Files.readString(left) + right);
        }""");
    kernel.ok("var left = Files.writeString(Files.createTempFile(\"left\", \".txt\"), \"über\");");

    assertThat(kernel.ok("Files.readString(glued.run(left, \"all\"))").value())
        .isEqualTo("überall");

    kernel.ok("%maven org.dflib:dflib:2.0.0-M6");
    kernel.ok("import org.dflib.*;");
    kernel.ok(
        """
        %%task
        DataFrame frame(int n) { return DataFrame.foldByRow("a", "b").of("x", n, "y", 2 * n); }""");
    kernel.ok("%%task\nint height(DataFrame f) { return f.height(); }");
    assertThat(kernel.ok("frame.run(3)").text()).contains("2 rows × 2 columns");
    assertThat(kernel.ok("height.run(frame.run(4))").value()).isEqualTo("2");
  }

  @Test
  void reportsAndEarlierValuesAreFound() {
    kernel.ok("import dev.updraft.api.Report;");
    kernel.ok("%%task\nint told(int a) { Report.current().text(\"a tree\"); return 7 * a; }");
    kernel.ok("told.run(6)");

    assertThat(kernel.ok("%report").text()).contains("a tree");
    var listed = kernel.ok("%executions").text();
    var name = listed.replaceAll("(?s).*told\\.outputs\\(\"(\\w+)\"\\).*", "$1");
    assertThat(kernel.ok("told.outputs(\"" + name + "\")").value()).isEqualTo("42");
    assertThat(kernel.ok("%lineage " + name).text()).contains("told").contains("a = 6");
    assertThat(kernel.ok("%status " + name).text()).contains("✓ told succeeded");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%cache ls",
        "%cache ls inc",
        "%cache rm inc",
        "%outputs",
        "%run twice --dry-run a=5"
      })
  void whatAFlyteCannotIsToldInOneLine(String cell) {
    var outputs = kernel.run(cell);

    assertThat(outputs.error()).hasLineCount(1).contains(workplace.endpoint()).contains(FLYTE);
    assertThat(outputs.text()).isEmpty();
  }

  /** The tour as it stands in the repository, with the one failure that it has anywhere. */
  @Test
  void tourRuns() throws IOException {
    try (var other = open()) {
      var failed = new ArrayList<String>();
      for (var cell : NotebookFile.cells(Workplace.CHECKOUT.resolve("notebooks/flights.ipynb"))) {
        var outputs = other.run(cell);
        if (outputs.failed() && !outputs.error().contains(FLYTE)) {
          failed.add(outputs.error());
        }
      }
      assertThat(failed).singleElement().asString().startsWith("late failed: NullPointerException");
      assertThat(other.ok("late.run(flights, 60)").text()).contains("◆ hit late@");
    }
  }
}
