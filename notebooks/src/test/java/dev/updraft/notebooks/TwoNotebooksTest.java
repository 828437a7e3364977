package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two notebooks, two kernels, one backend: equal calls are one, and each may leave it. */
class TwoNotebooksTest {
  private static Workplace workplace;
  private static Kernel one;
  private static Kernel other;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    workplace = Workplace.fresh();
    one = workplace.kernel(Map.of("JPY_SESSION_NAME", "one.ipynb"));
    other = workplace.kernel(Map.of("JPY_SESSION_NAME", "other.ipynb"));
    for (var kernel : new Kernel[] {one, other}) {
      kernel.ok(Gate.CELL);
      kernel.ok("%%task --cache\nint held(String gate) { pass(gate, \"held\"); return 7; }");
      kernel.ok("%%task --cache\nint left(String gate) { pass(gate, \"left\"); return 3; }");
      kernel.ok("%%task --cache\nint right(String gate) { pass(gate, \"right\"); return 4; }");
      kernel.ok("%%task --cache\nint sum(int a, int b) { return a + b; }");
      kernel.ok(
          "%%workflow\nint both(String gate) {\n  var a = left(gate);\n  var b = right(gate);\n  return sum(a, b);\n}");
    }
  }

  @AfterAll
  static void stop() {
    one.close();
    other.close();
    workplace.close();
  }

  @Test
  void oneAttemptServesBothAndBothShowItsValue() {
    var gate = Gate.in(folder, "both");
    var first = one.submit("held.run(" + gate.quoted() + ")");
    gate.awaitRuns(1);
    var second = following(gate);
    assertThat(first.done()).isFalse();
    gate.open();

    assertThat(first.outputs().value()).isEqualTo("7");
    assertThat(first.outputs().text()).contains("✓ held ran");
    assertThat(second.outputs().value()).isEqualTo("7");
    assertThat(second.outputs().text()).contains("◆ hit held@");
    assertThat(gate.runs()).containsExactly("held");
  }

  @Test
  void whoeverCameFirstMayLeaveAndTheOtherGetsItsValue() {
    var gate = Gate.in(folder, "first leaves");
    var first = one.submit("held.run(" + gate.quoted() + ")");
    gate.awaitRuns(1);
    var second = following(gate);
    one.interrupt();

    assertThat(first.outputs().failed()).isTrue();
    Wait.until(
        "the first one's line says what became of it",
        () -> first.outputsNow().text().contains("– held aborted"));
    assertThat(second.done()).isFalse();
    gate.open();
    assertThat(second.outputs().value()).isEqualTo("7");
    assertThat(gate.runs()).containsExactly("held");
  }

  @Test
  void aFollowerThatIsInterruptedOnlyStopsFollowing() {
    var gate = Gate.in(folder, "second leaves");
    var first = one.submit("held.run(" + gate.quoted() + ")");
    gate.awaitRuns(1);
    var second = following(gate);
    other.interrupt();

    assertThat(second.outputs().failed()).isTrue();
    assertThat(gate.deserted()).isFalse();
    gate.open();
    assertThat(first.outputs().value()).isEqualTo("7");
    assertThat(gate.runs()).containsExactly("held");
  }

  @Test
  void whenBothLeaveItsWorkEnds() {
    var gate = Gate.in(folder, "both leave");
    var first = one.submit("held.run(" + gate.quoted() + ")");
    gate.awaitRuns(1);
    var second = following(gate);
    one.interrupt();
    assertThat(first.outputs().failed()).isTrue();
    assertThat(gate.deserted()).isFalse();
    other.interrupt();
    assertThat(second.outputs().failed()).isTrue();

    Wait.until("the attempt's process is gone", gate::deserted);
    assertThat(gate.runs()).containsExactly("held");
    Wait.until(
        "the second one's line says that it was aborted",
        () -> second.outputsNow().text().contains("– held aborted"));
  }

  @Test
  void theNodesOfOneWorkflowRunOnceForBoth() {
    var gate = Gate.in(folder, "workflow");
    var first = one.submit("both.run(" + gate.quoted() + ")");
    gate.awaitRuns(2);
    var second = other.submit("both.run(" + gate.quoted() + ")");
    Wait.until("the other graph is drawn", () -> second.outputsNow().text().contains("n1 right"));
    gate.open();

    assertThat(first.outputs().value()).isEqualTo("7");
    assertThat(second.outputs().value()).isEqualTo("7");
    assertThat(gate.runs()).containsExactlyInAnyOrder("left", "right");
    assertThat(second.outputs().text()).contains("◆ n0 left · hit").contains("◆ n1 right · hit");
  }

  private static Kernel.Cell following(Gate gate) {
    var cell = other.submit("held.run(" + gate.quoted() + ")");
    Wait.until(
        "the other call says that it waits for the equal one",
        () -> cell.outputsNow().text().contains("equal call"));
    return cell;
  }
}
