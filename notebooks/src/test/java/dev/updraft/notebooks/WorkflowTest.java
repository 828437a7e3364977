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
    kernel.ok("%%task --cache\nint least(List<Integer> xs) { return xs.get(0); }");
    kernel.ok("%%task --cache\nint most(List<Integer> xs) { return xs.get(xs.size() - 1); }");
    kernel.ok("%%task --cache\nint times(int a, int b) { return a * b; }");
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
  void itRunsRemotelyWithTheValueOfPlainJavaAndUnchangedNodesAreHits() {
    kernel.ok(
        """
        %%workflow
        int product(int n) {
          var xs = load(n);
          var a = least(xs);
          var b = most(xs);
          return times(a, b);
        }""");

    var first = kernel.ok("product.run(4)");
    assertThat(first.value()).isEqualTo(kernel.ok("product(4)").value());
    assertThat(first.text()).contains("✓ product").contains("✓ n0 load").contains("✓ n3 times");
    assertThat(first.html()).contains("<svg").contains("✓ times");

    var second = kernel.ok("product.run(4)");
    assertThat(second.value()).isEqualTo(first.value());
    assertThat(second.text()).contains("◆ n0 load · hit").contains("◆ n3 times · hit");

    var again = kernel.ok("%rerun n=5");
    assertThat(again.value()).isEqualTo(kernel.ok("product(5)").value());
    assertThat(again.text()).contains("✓ n0 load");
  }

  @Test
  void mapsBranchesAndWorkflowsWithinRunRemotely() {
    kernel.ok("%%task --cache\nint square(int x) { return x * x; }");
    kernel.ok(
        """
        %%workflow
        int inner(int n) { return times(n, 10); }""");
    kernel.ok(
        """
        %%workflow
        int whole(int n) {
          var xs = load(n);
          var squares = xs.stream().map(x -> square(x)).toList();
          var top = most(squares);
          int chosen;
          if (top > 100) {
            chosen = times(top, 1);
          } else {
            chosen = times(top, 2);
          }
          return inner(chosen);
        }""");

    for (var n : new int[] {3, 30}) {
      var plain = kernel.ok("whole(" + n + ")").value();
      var remote = kernel.ok("whole.run(" + n + ")");
      assertThat(remote.value()).isEqualTo(plain);
      assertThat(remote.text()).contains("3 of 3");
    }
  }

  @Test
  void armOfABranchMayCallNothing() {
    kernel.ok("%%task\nString grade(int n) { return \"grade \" + n; }");
    kernel.ok(
        """
        %%workflow
        String judged(int n) {
          var twice = times(n, 2);
          var kept = twice > 10 ? times(twice, 100) : twice;
          return kept > 500 ? grade(kept) : "all is well";
        }""");

    for (var n : new int[] {2, 5, 30}) {
      var plain = kernel.ok("judged(" + n + ")").value();
      assertThat(kernel.ok("judged.run(" + n + ")").value()).isEqualTo(plain);
    }
  }

  @Test
  void failureIsToldWithItsNodeAndEndsTheCell() {
    kernel.ok(
        "%%task\nint picky(int n) {\n  if (n > 3) throw new IllegalStateException(\"no \" + n);\n  return n;\n}");
    kernel.ok("%%workflow\nint strict(int n) {\n  var m = picky(n);\n  return times(m, 2);\n}");

    var failed = kernel.run("strict.run(5)");

    assertThat(failed.failed()).isTrue();
    assertThat(failed.error()).contains("strict failed").contains("no 5").contains("picky, line 3");
    assertThat(failed.text()).contains("✕ n0 picky").contains("– n1 times");
    assertThat(kernel.ok("strict.run(2)").value()).isEqualTo("4");
  }
}
