package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Flytekit from PyPI, unchanged, drives our backend; its tasks run as processes beside ours. */
@SuppressWarnings("NullAway.Init")
class FlytekitTest {
  private static final List<String> SCENARIOS =
      List.of(
          "single-task", "configured-task", "every-type", "user-failure", "recoverable-failure");

  private static Workplace workplace;
  private static Flytekit flytekit;

  @BeforeAll
  static void driveAll() {
    workplace = Workplace.fresh();
    flytekit = Flytekit.at(workplace);
    var registered =
        flytekit.pyflyte(
            "register",
            "--project",
            "flytesnacks",
            "--domain",
            "development",
            "--version",
            "rec",
            flytekit.file("scenarios.py").toString());
    assertThat(registered.exit()).as(registered.text()).isZero();
    var driven = flytekit.drive(SCENARIOS);
    assertThat(driven.exit()).as(driven.text()).isZero();
  }

  @AfterAll
  static void close() {
    workplace.close();
  }

  @Test
  void aTasksOutputsComeBackThroughFlyteRemote() {
    assertThat(seen("single-task").at("/outputs/o0").asInt()).isEqualTo(42);
    assertThat(seen("configured-task").at("/outputs/o0").asInt()).isEqualTo(3);
  }

  @Test
  void everyLiteralTypeGoesThroughATask() {
    assertThat(seen("every-type").at("/outputs/o0").asInt()).isEqualTo(7);
    assertThat(seen("every-type").at("/outputs/o1").asText())
        .contains("x=1", "y=2.0", "tags=['q']");
  }

  @Test
  void aFailureTellsItsTracebackAndIsNotTriedAgain() {
    var failed = seen("user-failure");

    assertThat(failed.get("phase").asText()).isEqualTo("FAILED");
    assertThat(failed.at("/error/code").asText()).isEqualTo("USER:RuntimeError");
    assertThat(failed.at("/error/message").asText())
        .contains("scenarios.py\", line 40, in flaky_user")
        .endsWith("Message:\n\n    ValueError: no good 6");
    assertThat(failed.at("/nodes/n0/attempts").asInt()).isEqualTo(1);
    assertThat(failed.at("/nodes/n1/attempts").asInt()).isEqualTo(1);
  }

  @Test
  void aFailureThatMayPassIsTriedAgain() {
    var failed = seen("recoverable-failure");

    assertThat(failed.at("/error/code").asText()).isEqualTo("RetriesExhausted|USER:Recoverable");
    assertThat(failed.at("/error/message").asText()).startsWith("[2/2] currentAttempt done.");
    assertThat(failed.at("/nodes/n0/attempts").asInt()).isEqualTo(2);
  }

  private static JsonNode seen(String scenario) {
    return flytekit.answers(scenario).get("seen");
  }
}
