package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A kernel that goes takes its handles along, and no execution: neither one that was submitted nor
 * one that a cell waits for, though Jupyter interrupts a kernel before it restarts it.
 */
class RestartTest {
  private static final Pattern RUNNING =
      Pattern.compile("still running: (\\w+) · (%status (\\w+))");
  private static final String TASK =
      "%%task --cache\nint held(String gate) { pass(gate, \"held\"); return 7; }";

  private Workplace workplace;
  private Kernel kernel;

  @TempDir Path folder;

  @BeforeEach
  void start() {
    workplace = Workplace.fresh();
    kernel = workplace.kernel();
    kernel.ok(Gate.CELL);
  }

  @AfterEach
  void stop() {
    kernel.close();
    workplace.close();
  }

  @Test
  void connectTellsWhatStillRunsAndStatusFollowsItToItsEnd() {
    var gate = Gate.in(folder, "restart");
    kernel.ok(TASK);
    kernel.ok("var e = held.submit(" + gate.quoted() + ");");
    gate.awaitRuns(1);

    kernel.restart();

    var connected = kernel.ok("%connect").text();
    assertThat(connected).containsPattern(RUNNING);
    var running = RUNNING.matcher(connected);
    assertThat(running.find()).isTrue();
    assertThat(running.group(1)).isEqualTo("held");
    var following = kernel.submit(running.group(2) + " -f");
    Wait.until("it is followed", () -> following.outputsNow().text().contains("held running"));
    gate.open();
    assertThat(following.outputs().text()).contains("✓ held succeeded");
    assertThat(gate.runs()).containsExactly("held");

    assertThat(kernel.ok("%connect").text()).doesNotContain("still running");
    assertThat(kernel.run("held").failed()).as("handles are gone").isTrue();
    kernel.ok(Gate.CELL);
    kernel.ok(TASK);
    kernel.ok("int value = %outputs " + running.group(3));
    assertThat(kernel.ok("value").value()).isEqualTo("7");
    assertThat(kernel.ok("held.run(" + gate.quoted() + ")").text()).contains("◆ hit held@");
    assertThat(gate.runs()).containsExactly("held");
  }

  @Test
  void whatACellWaitsForGoesOnToo() {
    var gate = Gate.in(folder, "waited");
    kernel.ok(TASK);
    kernel.submit("held.run(" + gate.quoted() + ")");
    gate.awaitRuns(1);

    kernel.restart();

    var running = RUNNING.matcher(kernel.ok("%connect").text());
    assertThat(running.find()).isTrue();
    gate.open();
    assertThat(kernel.ok(running.group(2) + " -f").text()).contains("✓ held succeeded");
    assertThat(gate.runs()).containsExactly("held");
  }

  @Test
  void aWorkflowGoesOnWithoutItsKernelAndIsFollowedAgain() {
    var gate = Gate.in(folder, "workflow");
    kernel.ok(TASK);
    kernel.ok("%%task --cache\nint twice(int a) { return 2 * a; }");
    kernel.ok("%%workflow\nint whole(String gate) {\n  var a = held(gate);\n  return twice(a);\n}");
    kernel.ok("var e = whole.submit(" + gate.quoted() + ");");
    gate.awaitRuns(1);

    kernel.restart();

    var running = RUNNING.matcher(kernel.ok("%connect").text());
    assertThat(running.find()).isTrue();
    assertThat(running.group(1)).isEqualTo("whole");
    var following = kernel.submit(running.group(2) + " -f");
    Wait.until("it is followed", () -> following.outputsNow().text().contains("whole running"));
    gate.open();
    assertThat(following.outputs().text()).contains("✓ whole succeeded");
    assertThat(kernel.ok("%executions").text()).containsPattern("✓ +\\w+ +whole +succeeded");
    assertThat(gate.runs()).containsExactly("held");
  }

  /** A copy has the original's cells and hits its values, but is not told of its executions. */
  @Test
  void aCopiedNotebookIsOneOfItsOwn() {
    var gate = Gate.in(folder, "copy");
    var other = Gate.in(folder, "other");
    kernel.ok(TASK);
    kernel.submit("held.run(" + gate.quoted() + ")");
    gate.awaitRuns(1);
    try (var copy = workplace.kernel(Map.of("JPY_SESSION_NAME", "test-Copy1.ipynb"))) {
      assertThat(copy.ok("%connect").text()).doesNotContain("still running");
      copy.ok(Gate.CELL);
      copy.ok(TASK);
      gate.open();
      assertThat(copy.ok("held.run(" + gate.quoted() + ")").text()).contains("◆ hit held@");
      other.open();
      assertThat(copy.ok("held.run(" + other.quoted() + ")").text()).contains("✓ held ran");
    }
    assertThat(kernel.ok("held.run(" + other.quoted() + ")").text()).contains("◆ hit held@");
  }

  @Test
  void aCellRunTwiceQuicklyIsTwoLinesAndOneAttempt() {
    var gate = Gate.in(folder, "twice");
    kernel.ok(TASK);
    var first = kernel.submit("held.run(" + gate.quoted() + ")");
    var second = kernel.submit("held.run(" + gate.quoted() + ")");
    gate.awaitRuns(1);
    gate.open();

    assertThat(first.outputs().value()).isEqualTo("7");
    assertThat(second.outputs().value()).isEqualTo("7");
    assertThat(first.outputs().text()).contains("✓ held ran").doesNotContain("hit held@");
    assertThat(second.outputs().text()).contains("◆ hit held@").doesNotContain("✓ held ran");
    assertThat(gate.runs()).containsExactly("held");
  }

  @Test
  void twoSubmitsOfOneCellShareTheirAttempt() {
    var gate = Gate.in(folder, "submits");
    kernel.ok(TASK);
    kernel.ok("var e = held.submit(" + gate.quoted() + ");");
    gate.awaitRuns(1);
    kernel.ok("var f = held.submit(" + gate.quoted() + ");");
    gate.open();

    assertThat(kernel.ok("e.await() + f.await()").value()).isEqualTo("14");
    assertThat(gate.runs()).containsExactly("held");
  }

  /** What the display says later has no place any more; the value still comes. */
  @Test
  void clearedOutputsDisturbNothing() {
    var gate = Gate.in(folder, "cleared");
    kernel.ok(TASK);
    var cell = kernel.submit("held.run(" + gate.quoted() + ")");
    Wait.until("the call runs", () -> cell.outputsNow().text().contains("● held"));
    cell.clear();
    gate.open();

    var outputs = cell.outputs();
    assertThat(outputs.failed()).isFalse();
    assertThat(outputs.value()).isEqualTo("7");
    assertThat(outputs.text()).isEqualTo("7");
    assertThat(kernel.ok("%status").text()).contains("✓ held succeeded");
  }
}
