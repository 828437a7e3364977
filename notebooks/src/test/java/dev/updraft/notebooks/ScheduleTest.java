package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A workflow that runs by a schedule: from a real kernel, with a real tick, and from a terminal.
 */
class ScheduleTest {
  private static Workplace workplace;
  private static Kernel kernel;

  @BeforeAll
  static void start() {
    workplace = Workplace.fresh();
    kernel = workplace.kernel();
    kernel.ok("%%task --cache\nint times(int a, int b) { return a * b; }");
    kernel.ok("%%workflow\nint twice(int n) { return times(n, 2); }");
    kernel.ok("twice.run(4)");
  }

  @AfterAll
  static void stop() {
    kernel.close();
    workplace.close();
  }

  @Test
  void aRealTickRunsTheWorkflow() throws InterruptedException {
    kernel.ok("%%workflow\nint often(int n) { return times(n, 3); }");
    kernel.ok("often.run(4)");
    var planned = kernel.ok("%schedule often \"* * * * *\" n=7 --catchup last");
    assertThat(planned.text())
        .contains("often runs every minute UTC")
        .contains("missed runs: the newest is made up for");
    // Cron's smallest step is a minute, and the tick is a real one.
    var end = Instant.now().plus(Duration.ofSeconds(90));
    while (!row("often").contains("succeeded")) {
      assertThat(Instant.now()).as("waited 90 s for a tick: " + row("often")).isBefore(end);
      Thread.sleep(2000);
    }
    kernel.ok("%schedule rm often --yes");
    assertThat(row("often")).isEmpty();
    assertThat(kernel.run("%schedule pause often").error())
        .contains("'often' has no active schedule");
    assertThat(workplace.updraft("executions", "often").text()).contains("often.schedule");
  }

  private static String row(String workflow) {
    return kernel
        .ok("%schedule ls")
        .text()
        .lines()
        .filter(line -> line.contains(workflow))
        .findFirst()
        .orElse("");
  }

  @Test
  void aScheduleIsShownPausedAndResumedFromNotebookAndTerminal() {
    var planned =
        kernel.ok("%schedule twice \"0 6 * * MON\" --tz Europe/Berlin --catchup skip n=5");
    assertThat(planned.text())
        .contains("twice runs at 06:00 on Mon Europe/Berlin")
        .containsPattern("next: Mon \\d{4}-\\d\\d-\\d\\d 06:00 CES?T");
    assertThat(planned.html()).contains("06:00 on Mon");
    assertThat(kernel.ok("%schedule next twice -n 2").text().lines()).hasSize(3);
    assertThat(row("twice")).contains("0 6 * * MON").contains("06:00 C").contains("skip");

    assertThat(workplace.updraft("schedule", "pause", "twice").text()).contains("is paused");
    assertThat(row("twice")).contains("paused");
    assertThat(kernel.ok("%schedule resume twice").text()).contains("06:00 on Mon");
    assertThat(workplace.updraft("schedule", "ls").text())
        .contains("twice")
        .contains("at 06:00 on Mon Europe/Berlin");

    assertThat(kernel.ok("%schedule twice every 10 minutes n=5").text())
        .contains("twice runs every 10 minutes");
    assertThat(workplace.updraft("schedule", "ls").text().lines().filter(l -> l.contains("twice")))
        .as("one version is active")
        .hasSize(1);
    assertThat(kernel.run("%schedule rm twice").error()).contains("--yes");
    kernel.ok("%schedule rm twice --yes");
  }

  @Test
  void whatIsWrongIsSaidWithHowToWriteIt() {
    assertThat(kernel.run("%schedule twice \"0 25 * * *\" n=5").error())
        .contains("as the hour '25' is not one; write 0-23");
    assertThat(kernel.run("%schedule twice \"0 6 * * *\"").error())
        .contains("'n' has no value (write n=value)");
    assertThat(kernel.run("%schedule twice \"0 6 * * *\" --tz Berlin n=5").error())
        .contains("'Berlin' is no time zone");
    assertThat(kernel.run("%schedule twice \"0 6 * * *\" --catchup some n=5").error())
        .contains("--catchup expects skip, last or all, but got 'some'");
    assertThat(kernel.run("%schedule times \"0 6 * * *\" a=1 b=2").error())
        .contains("'times' is a task");
    assertThat(kernel.run("%schedule twise \"0 6 * * *\" n=5").error())
        .contains("No workflow 'twise'");
    assertThat(workplace.updraft("schedule", "next", "none").text())
        .contains("'none' has no active schedule");
  }
}
