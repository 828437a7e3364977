package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a user of the notebook sees of remote calls, in a real kernel and against a real backend,
 * which starts by itself. What goes wrong is in {@link BadInputTest}.
 */
class RemoteCallsTest {
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
  void aCellBecomesATypedCachedRemoteTask() {
    kernel.ok("%%task --cache\nint inc(int a) { return a + 1; }");

    var local = kernel.ok("inc(41)");
    assertThat(local.value()).isEqualTo("42");
    assertThat(local.text()).isEqualTo("42");

    var ran = kernel.ok("inc.run(41)");
    assertThat(ran.value()).isEqualTo("42");
    assertThat(ran.text()).contains("✓ inc ran").contains("kept as inc@");
    assertThat(kernel.ok("%status").text()).contains("✓ inc succeeded").contains(" · ran ");

    var hit = kernel.ok("int answer = inc.run(41) + 1; answer");
    assertThat(hit.value()).isEqualTo("43");
    assertThat(hit.text()).contains("◆ hit inc@").contains("saved");
    assertThat(kernel.ok("%status").text()).contains(" · hit: nothing ran");
  }

  @Test
  void aNewKernelAndANewBackendRemember() {
    var cell = "%%task --cache\nint twice(int a) { return 2 * a; }";
    kernel.ok(cell);
    kernel.ok("twice.run(21)");
    assertThat(workplace.updraft("backend", "stop").exit()).isZero();

    try (var another = workplace.kernel()) {
      another.ok("// an unrelated cell\nint unrelated = 3;");
      another.ok(cell);
      assertThat(another.ok("twice.run(21)").text()).contains("◆ hit twice@").contains("42");
      assertThat(another.ok("twice.run(1)").text()).contains("✓ twice ran");
    }
    assertThat(kernel.ok("twice.run(1)").text()).contains("◆ hit twice@");
  }

  @Test
  void submitDoesNotWaitAndItsDisplayGoesOnWithoutTheCell() {
    kernel.ok(
        "%%task\nint later(int ms) throws InterruptedException { Thread.sleep(ms); return ms; }");
    var cell = kernel.submit("var e = later.submit(1500);");
    assertThat(cell.outputs().failed()).isFalse();
    assertThat(cell.outputsNow().text()).contains("later").doesNotContain("✓ later ran");

    Wait.until(
        "the display of a cell that has ended says that the call ran",
        () -> cell.outputsNow().text().contains("✓ later ran"));
    assertThat(kernel.ok("e.await()").value()).isEqualTo("1500");
    assertThat(kernel.ok("e.status()").value()).isEqualTo("SUCCEEDED");
  }

  @Test
  void aFailurePointsAtTheCellsOwnLine() {
    kernel.ok("int third(List<Integer> xs) {\n  return xs.get(2);\n}");
    kernel.ok(
        "%%task\nint pick(List<Integer> xs) {\n  System.out.println(\"picking\");\n  return third(xs);\n}");
    var outputs = kernel.run("pick.run(List.of(1, 2))");

    assertThat(outputs.failed()).isTrue();
    assertThat(outputs.error()).contains("pick failed: ").contains("IndexOutOfBounds");
    assertThat(outputs.text())
        .contains("✕ pick failed")
        .contains("third, line 2")
        .contains("return xs.get(2);")
        .contains("picking");
    assertThat(outputs.error()).doesNotContain("dev.updraft").doesNotContain("at java.base");
  }

  @Test
  void attemptsAreCountedFromOneAndEachHasItsLog(@TempDir Path folder) {
    kernel.ok(
        """
        %%task --retries 1 --mem 128Mi
        int second(String marker) throws java.io.IOException {
          var first = new java.io.File(marker).createNewFile();
          System.out.println(first ? "the first" : "the second");
          if (first) throw new IllegalStateException("not yet");
          return 2;
        }""");
    var ran = kernel.ok("second.run(\"" + folder.resolve("marker") + "\")");

    assertThat(ran.value()).isEqualTo("2");
    assertThat(ran.text())
        .contains("✓ second ran")
        .contains("in attempt 2")
        .contains("attempt 1 failed: ")
        .doesNotContain("attempt 0");
    assertThat(kernel.ok("%status").text()).contains("attempt 2");
    assertThat(kernel.ok("%logs").text())
        .contains("attempt 2 of 2; --attempt N shows another")
        .contains("the second");
    assertThat(kernel.ok("%logs --attempt 1").text())
        .contains("attempt 1 of 2")
        .contains("the first");
    assertThat(kernel.run("%logs --attempt 3").error())
        .contains("has no attempt 3: it has 2, counted from 1.");
    assertThat(workplace.updraft("logs").text())
        .contains("updraft: attempt 2 of 2; --attempt N shows another", "the second");
  }

  @Test
  void connectTellsTheVersionAndTheBuild() {
    assertThat(kernel.ok("%connect").text())
        .containsPattern(
            "✓ connected to 127\\.0\\.0\\.1:\\d+ · \\d+\\.\\d+\\.\\d+(-SNAPSHOT)? \\(build \\w+-[\\w-]+\\)");
  }

  @Test
  void anEditedHelperRunsItsTaskAgainWithoutItsCell() {
    kernel.ok("int norm(int x) { return x * 2; }");
    kernel.ok("%%task --cache\nint scaled(int x) { return norm(x); }");
    kernel.ok("%%task --cache\nint plain(int x) { return x; }");
    assertThat(kernel.ok("scaled.run(4) + plain.run(4)").value()).isEqualTo("12");

    kernel.ok("int norm(int x) { return x * 3; }");

    var outputs = kernel.ok("scaled.run(4) + plain.run(4)");
    assertThat(outputs.value()).isEqualTo("16");
    assertThat(outputs.text())
        .contains("✓ scaled ran")
        .contains("helper norm(int) changed")
        .contains("◆ hit plain@");
  }

  /** The kernel ends the cell before anybody else may speak in red: the call's own line tells. */
  @Test
  void interruptGivesTheCellBackAndAborts() {
    kernel.ok(
        "%%task\nint forever(int x) throws InterruptedException { while (true) Thread.sleep(100); }");
    var cell = kernel.submit("forever.run(1)");
    Wait.until("the call runs", () -> cell.outputsNow().text().contains("● forever"));
    kernel.interrupt();

    assertThat(cell.outputs().failed()).isTrue();
    Wait.until(
        "the line says that it was aborted",
        () -> cell.outputsNow().text().contains("– forever aborted"));
    assertThat(cell.outputsNow().text()).contains(" · interrupted in the notebook · ");
    assertThat(workplace.updraft("executions", "forever").text()).contains("aborted");
  }

  @Test
  void recordsEnumsListsAndOptionalsCrossByStructure() {
    kernel.ok(
        "record Point(int x, double y) {}\nenum Side { LEFT, RIGHT }\nrecord Answer(List<Point> points, Optional<Side> side, Map<String, Integer> counts) {}");
    kernel.ok(
        "%%task --cache\nAnswer flip(List<Point> points, Optional<Side> side) { var out = new ArrayList<Point>();"
            + " for (var p : points) out.add(new Point(-p.x(), p.y()));"
            + " return new Answer(out, side.map(s -> s == Side.LEFT ? Side.RIGHT : Side.LEFT), Map.of(\"n\", points.size())); }");

    assertThat(
            kernel
                .ok(
                    "flip.run(List.of(new Point(1, 2.5)), Optional.of(Side.LEFT)).equals(new Answer(List.of(new Point(-1, 2.5)), Optional.of(Side.RIGHT), Map.of(\"n\", 1)))")
                .value())
        .isEqualTo("true");
  }

  @Test
  void whatIsRememberedIsListedLoadedAndForgotten() {
    kernel.ok("%%task --cache\nint half(int a) { return a / 2; }");
    kernel.ok("half.run(84)");
    kernel.ok("half.run(4)");

    assertThat(kernel.ok("%outputs").text()).contains("half@");
    kernel.ok("int remembered = %outputs half");
    assertThat(kernel.ok("remembered").value()).isEqualTo("2");
    kernel.ok("int older = %outputs half~1");
    assertThat(kernel.ok("older").value()).isEqualTo("42");

    assertThat(kernel.run("%cache rm half~1").error()).contains("--yes");
    kernel.ok("%cache rm half~1 --yes");
    assertThat(kernel.ok("half.run(84)").text()).contains("✓ half ran");
  }

  @Test
  void theBackendDiesUnderAWaitingCallWhichStillGetsItsValueAndRanOnce(@TempDir Path folder)
      throws IOException {
    var runs = folder.resolve("runs");
    kernel.ok(
        "%%task --retries 3\nint slow(int ms, String runs) throws Exception {\n"
            + "  java.nio.file.Files.writeString(java.nio.file.Path.of(runs), \"ran\\n\", java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);\n"
            + "  Thread.sleep(ms);\n  return ms;\n}");
    var cell = kernel.submit("slow.run(4000, \"" + runs + "\")");
    Wait.until("the body runs", () -> Files.exists(runs));
    workplace.killBackend();

    assertThat(cell.outputs().value()).isEqualTo("4000");
    assertThat(Files.readString(runs)).isEqualTo("ran\n");
    assertThat(kernel.ok("slow.run(1, \"" + runs + "\")").value()).isEqualTo("1");
  }
}
