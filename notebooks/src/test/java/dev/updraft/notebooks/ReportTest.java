package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tasks say beside their values, and how far they are: in a real kernel, by real workers. */
class ReportTest {
  private static Workplace workplace;
  private static Kernel kernel;

  @BeforeAll
  static void start() {
    workplace = Workplace.fresh();
    kernel = workplace.kernel();
    kernel.ok("import dev.updraft.api.*;\nimport java.nio.file.*;");
  }

  @AfterAll
  static void stop() {
    kernel.close();
    workplace.close();
  }

  @Test
  void aReportIsShownWhileItsTaskRunsAndStaysInTheCell(@TempDir Path folder) throws Exception {
    var go = folder.resolve("go");
    kernel.ok(
        "%%task\nint train(String go) throws Exception {\n"
            + "  Report.current().text(\"one tree\");\n"
            + "  while (!Files.exists(Path.of(go))) Thread.sleep(20);\n"
            + "  Report.current().tab(\"more\").text(\"two trees\");\n  return 2;\n}");
    var cell = kernel.submit("train.run(\"" + go + "\")");
    Wait.until(
        "the report is live",
        () -> cell.outputsNow().text().matches("(?s)● train.*report of train.*one tree.*"));
    assertThat(cell.done()).isFalse();
    Files.createFile(go);

    assertThat(cell.outputs().value()).isEqualTo("2");
    assertThat(cell.outputs().text())
        .containsSubsequence("✓ train", "— Report —", "one tree", "— more —", "two trees");
  }

  @Test
  void aHitShowsTheReportOfTheExecutionThatMadeItsValue() {
    kernel.ok("record Score(String set, double score) {}\n" + "int unrelated = 1;");
    kernel.ok(
        "%%task --cache\nint scored(int a) {\n"
            + "  Report.current().table(List.of(new Score(\"train\", 0.5 + a)));\n  return a;\n}");
    kernel.ok("scored.run(7)");
    var hit = kernel.ok("scored.run(7)");
    assertThat(hit.text()).contains("◆ hit scored@").doesNotContain("report of");

    assertThat(kernel.ok("%report").text())
        .contains("report of scored")
        .contains("set    score")
        .contains("train    7.5");
  }

  @Test
  void aFailedAttemptsReportIsKeptAsFarAsItGot() {
    kernel.ok(
        "%%task --retries 1\nint breaks(int a) {\n"
            + "  Report.current().text(\"got this far\");\n"
            + "  throw new IllegalStateException(\"boom\");\n}");
    var failed = kernel.run("breaks.run(1)");
    assertThat(failed.failed()).isTrue();
    assertThat(failed.text()).contains("✕ breaks failed").contains("got this far");

    assertThat(kernel.ok("%report").text()).contains(", attempt 2\ngot this far");
    assertThat(kernel.ok("%report --attempt 1").text()).contains("got this far");
    assertThat(kernel.run("%report --attempt 7").error())
        .contains("attempt 7) has no report. A task makes one with Report.current().text(..).");
  }

  @Test
  void htmlOfATaskStaysClosedOff() {
    kernel.ok(
        "%%task\nint hostile(int a) {\n"
            + "  Report.current().html(\"<script>document.title = 'taken'</script>\"\n"
            + "      + \"<img src='http://127.0.0.1:1/x' onerror='alert(1)'>\\\"></iframe><script>alert(2)</script>\");\n"
            + "  return a;\n}");
    var html = kernel.ok("hostile.run(1)").html();

    assertThat(html).contains("sandbox=\"\"").contains("default-src &#39;none&#39;");
    assertThat(html).doesNotContain("<script").doesNotContain("<img");
  }

  @Test
  void threadsThatOutliveTheTaskCannotChangeItsReport() {
    kernel.ok(
        "%%task\nint leaves(int a) {\n"
            + "  var report = Report.current().text(\"in time\");\n"
            + "  new Thread(() -> { while (true) { report.clear().text(\"late\"); } }).start();\n"
            + "  report.text(\"in time\");\n  return a;\n}");
    assertThat(kernel.ok("leaves.run(3)").value()).isEqualTo("3");
  }

  @Test
  void aPlainLocalCallShowsItsReportAtTheCell() {
    kernel.ok("%%task\nint here(int a) { Report.current().text(\"local \" + a); return a; }");
    var outputs = kernel.ok("here(5)");

    assertThat(outputs.value()).isEqualTo("5");
    assertThat(outputs.text()).contains("report\nlocal 5");
    assertThat(outputs.html()).contains("sandbox=\"\"");
  }

  @Test
  void aReportIsWrittenToAFileAndTheTaskSaysWhatItLeftOut(@TempDir Path folder) throws Exception {
    kernel.ok(
        "%%task\nint huge(int a) {\n  var part = \"x\".repeat(50 << 20);\n"
            + "  for (int n = 0; n < 20; n++) Report.current().html(part);\n"
            + "  return a;\n}");
    var outputs = kernel.ok("huge.run(4)");
    assertThat(outputs.value()).isEqualTo("4");
    assertThat(outputs.text())
        .contains("Left out of the report, with 19 more parts: HTML of 50.0 MB.");

    var file = folder.resolve("report.html");
    kernel.ok("%report --to " + file);
    assertThat(file).content().startsWith("<!doctype html>").contains("Left out of the report");
  }

  @Test
  void aDataframeIsATable() {
    kernel.ok("%maven org.dflib:dflib:2.0.0-M6");
    kernel.ok(
        "%%task\nint framed(int n) {\n"
            + "  Report.current().table(org.dflib.DataFrame.foldByRow(\"origin\", \"flights\").of(\"EWR\", 120835, \"LGA\", null));\n"
            + "  return n;\n}");
    var words = "origin  flights\nEWR     120,835\nLGA     null";

    assertThat(kernel.ok("framed.run(1)").text()).contains(words);
    assertThat(kernel.ok("framed(2)").text()).contains("report\n" + words);
  }

  @Test
  void stepsAreDrawnAsABarWhileTheTaskRuns(@TempDir Path folder) throws Exception {
    var go = folder.resolve("go");
    kernel.ok(
        "%%task\nint counted(String go) throws Exception {\n"
            + "  var progress = Progress.of(24, \"files\");\n"
            + "  progress.step(12);\n  Thread.sleep(150);\n  progress.step(6);\n"
            + "  while (!Files.exists(Path.of(go))) Thread.sleep(20);\n  return 24;\n}");
    var cell = kernel.submit("counted.run(\"" + go + "\")");
    Wait.until("the bar", () -> cell.outputsNow().text().contains("18 of 24 files"));
    assertThat(cell.outputsNow().text())
        .contains("● counted  running  [█████████   ] 18 of 24 files");
    assertThat(cell.outputsNow().html()).contains("<i style=\"width:75%\">");
    Files.createFile(go);

    assertThat(cell.outputs().value()).isEqualTo("24");
  }
}
