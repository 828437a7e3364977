package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failed workflow goes on from a real kernel; no task here is cached. */
class RecoverTest {
  private static final Pattern AGAIN = Pattern.compile("again: (%rerun (\\w+) --recover)");
  @TempDir private static Path folder;
  private static Workplace workplace;
  private static Kernel kernel;

  @BeforeAll
  static void start() {
    workplace = Workplace.fresh();
    kernel = workplace.kernel();
  }

  @AfterAll
  static void stop() {
    kernel.close();
    workplace.close();
  }

  /** A task that fails as long as there is no file. */
  private static void gate(String name, Path key) {
    kernel.ok(
        """
        %%%%task
        int %s(int n) {
          if (n > 4 && !java.nio.file.Files.exists(java.nio.file.Path.of("%s"))) {
            throw new IllegalStateException("closed");
          }
          return n * 2;
        }"""
            .formatted(name, key));
  }

  @Test
  void theLineToCopyGoesOnWhereTheWorkflowFailed() throws IOException {
    var key = folder.resolve("one");
    gate("gate", key);
    kernel.ok("%%task\nint first(int n) { return n + 1; }");
    kernel.ok("%%workflow\nint steps(int n) {\n  var a = first(n);\n  return gate(a);\n}");
    var failed = kernel.run("steps.run(4)");
    var line = AGAIN.matcher(failed.text());
    assertThat(line.find()).as(failed.text()).isTrue();
    assertThat(failed.html()).contains("<code>" + line.group(1));

    Files.createFile(key);
    var mended = kernel.ok(line.group(1));
    assertThat(mended.value()).isEqualTo("10");
    assertThat(mended.text())
        .contains("goes on from " + line.group(2) + ": what ended well there is kept")
        .contains("◇ n0 first · from " + line.group(2))
        .contains("✓ n1 gate")
        .doesNotContain("the code of then");
    assertThat(mended.html()).contains("◇ first");
    assertThat(kernel.ok("%status").text())
        .contains("◇ n0 · from " + line.group(2))
        .contains("✓ n1 · ");

    kernel.ok("%%task\nint first(int n) { return n + 2; }");
    var old = kernel.ok(line.group(1));
    assertThat(old.value()).isEqualTo("10");
    assertThat(old.text())
        .contains("runs the code of then: it has changed here. %run steps runs it as it is now");

    assertThat(kernel.run(line.group(1) + " n=5").error())
        .contains("--recover keeps what was made from the inputs of then")
        .contains("cannot take 'n=5'");
  }

  @Test
  void ofAMapOnlyTheFailedElementRunsAgain() throws IOException {
    var key = folder.resolve("two");
    gate("door", key);
    kernel.ok("%%task\nList<Integer> upTo(int n) { return List.of(1, 2, n); }");
    kernel.ok("%%task\nint sum(List<Integer> xs) { return xs.stream().mapToInt(x -> x).sum(); }");
    kernel.ok(
        "%%workflow\nint total(int n) {\n  var xs = upTo(n);\n  var ys = xs.stream().map(x -> door(x)).toList();\n  return sum(ys);\n}");
    var line = AGAIN.matcher(kernel.run("total.run(9)").text());
    assertThat(line.find()).isTrue();

    Files.createFile(key);
    var mended = kernel.ok(line.group(1));
    assertThat(mended.value()).isEqualTo("24");
    assertThat(mended.text()).contains("3 of 3").contains("from " + line.group(2));
  }

  @Test
  void aHitOfWhatAWorkflowMadeNamesItsNodeWhoseLogAndStatusAreFound() {
    kernel.ok(
        "%%task --cache\nint kept(int n) { System.out.println(\"made of \" + n); return n; }");
    kernel.ok("%%workflow\nint uses(int n) { return kept(n); }");
    kernel.ok("uses.run(7)");

    var hit = kernel.ok("kept.run(7)");
    var made = Pattern.compile(" in (\\w{4}/n0)").matcher(hit.text());
    assertThat(made.find()).as(hit.text()).isTrue();
    assertThat(kernel.ok("%logs " + made.group(1)).text())
        .contains("log of " + made.group(1))
        .contains("made of 7");
    assertThat(kernel.ok("%status " + made.group(1)).text())
        .contains("✓ n0 of " + made.group(1).substring(0, 4) + " succeeded");
    assertThat(kernel.ok("%status " + made.group(1).substring(0, 4)).text())
        .contains("✓ uses succeeded")
        .contains("✓ n0 · ");
    assertThat(kernel.run("%logs " + made.group(1).replace("n0", "n9")).error())
        .contains("has no node 'n9'; it has 'start-node', 'n0', 'end-node'");
  }

  @Test
  void aTaskThatWentWellIsTakenOverAsItIs() {
    kernel.ok("%%task\nint plain(int n) { return n + 1; }");
    kernel.ok("plain.run(1)");
    var again = kernel.ok("%rerun --recover");
    assertThat(again.value()).isEqualTo("2");
    assertThat(again.text()).contains("Taken over from execution");
  }
}
