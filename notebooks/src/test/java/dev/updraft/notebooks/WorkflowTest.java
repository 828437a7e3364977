package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Declaring a workflow in a real kernel: read, checked, drawn; it stays plain Java. */
class WorkflowTest {
  private static Workplace workplace;
  private static Kernel kernel;

  @BeforeAll
  static void start() {
    workplace = Workplace.fresh();
    kernel = workplace.kernel();
    kernel.ok("%%task --cache\nList<Integer> load(int n) { return List.of(n, n + 1, n + 2); }");
    kernel.ok("%%task\nint least(List<Integer> xs) { return xs.get(0); }");
    kernel.ok("%%task\nint most(List<Integer> xs) { return xs.get(xs.size() - 1); }");
    kernel.ok("%%task\nint times(int a, int b) { return a * b; }");
  }

  @AfterAll
  static void stop() {
    kernel.close();
    workplace.close();
  }

  @Test
  void aMethodIsDrawnAndStaysPlainJava() {
    var outputs =
        kernel.ok(
            "%%workflow\nint span(int n) {\n  var xs = load(n);\n  var a = least(xs);\n  var b = most(xs);\n  return times(a, b);\n}");

    assertThat(outputs.text())
        .contains("✓ span(int n) → int · 4 nodes")
        .contains("load ┬ least ┬ times")
        .contains("└ most");
    assertThat(outputs.html()).contains("<svg").contains("○ times");
    assertThat(kernel.ok("span(3)").value()).isEqualTo("15");
    assertThat(kernel.ok("%workflow").text()).contains("span(int n)").contains("4");
    assertThat(kernel.ok("%workflow span").text()).contains("load ┬ least");
  }

  @Test
  void whatIsNoGraphIsRefusedWithItsPlaceAndTheOldOneStays() {
    kernel.ok("%%workflow\nint twice(int n) { return times(n, 2); }");

    var refused =
        kernel.run("%%workflow\nint twice(int n) {\n  var a = times(n, 2);\n  return a + 1;\n}");

    assertThat(refused.failed()).isTrue();
    assertThat(refused.error()).contains("line 4").contains("return a + 1;").contains("^");
    assertThat(kernel.ok("twice(4)").value()).isEqualTo("8");
    assertThat(kernel.run("%%workflow --fast\nint f(int n) { return times(n, 2); }").error())
        .contains("unknown option '--fast'");
  }

  @Test
  void runningItRemotelyIsSaidToComeLater() {
    kernel.ok("%%workflow\nint thrice(int n) { return times(n, 3); }");

    assertThat(kernel.run("thrice.run(4)").error())
        .contains("'thrice' is a workflow. It runs here, as plain Java: thrice(..)");
  }
}
