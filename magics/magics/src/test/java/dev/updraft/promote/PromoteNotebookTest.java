package dev.updraft.promote;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.client.SpecFiles;
import dev.updraft.client.Versions;
import dev.updraft.task.closure.Notebook;
import dev.updraft.task.closure.TestJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a notebook's file would promote; nothing of it is run. */
class PromoteNotebookTest {
  private static final String INC = "%%task --cache\nint inc(int a) { return a + 1; }";
  private static final String REPORT = "%%workflow\nint report(int n) { return inc(n); }";

  @TempDir private Path folder;

  private final List<String> asked = new ArrayList<>();
  private final Map<String, Path> shelf = new TreeMap<>();

  private Promotable promote(String... cells) throws IOException {
    return promoteAs("report", cells);
  }

  private Promotable promoteAs(String workflow, String... cells) throws IOException {
    return PromoteNotebook.of(
        WrittenFile.of(folder, cells), workflow, this::jars, List.of(Notebook.apiJar()));
  }

  private List<UserJar> jars(String coordinate, List<JarSource.Repository> repositories) {
    asked.add(coordinate + repositories);
    var jar = shelf.get(coordinate);
    if (jar == null) {
      throw new NotebookRefused("%maven cannot get " + coordinate + ".");
    }
    return List.of(new UserJar(jar, Optional.of(coordinate)));
  }

  private static Versions versions(Promotable promotable) {
    return Versions.of(promotable.workflow(), "updraft", "development");
  }

  private void assertRefused(String[] cells, String... words) {
    assertThatThrownBy(() -> promote(cells))
        .isInstanceOf(NotebookRefused.class)
        .satisfies(e -> assertThat(e).message().contains(words));
  }

  private static String[] cells(String... cells) {
    return cells;
  }

  @Test
  void theWorkflowComesWithItsTasksAndNothingIsRun() throws IOException {
    var promotable =
        promote(
            "%connect",
            "System.exit(3);",
            INC,
            "int fine = inc.run(4);\nvar odd = %run inc a=3",
            "%%task\nint broken(int a) { return nowhere(a); }",
            REPORT,
            "throw new IllegalStateException();");
    assertThat(promotable.name()).isEqualTo("report");
    assertThat(promotable.closures()).containsOnlyKeys("inc");
    assertThat(promotable.workflow().spec().workflow().nodes()).hasSize(1);
  }

  @Test
  void ofTwoDeclarationsTheLastHoldsAlsoOfAHelper() throws IOException {
    var now =
        versions(
            promote(
                "int one() { return 1; }",
                "%%task --cache\nint inc(int a) { return a + one(); }",
                REPORT));
    var changedLater =
        versions(
            promote(
                "int one() { return 2; }",
                "%%task --cache\nint inc(int a) { return a + one() + 7; }",
                "%%task --cache\nint inc(int a) { return a + one(); }",
                REPORT,
                "int one() { return 1; }"));
    var other =
        versions(
            promote(
                "int one() { return 2; }",
                "%%task --cache\nint inc(int a) { return a + one(); }",
                REPORT));
    assertThat(changedLater).isEqualTo(now);
    assertThat(other).isNotEqualTo(now);
  }

  @Test
  void remarksMarkdownAndOtherCellsChangeNoVersion() throws IOException {
    var plain = versions(promote(INC, REPORT));
    assertThat(
            versions(
                promote(
                    "markdown:# Title",
                    "int unused = 3;",
                    "import java.nio.file.*;",
                    INC,
                    "inc(3)",
                    REPORT,
                    "%%html\n<b>x</b>",
                    "%sparkle 3")))
        .isEqualTo(plain);
    assertThat(versions(promote(INC, "%%workflow\nint report(int n) { return inc(inc(n)); }")))
        .isNotEqualTo(plain);
  }

  @Test
  void aConstantTravelsUnlessACellAssignsIt() throws IOException {
    var task = "%%task\nint inc(int a) { return a + STEP; }";
    assertThat(promote("final int STEP = 2 * 3;", task, REPORT).closures()).containsKey("inc");
    assertThat(promote("final var STEP = 6;", task, REPORT).closures()).containsKey("inc");
    assertRefused(
        cells("final int STEP = 2;", "STEP = 5;", task, REPORT),
        "cell [3] line 2",
        "but holds what cell [2] assigns to it now");
    assertRefused(
        cells("int STEP = 2;", task, REPORT), "'STEP' (int, cell [1]) is a notebook variable");
    assertRefused(
        cells("var STEP = inc.run(3);", task, REPORT),
        "'STEP' (Object, cell [1]) is a notebook variable");
  }

  @Test
  void everyReasonIsToldWithItsCell() {
    assertRefused(
        cells(
            "int half(",
            "%load other.ipynb",
            "%maven a:b:1",
            "%classpath lib/none.jar",
            "%%task --retrys=3\nint other(int a) { return a; }",
            INC.replace("a + 1", "a + STEP"),
            "%%task\nint bad(java.util.stream.Stream<String> s) { return 1; }",
            "%%workflow\nint report(int n) {\n  var m = inc(n);\n  return m + 1;\n}"),
        "cell [1] line 1:1: from here on the cell is no complete Java",
        "cell [2] line 1:1: %load brings code from another file",
        "cell [3] line 1:1: %maven cannot get a:b:1.",
        "cell [4] line 1:1: there is no jar lib/none.jar",
        "cell [5] line 1:1: %%task: unknown option '--retrys'. Did you mean --retries?",
        "cell [6] line 2:29: cannot find symbol",
        "cell [8] line 4:10");
  }

  @Test
  void aNameThatIsNoWorkflowIsToldWithTheNearest() {
    assertThatThrownBy(() -> promoteAs("reprt", INC, REPORT))
        .hasMessage("The notebook has no workflow 'reprt'. Did you mean report? It has: report.");
    assertThatThrownBy(() -> promoteAs("inc", INC, REPORT))
        .hasMessage(
            "'inc' is a task, and a promotion is of workflows, with all their tasks. It has: report.");
    assertThatThrownBy(() -> promoteAs("report", INC))
        .hasMessageContaining("It has none: declare one with %%workflow.");
  }

  @Test
  void jarsAreTakenInOrderWithTheirCoordinates() throws IOException {
    var jar = Files.createDirectories(folder.resolve("lib"));
    var mine = jarOf(jar.resolve("mine-1.jar"), "mine.Mine", 1);
    shelf.put("g:a:2", jarOf(folder.resolve("a-2.jar"), "g.A", 2));
    var promotable =
        promote(
            "%classpath lib/*.jar",
            "%mavenRepo ours https://repository.example/",
            "%maven g:a:2",
            "%%task\nint inc(int a) { return a + mine.Mine.VALUE + g.A.VALUE; }",
            REPORT);
    assertThat(asked).singleElement().asString().contains("g:a:2", "ours", "repository.example");
    var libraries = requireNonNull(promotable.closures().get("inc")).libraries();
    assertThat(libraries).extracting(each -> each.path()).containsExactly(mine, shelf.get("g:a:2"));
    assertThat(promotable.coordinates())
        .containsExactly(Map.entry(libraries.get(1).sha256(), "g:a:2"));
  }

  private static Path jarOf(Path jar, String type, int value) throws IOException {
    return TestJar.of(jar, type, value);
  }

  @Test
  void aTaskCellOfSeveralMethodsAndTypesIsChosenAsInTheNotebook() throws IOException {
    var promotable =
        promote(
            """
            %%task --cache
            record Point(int x, int y) { Point { if (x < 0) throw new IllegalArgumentException(); } }
            int norm(Point p) { return p.x() + p.y(); }
            int inc(int a) { return norm(new Point(a, 1)); }""",
            "%%task renamed --retries 2\nint twice(int a) { return 2 * a; }",
            "%%workflow\nint report(int n) { return twice(inc(n)); }");
    assertThat(promotable.closures()).containsOnlyKeys("inc", "renamed");
  }

  @Test
  void workflowsWithinBranchesAndMapsComeAlong() throws IOException {
    var promotable =
        promote(
            INC,
            "%%task\nint twice(int a) { return 2 * a; }",
            "%%workflow\nint inner(int n) { return twice(n); }",
            """
            %%workflow --on-failure finish --max-parallelism 3
            List<Integer> report(List<Integer> xs, int n) {
              var up = xs.stream().map(x -> inc(x)).toList();
              int m;
              if (n > 3) { m = inner(n); } else { m = inc(n); }
              var last = inc(m);
              return up;
            }""");
    assertThat(promotable.workflow().maxParallelism()).isEqualTo(3);
    assertThat(promotable.closures()).containsOnlyKeys("inc", "twice");
    assertThat(promotable.workflow().spec().inner())
        .anyMatch(each -> each.id().name().equals("inner"));
  }

  @Test
  void filesAreTheSameFromEveryFolderAndSayWhereTheCodeWillLie() throws IOException {
    var first = files(Files.createDirectories(folder.resolve("one")), null);
    var second = files(Files.createDirectories(folder.resolve("two")), null);
    assertThat(first).containsAllEntriesOf(second).hasSameSizeAs(second);
    assertThat(first.keySet())
        .contains("000_inc_1.pb", "001_report_2.pb", "002_report_3.pb")
        .anyMatch(name -> name.matches("code/[0-9a-f]{64}/closure.jar"));
    assertThat(
            files(Files.createDirectories(folder.resolve("three")), "s3://bucket/x/")
                .get("000_inc_1.pb"))
        .contains("s3://bucket/x/");
  }

  private Map<String, String> files(Path to, @org.jspecify.annotations.Nullable String code)
      throws IOException {
    var out = to.resolve("out");
    var stale = Files.createDirectories(out).resolve("007_gone_1.pb");
    Files.writeString(stale, "of an earlier promotion");
    Files.writeString(out.resolve("README"), "the user's own");
    var promotable =
        PromoteNotebook.of(
            WrittenFile.of(to, INC, REPORT), "report", this::jars, List.of(Notebook.apiJar()));
    new SpecFiles(promotable.workflow(), versions(promotable), code).write(out);
    assertThat(stale).doesNotExist();
    assertThat(out.resolve("README")).exists();
    var files = new TreeMap<String, String>();
    try (var all = Files.walk(out)) {
      for (var file : all.filter(Files::isRegularFile).toList()) {
        files.put(
            out.relativize(file).toString(),
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }
}
