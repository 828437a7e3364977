package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Why a call runs, and what the shelf holds, in a real kernel and against a real backend. */
class WhyItRunsTest {
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

  @Test
  void missSaysWhatDiffersFromTheNearestOutput() throws InterruptedException {
    kernel.ok("int norm(int x) { return x * 2; }");
    kernel.ok("%%task --cache\nint scaled(int x, int by) { return norm(x) * by; }");
    shows("scaled.run(4, 10)", "first run");
    shows("scaled.run(4, 20)", "runs because by 10 -> 20 since scaled@");

    kernel.ok("int norm(int x) { return x * 3; }");

    shows("scaled.run(4, 20)", "runs because helper norm(int) changed since scaled@");
    assertThat(kernel.ok("scaled.run(4, 20)").text()).doesNotContain("runs because");
  }

  @Test
  void cacheWhyTellsWhatACallWouldDo() {
    kernel.ok("%%task --cache\nlong later(int minutes, String unit) { return minutes; }");
    assertThat(kernel.ok("%cache why later").text())
        .contains("later() would run: nothing of later is remembered yet");
    kernel.ok("later.run(60, \"min\")");

    assertThat(kernel.ok("%cache why later").text()).contains("◆ later() would hit later@");
    assertThat(kernel.ok("%cache why later minutes=90").text())
        .contains("later(minutes=90) would run")
        .contains("minutes 60 -> 90");
    assertThat(kernel.run("%cache why later minutes=many").error())
        .contains("'minutes' is an integer (int), but got 'many'");
    assertThat(kernel.run("%cache why later hours=1").error())
        .contains("'hours=1' gives no input of later. Write input=value, of: minutes, unit");
  }

  @Test
  void runTakesPlainWordsAndVariables() {
    kernel.ok("%%task --cache\nlong ahead(int minutes, String unit) { return minutes * 2L; }");
    kernel.ok("int half = 15;");

    assertThat(kernel.ok("%run ahead minutes=$half unit='a b'").value()).isEqualTo("30");
    assertThat(kernel.ok("%run ahead minutes=15 unit='a b'").text()).contains("◆ hit ahead@");
    assertThat(kernel.ok("%run ahead minutes=15 unit='a b' --refresh").text())
        .contains("✓ ahead ran");
    assertThat(kernel.ok("%run ahead minutes=16 unit=h --dry-run").text())
        .contains("would run")
        .contains("minutes 15 -> 16");
    assertThat(kernel.ok("%submit ahead minutes=17 unit=h").value()).startsWith("ahead ");
    assertThat(kernel.run("%run ahead minutes=1").error())
        .contains("%run: no value for unit. Write input=value or input=$variable.");
    assertThat(kernel.run("%run ahead minuts=1 unit=h").error()).contains("did you mean minutes?");
  }

  @Test
  void rerunTakesTheCodeAndInputsOfThatTime() {
    kernel.ok("int factor() { return 2; }");
    kernel.ok("%%task\nint times(int x, int y) { return x * y * factor(); }");
    assertThat(kernel.ok("times.run(3, 4)").value()).isEqualTo("24");
    var execution = kernel.ok("times.submit(5, 6).id()").value();
    kernel.ok("int factor() { return 100; }");

    assertThat(kernel.ok("%rerun " + execution).value()).isEqualTo("60");
    assertThat(kernel.ok("%rerun " + execution + " y=7").value()).isEqualTo("70");
    assertThat(kernel.ok("%rerun y=1").value()).isEqualTo("10");
    assertThat(kernel.ok("times.run(5, 6)").value()).isEqualTo("3000");
    assertThat(kernel.run("%rerun zzzzzzzz").error()).contains("No execution 'zzzzzzzz'");
  }

  @Test
  void lineageLeadsBackToWhatWasUploaded() throws java.io.IOException {
    var csv = java.nio.file.Files.writeString(workplace.home().resolve("numbers.csv"), "a\n1\n");
    kernel.ok("import java.nio.file.*;");
    kernel.ok(
        "%%task --cache\nPath upper(Path text, int n) throws java.io.IOException {\n"
            + "  return Files.writeString(Files.createTempFile(\"up\", \".txt\"), Files.readString(text) + n);\n}");
    kernel.ok(
        "%%task --cache\nint length(Path made) throws java.io.IOException { return Files.readString(made).length(); }");
    kernel.ok("length.run(upper.run(Path.of(\"" + csv + "\"), 7))");

    assertThat(kernel.ok("%lineage length").text())
        .containsSubsequence(
            "length", "└ made ← upper", "├ text = file://", "numbers.csv", "└ n = 7")
        .contains("cell [");
    assertThat(kernel.run("%lineage nobody").error()).contains("No execution 'nobody'");
  }

  @Test
  void cacheLsListsWhatIsRemembered() {
    kernel.ok("%%task --cache\nint shelved(int a) { return a; }");
    kernel.ok("shelved.run(1) + shelved.run(2)");

    assertThat(kernel.ok("%cache ls shelved").text()).containsPattern("(?s)shelved@.*shelved@");
    assertThat(kernel.run("%cache list").error()).contains("there is no 'list'");
  }

  /** The reason is found beside the call, and may come after its value. */
  private static void shows(String call, String reason) throws InterruptedException {
    var cell = kernel.submit(call);
    assertThat(cell.outputs().failed()).isFalse();
    Wait.until(call + " says: " + reason, () -> cell.outputsNow().text().contains(reason));
  }
}
