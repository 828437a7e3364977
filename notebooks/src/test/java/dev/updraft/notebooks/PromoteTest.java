package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A notebook promoted from a shell and from its kernel is one and the same: equal versions, and one
 * shelf of remembered outputs.
 */
class PromoteTest {
  private static final List<String> CELLS =
      List.of(
          "%connect",
          "%maven org.dflib:dflib:2.0.0-M6",
          "import org.dflib.*;\nimport static org.dflib.Exp.*;",
          "var unrelated = 5;\nSystem.out.println(unrelated);",
          "final double LIMIT = 2.5 * 2;\nenum Size { SMALL, LARGE }\n/** How many. */\nint twice(int a) { return 2 * a; }",
          "record Counted(Size size, int rows, List<String> names) {}",
          "%%task --cache --retries 1\n/** Rows from 1 on. */\nDataFrame table(int n) {\n  // a remark\n  var rows = DataFrame.byArrayRow(\"a\").appender();\n  for (int i = 0; i < twice(n); i++) rows.append(i);\n  return rows.toDataFrame();\n}",
          "%%task --cache --mem 512Mi\nint least(int n) { return n; }",
          "%%task count --cache\nCounted counted(DataFrame f, Optional<String> name) {\n  return new Counted(f.height() > LIMIT ? Size.LARGE : Size.SMALL, f.height(), name.stream().toList());\n}",
          "%%task --cache\nint rows(Counted c) { return c.rows(); }",
          "%%workflow\nint inner(Counted c) { return rows(c); }",
          "%%workflow --on-failure finish\n/** The report. */\nint report(int n) {\n  var f = table(n);\n  var c = counted(f, Optional.of(\"x\"));\n  int m;\n  if (n > 10) { m = inner(c); } else { m = least(n); }\n  return m;\n}",
          "int twice(int a) {\n  return a + a; // declared again, below the task that uses it\n}");

  private static final Pattern TASK =
      Pattern.compile("(?m)^\\s+(\\w+)\\s+(v[a-z2-7]{8})\\s+([a-z2-7]{8})\\b");
  private static final Pattern VERSION = Pattern.compile("version (v[a-z2-7]{26})");

  @TempDir private static Path folder;
  private static Workplace workplace;

  @BeforeAll
  static void start() {
    workplace = Workplace.fresh();
  }

  @AfterAll
  static void stop() {
    workplace.close();
  }

  private static Path notebook(String name, List<String> cells) throws IOException {
    return NotebookFile.write(Files.createDirectories(folder.resolve(name)), "n.ipynb", cells);
  }

  /** The workflow's version, and each task's with its code key. */
  private static Map<String, String> versions(String answer) {
    var versions = new TreeMap<String, String>();
    var version = VERSION.matcher(answer);
    assertThat(version.find()).as(answer).isTrue();
    versions.put("", version.group(1));
    var task = TASK.matcher(answer);
    while (task.find()) {
      versions.put(task.group(1), task.group(2) + " " + task.group(3));
    }
    return versions;
  }

  private static Workplace.Said ok(String... words) {
    var said = workplace.updraft(words);
    assertThat(said.exit()).as(said.text()).isZero();
    return said;
  }

  @Test
  void shellAndKernelGiveEqualVersionsAndShareWhatIsRemembered() throws IOException {
    var file = notebook("mine", CELLS);
    var promoted = ok("promote", file.toString(), "report");
    assertThat(promoted.text())
        .contains("✓ promoted report")
        .contains("jar org.dflib:dflib:2.0.0-M6 · sha256 ")
        .contains("run it: ./updraft run report n=..");
    assertThat(versions(promoted.text())).containsOnlyKeys("", "count", "least", "rows", "table");
    assertThat(ok("run", "report", "n=12").text()).contains("o0  24");

    try (var kernel = workplace.kernel()) {
      CELLS.forEach(kernel::ok);
      var again = kernel.ok("%promote report");
      assertThat(versions(again.text())).isEqualTo(versions(promoted.text()));
      assertThat(again.text()).contains("✓ already registered: report").doesNotContain(" new");
      assertThat(again.html()).contains("already registered").contains("org.dflib:dflib:2.0.0-M6");
      assertThat(kernel.ok("%register report --diff").text()).contains("✓ nothing changed");

      var remembered = kernel.ok("report.run(12)");
      assertThat(remembered.value()).isEqualTo("24");
      assertThat(remembered.text()).contains("table · hit").contains("counted · hit");
      assertThat(kernel.ok("report.run(3)").text()).contains("✓ n0 table");

      assertThat(kernel.run("%promote reprt").error()).contains("Did you mean report?");
      assertThat(kernel.run("%promote report --verson 1").error())
          .contains("Did you mean --version?");
      assertThat(kernel.run("%promote table").error()).contains("'table' is a task");
    }

    assertThat(ok("run", "report", "n=3").text()).contains("n0 table · hit").contains("o0  3");
    var colleague = notebook("a colleague's checkout", CELLS);
    assertThat(versions(ok("promote", colleague.toString(), "report").text()))
        .isEqualTo(versions(promoted.text()));
    assertThat(ok("promote", colleague.toString(), "report", "--diff").text())
        .contains("✓ nothing changed");
  }

  @Test
  void aPromotedScheduleIsTheActiveOneUntilAnotherTakesOver() throws IOException {
    var report = "%%workflow\nint nightly(int n, String airline) { return least(n, airline); }";
    var file =
        notebook(
            "nightly", List.of("%%task\nint least(int n, String airline) { return n; }", report));
    String[] asked = {
      "promote", file.toString(), "nightly", "--schedule", "0 6 * * MON", "n=3", "airline=UA"
    };
    assertThat(ok(asked).text())
        .contains("launch plan nightly.schedule · ")
        .contains("inactive")
        .contains("activate it: %schedule resume nightly");
    assertThat(ok("schedule", "ls").text()).contains("nightly").contains("paused");
    assertThat(ok("schedule", "resume", "nightly").text()).contains("at 06:00 on Mon");
    assertThat(ok(with(asked, "--diff")).text()).contains("✓ nothing changed");

    var zone = with(asked, "--tz", "Europe/Berlin", "--fixed", "airline");
    var diff = workplace.updraft(with(zone, "--diff"));
    assertThat(diff.exit()).isEqualTo(4);
    assertThat(diff.text()).contains("- schedule ").contains("+ schedule ").contains("(fixed)");
    assertThat(ok(with(zone, "--activate")).text()).contains("· active");
    assertThat(ok("schedule", "ls").text()).contains("Europe/Berlin").doesNotContain("paused");
    assertThat(ok("schedule", "rm", "nightly", "--yes").text()).contains("nightly");
    assertThat(ok("schedule", "ls").text()).doesNotContain("nightly");
  }

  @Test
  void aNotebookThatDeclaresNothingRunsWhatIsRegistered() throws IOException {
    var file = notebook("from elsewhere", CELLS);
    ok("promote", file.toString(), "report");
    try (var kernel = workplace.kernel()) {
      kernel.ok("%connect");
      var ran = kernel.ok("%run report n=4");
      assertThat(ran.value()).isEqualTo("4");
      assertThat(ran.text()).contains("✓ n0 table");
      kernel.ok("int n = 4;");
      assertThat(kernel.ok("%run report n=$n --dry-run").text()).contains("table").contains("hit");
      assertThat(kernel.run("%run report m=4").error())
          .contains("'m=4' gives no input of report")
          .contains("no value for 'n'");
      assertThat(kernel.run("%run reprt n=4").error())
          .contains("Nor is a workflow or task registered under that name");
    }
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray(String[]::new);
  }
}
