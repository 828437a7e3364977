package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code --reuse} is to the user of a notebook. */
class ReuseTest {
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
  void aTaskThatLeavesNothingKeepsItsJvm() {
    var declared =
        kernel.ok(
            "%%task --reuse\nString where(int a) { return ProcessHandle.current().pid() + \"\"; }");
    assertThat(declared.text()).doesNotContain("comes later");

    var first = kernel.ok("where.run(1)").value();
    assertThat(kernel.ok("where.run(2)").value()).isEqualTo(first);
    assertThat(kernel.ok("where.run(3)").value()).isEqualTo(first);
  }

  @Test
  void aTaskThatLeavesSomethingLosesItsJvmAndItsLogSaysWhy() {
    kernel.ok(
        "%%task --reuse\nString spoils(int a) { System.setProperty(\"colour\", \"blue\"); return ProcessHandle.current().pid() + \"\"; }");

    var first = kernel.ok("spoils.run(1)").value();
    Wait.until(
        "its log says why",
        () ->
            kernel
                .ok("%logs")
                .value()
                .contains("this JVM is not kept: the task left the system property colour behind"));
    assertThat(kernel.ok("spoils.run(2)").value()).isNotEqualTo(first);
  }

  @Test
  void theOptionIsNoPartOfTheCatalogsKey() {
    kernel.ok("%%task --cache\nint same(int a) { return a + 7; }");
    assertThat(kernel.ok("same.run(1)").text()).contains("✓ same ran");
    kernel.ok("%%task --cache --reuse\nint same(int a) { return a + 7; }");

    assertThat(kernel.ok("same.run(1)").text()).contains("◆ hit same@");
  }
}
