package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What exists already, in a real kernel against a real backend: lists and the line that loads a
 * row, what a workflow would do, and where its values came from.
 */
class BrowsingTest {
  private static Workplace workplace;
  private static Kernel kernel;

  @BeforeAll
  static void start() {
    workplace = Workplace.fresh();
    kernel = workplace.kernel();
    kernel.ok("import java.nio.file.*;");
    kernel.ok(
        "%%task --cache\nPath write(int n) throws java.io.IOException {\n"
            + "  return Files.writeString(Files.createTempFile(\"n\", \".txt\"), \"x\".repeat(n));\n}");
    kernel.ok(
        "%%task --cache\nint size(Path made) throws java.io.IOException { return (int) Files.size(made); }");
    kernel.ok("%%task --cache\nint times(int a, int b) { return a * b; }");
    kernel.ok("%%task --cache\nint square(int x) { return x * x; }");
    kernel.ok("%%task\nint fresh(int x) { return x; }");
  }

  @AfterAll
  static void stop() {
    kernel.close();
    workplace.close();
  }

  private static String found(String pattern, String text) {
    var matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern + " in\n" + text).isTrue();
    return matcher.group(1);
  }

  @Test
  void theLineOfARowLoadsItIntoATypedVariable() {
    kernel.ok(
        "%%task --cache\nList<String> names(int n) { return List.of(\"a\" + n, \"b\" + n); }");
    kernel.ok("names.run(1)");
    kernel.ok("names.run(2)");

    var shelf = kernel.ok("%cache ls names").text();
    assertThat(shelf).contains("[\"a1\", \"b1\"]").contains("n=2");
    kernel.ok(found("n=1 .*(List<String> value = names.outputs\\(\"\\w+\"\\);)", shelf));
    assertThat(kernel.ok("value.get(1).length() + value.get(1)").value()).isEqualTo("2b1");

    var history = kernel.ok("%executions names").text();
    kernel.ok(found("✓ .*(List<String> value = names.outputs\\(\"\\w+\"\\);)", history));
    assertThat(kernel.ok("value").value()).isEqualTo("[a2, b2]");
    assertThat(kernel.run("names.outputs(\"nobody\")").error()).contains("No execution 'nobody'");
  }

  @Test
  void aListGoesOnWithTheLineThatItEndsWith() {
    kernel.ok("for (int i = 0; i < 5; i++) fresh.run(i);");
    var first = kernel.ok("%executions fresh --mine -n 2").text();
    var second = kernel.ok(found("older: (%executions fresh .*)", first)).text();
    var third = kernel.ok(found("older: (%executions fresh .*)", second)).text();

    assertThat(first.lines().filter(line -> line.startsWith("✓"))).hasSize(2);
    assertThat(second.lines().filter(line -> line.startsWith("✓"))).hasSize(2);
    assertThat(third.lines().filter(line -> line.startsWith("✓"))).hasSize(1);
    assertThat(third).doesNotContain("older:");
    assertThat(kernel.ok("%executions fresh --by nobody").text()).contains("No execution fits.");
    assertThat(kernel.ok("%executions fresh --failed").text()).contains("No execution fits.");
  }

  @Test
  void aDryRunDrawsWhatWouldHitAndWhatWouldRunAndWhy() {
    kernel.ok(
        """
        %%workflow
        int areas(List<Integer> xs, int by) {
          var squares = xs.stream().map(x -> square(x)).toList();
          var scaled = times(by, 3);
          int chosen;
          if (scaled > 10) {
            chosen = times(scaled, 1);
          } else {
            chosen = times(scaled, 2);
          }
          return fresh(chosen);
        }""");
    var xs = "List<Integer> xs = List.of(1, 2, 3);";
    kernel.ok(xs);

    var before = kernel.ok("%run areas xs=$xs by=2 --dry-run");
    assertThat(before.text())
        .contains("areas: 2 would run, 2 perhaps")
        .containsPattern("n0 +square +0 of 3 hit +the first that runs: square, first run")
        .contains("what its condition compares comes from a node that would run")
        .contains("runs, unless its inputs come out equal")
        .contains("Nothing ran. areas and 3 tasks were registered");
    assertThat(before.html()).contains("<svg").contains("perhaps");
    assertThat(kernel.ok("%executions areas").text()).contains("No execution fits.");

    kernel.ok("areas.run(xs, 2)");
    kernel.ok("square.run(4)");
    kernel.ok("List<Integer> more = List.of(1, 2, 3, 4, 5);");
    var after = kernel.ok("%run areas xs=$more by=2 --dry-run").text();
    assertThat(after)
        .containsPattern("n0 +square +4 of 5 hit +the first that runs: square, x \\d -> 5")
        .containsPattern("◆ +n1 +times +hit +times@")
        .containsPattern("◆ +n2 .*times · hit")
        .containsPattern("n\\d +fresh +runs +its outputs are not remembered");
    assertThat(kernel.run("%run areas by=2 --dry-run").error()).contains("no value for xs");
  }

  @Test
  void lineageOfAWorkflowLeadsThroughItsNodesBackToItsInputsAndForwardAgain() {
    kernel.ok(
        """
        %%workflow
        int measured(int n) throws java.io.IOException {
          var made = write(n);
          var length = size(made);
          return times(length, 2);
        }""");
    assertThat(kernel.ok("measured.run(7)").value()).isEqualTo("14");

    var back = kernel.ok("%lineage").text();
    assertThat(back)
        .containsSubsequence(
            "measured", "its o0 ← times", "a ← size", "made ← write", "n = 7", "b = 2", "└ n = 7")
        .containsPattern("write +\\w{4,}/n0")
        .contains("code ");
    var execution = found("measured +(\\w+) ", back);

    var node = kernel.ok("%lineage " + execution + "/n1").text();
    assertThat(node).containsPattern("size +" + execution + "/n1").contains("made ← write");
    assertThat(node).doesNotContain("times");

    var forward = kernel.ok("%lineage " + execution + "/n0 --forward").text();
    assertThat(forward).containsPattern("size ← made +" + execution + "/n1");
    kernel.ok(
        "size.run(write.outputs(\""
            + found("write@(\\w+)", kernel.ok("%cache ls write").text())
            + "\"))");
    assertThat(kernel.run("%lineage " + execution + "/n9").error())
        .contains("has no node 'n9' that was begun. It has: n0, n1, n2.");
  }
}
