package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * One call through everything: closure, upload, gRPC, SQLite, worker, catalog and back, typed into
 * a notebook. The backend starts by itself.
 */
class ThreadTest {
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
  void aCellBecomesATypedCachedIsolatedRemoteTask() {
    kernel.ok("%%task --cache\nint inc(int a) { return a + 1; }");

    assertThat(kernel.ok("inc(41)").value()).isEqualTo("42");

    var ran = kernel.ok("inc.run(41)");
    assertThat(ran.value()).isEqualTo("42");
    assertThat(ran.text()).contains("✓ inc ran");

    var hit = kernel.ok("int answer = inc.run(41) + 1; answer");
    assertThat(hit.value()).isEqualTo("43");
    assertThat(hit.text()).contains("◆ hit inc@");

    assertThat(kernel.ok("inc.submit(1).await()").value()).isEqualTo("2");
  }

  @Test
  void aNewKernelFindsWhatAnEarlierOneMade() {
    var cell = "%%task --cache\nint twice(int a) { return 2 * a; }";
    kernel.ok(cell);
    kernel.ok("twice.run(21)");

    try (var another = workplace.kernel()) {
      another.ok(cell);
      assertThat(another.ok("twice.run(21)").text()).contains("◆ hit twice@").contains("42");
    }
  }

  @Test
  void editingAHelperRunsItsDependentsAgain() {
    kernel.ok("int norm(int a) { return a % 10; }");
    kernel.ok("%%task --cache\nint normed(int a) { return norm(a); }");
    assertThat(kernel.ok("normed.run(123)").value()).isEqualTo("3");

    kernel.ok("int norm(int a) { return a % 100; }");

    var again = kernel.ok("normed.run(123)");
    assertThat(again.value()).isEqualTo("23");
    assertThat(again.text()).contains("✓ normed ran");
  }

  @Test
  void aFailureNamesTheCellsOwnLineAndEndsTheCell() {
    kernel.ok("%%task\nint broken(int a) {\n  int zero = a - a;\n  return a / zero;\n}");

    var outputs = kernel.run("broken.run(7)");

    assertThat(outputs.failed()).isTrue();
    assertThat(outputs.text() + outputs.error()).contains("ArithmeticException").contains("line 4");
    assertThat(outputs.error()).doesNotContain("at java.base");
  }

  @Test
  void interruptGivesTheCellBackAndAbortsTheExecution() {
    kernel.ok(
        "%%task\nint slow(int a) throws InterruptedException { Thread.sleep(600_000); return a; }");
    var cell = kernel.submit("slow.run(1)");
    Wait.until("it runs", () -> cell.outputsNow().text().contains("●"));

    kernel.interrupt();

    assertThat(cell.outputs().failed()).isTrue();
    Wait.until(
        "it is aborted",
        () ->
            workplace.updraft("executions", "slow").text().contains("ABORTED")
                || workplace.updraft("executions").text().contains("aborted"));
  }
}
