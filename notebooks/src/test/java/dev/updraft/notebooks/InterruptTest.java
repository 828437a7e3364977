package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stop button: the cell is back at once, and what ran for it ends, however it was started. That
 * of one call is in {@link RemoteCallsTest}.
 */
class InterruptTest {
  /** One second is promised; the rest is for a busy machine. */
  private static final Duration AT_ONCE = Duration.ofSeconds(6);

  private static Workplace workplace;
  private static Kernel kernel;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    workplace = Workplace.fresh();
    kernel = workplace.kernel();
    kernel.ok(Gate.CELL);
    for (var name : new String[] {"left", "right"}) {
      kernel.ok(
          "%%task --cache\nint NAME(String gate) { pass(gate, \"NAME\"); return 4; }"
              .replace("NAME", name));
    }
    kernel.ok("%%task --cache\nint sum(int a, int b) { return a + b; }");
    kernel.ok(
        "%%workflow\nint both(String gate) {\n  var a = left(gate);\n  var b = right(gate);\n  return sum(a, b);\n}");
    kernel.ok("%%workflow\nint above(String gate) { return both(gate); }");
  }

  @AfterAll
  static void stop() {
    kernel.close();
    workplace.close();
  }

  @Test
  void aWorkflowEndsWithAllThatRunsBelow() {
    endsAllBelow(Gate.in(folder, "workflow"), "both.run(%s)", "both");
  }

  @Test
  void aWorkflowWithinAWorkflowEndsToo() {
    endsAllBelow(Gate.in(folder, "above"), "above.run(%s)", "above");
  }

  @Test
  void aCallInPlainWordsEndsToo() {
    endsAllBelow(Gate.in(folder, "words"), "%%run both gate=%s", "both");
  }

  private static void endsAllBelow(Gate gate, String call, String name) {
    var cell = kernel.submit(call.formatted(gate.quoted()));
    gate.awaitRuns(2);
    var began = System.nanoTime();
    kernel.interrupt();

    assertThat(cell.outputs().failed()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
    Wait.until("no process of a node is left", gate::deserted);
    Wait.until(
        "the line says that it was aborted",
        () -> cell.outputsNow().text().contains("– " + name + " aborted"));
    assertThat(cell.outputsNow().text()).contains("interrupted in the notebook");
    assertThat(cell.outputsNow().text()).doesNotContain("●");
    assertThat(workplace.updraft("executions", name).text()).contains("aborted");
    assertThat(gate.runs()).containsExactlyInAnyOrder("left", "right");
  }

  /** Who only looks on stops looking on. */
  @Test
  void statusThatFollowsIsGivenBackAndTheExecutionGoesOn() {
    var gate = Gate.in(folder, "status");
    kernel.ok("var e = left.submit(" + gate.quoted() + ");");
    gate.awaitRuns(1);
    var following = kernel.submit("%status -f");
    Wait.until("it is followed", () -> following.outputsNow().text().contains("left running"));
    kernel.interrupt();

    assertThat(following.outputs().failed()).isTrue();
    gate.open();
    assertThat(kernel.ok("e.await()").value()).isEqualTo("4");
  }

  @Test
  void awaitThatIsInterruptedOnlyStopsWaiting() {
    var gate = Gate.in(folder, "await");
    kernel.ok("var f = right.submit(" + gate.quoted() + ");");
    gate.awaitRuns(1);
    var waiting =
        kernel.submit(
            "int waited() throws Exception { System.out.println(\"now\"); return f.await(); }\nwaited()");
    Wait.until("the cell waits", () -> waiting.outputsNow().text().contains("now"));
    kernel.interrupt();

    assertThat(waiting.outputs().failed()).isTrue();
    gate.open();
    assertThat(kernel.ok("f.await()").value()).isEqualTo("4");
    assertThat(gate.runs()).containsExactly("right");
  }

  @Test
  void abortSaysThatItsWorkIsGone() {
    var gate = Gate.in(folder, "abort");
    kernel.ok("var g = both.submit(" + gate.quoted() + ");");
    gate.awaitRuns(2);
    var id = Pattern.compile("both (\\w+) ").matcher(kernel.ok("g.toString()").value());
    assertThat(id.find()).isTrue();

    assertThat(kernel.ok("%abort " + id.group(1)).text()).contains("is aborted");
    Wait.until("no process of a node is left", gate::deserted);
  }
}
