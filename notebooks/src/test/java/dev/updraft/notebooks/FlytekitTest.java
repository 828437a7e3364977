package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Flytekit from PyPI, unchanged, drives our backend; its tasks run as processes beside ours. */
@SuppressWarnings("NullAway.Init")
class FlytekitTest {
  private static final List<String> SCENARIOS =
      List.of(
          "single-task",
          "configured-task",
          "every-type",
          "user-failure",
          "recoverable-failure",
          "failure-node",
          "branch-elif",
          "nested",
          "map-partial",
          "dynamic",
          "dynamic-empty",
          "timeout",
          "frames",
          "gate",
          "rejected",
          "repeated",
          "aborted");

  private static final List<String> RECORDED =
      List.of(
          "single-task",
          "configured-task",
          "every-type",
          "user-failure",
          "failure-node",
          "branch-elif",
          "nested",
          "map-partial",
          "dynamic",
          "timeout",
          "frames-miss",
          "frames-hit",
          "gate-waiting",
          "gate",
          "recover");

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
            flytekit.file("rec.py").toString());
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
    assertThat(seen("configured-task").at("/outputs/o0").asInt()).isEqualTo(1);
  }

  @Test
  void everyLiteralTypeGoesThroughATask() {
    assertThat(seen("every-type").at("/outputs/o0").asInt()).isEqualTo(1);
    assertThat(seen("every-type").at("/outputs/o1").asText())
        .contains("x=1", "y=2.0", "tags=['q']");
  }

  @Test
  void aFailureTellsItsTracebackAndIsNotTriedAgain() {
    var failed = seen("user-failure");

    assertThat(failed.get("phase").asText()).isEqualTo("FAILED");
    assertThat(failed.at("/error/code").asText()).isEqualTo("USER:RuntimeError");
    assertThat(failed.at("/error/message").asText())
        .contains("rec.py\", line 40, in flaky_user")
        .endsWith("Message:\n\n    ValueError: no good 2");
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

  @Test
  void everyAnswerIsTheOneThatWasRecorded() {
    var compared = flytekit.compare(RECORDED);

    assertThat(compared.text()).isBlank();
    assertThat(compared.exit()).isZero();
  }

  @Test
  void framesComeBackToPandasAndFromTheCatalog() {
    var miss = seen("frames-miss");
    var hit = seen("frames-hit");

    assertThat(miss.at("/frame/c/13").asDouble()).isEqualTo(19.5);
    assertThat(miss.at("/nodes/n0/attempts").asInt()).isEqualTo(1);
    assertThat(hit.get("frame")).isEqualTo(miss.get("frame"));
    assertThat(hit.at("/nodes/n0/attempts").asInt()).isZero();
    assertThat(hit.at("/nodes/n1/attempts").asInt()).isZero();
    assertThat(Path.of(miss.at("/outputs/o2").asText())).hasContent("hello");
  }

  @Test
  void branchesWorkflowsAndLaunchPlansWithinAWorkflowAreFollowed() {
    assertThat(seen("branch-elif").at("/outputs/o0").asInt()).isEqualTo(4);
    var nested = seen("nested");
    assertThat(nested.at("/outputs/o0").asInt()).isEqualTo(4);
    assertThat(nested.at("/outputs/o1").asInt()).isEqualTo(4);
    assertThat(nested.at("/nodes/n0/children/n0-0-n1/attempts").asInt()).isEqualTo(1);
    assertThat(nested.at("/nodes/n1/children/execution n0/attempts").asInt()).isEqualTo(1);
  }

  @Test
  void aMapToleratesAFailedElement() {
    assertThat(seen("map-partial").at("/outputs/o0").toString()).isEqualTo("[1,2,null,4]");
  }

  @Test
  void aFailureNodeRunsAfterTheFailure() {
    var failed = seen("failure-node");

    assertThat(failed.at("/error/code").asText()).isEqualTo("USER:RuntimeError");
    assertThat(failed.at("/nodes/fn0/attempts").asInt()).isEqualTo(1);
  }

  @Test
  void gatesWaitForASignalAndForConsent() {
    var opened = seen("gate");

    assertThat(opened.at("/outputs/o0").asInt()).isEqualTo(42);
    assertThat(opened.get("signals").toString()).isEqualTo("[\"factor\",\"ok\"]");
    assertThat(opened.get("refused").asText())
        .contains("INVALID_ARGUMENT")
        .contains("is an integer, but got the string \"many\"");
    assertThat(seen("rejected").at("/error/code").asText()).isEqualTo("ReceivedRejectSignal");
  }

  @Test
  void aTaskBeyondItsTimeoutIsEnded() {
    assertThat(seen("timeout").at("/error/code").asText())
        .isEqualTo("RetriesExhausted|TimeoutExpired");
  }

  @Test
  void anExecutionIsRecoveredLaunchedAgainAndAborted() {
    assertThat(seen("recover").at("/nodes/n0/attempts").asInt()).isZero();
    assertThat(seen("recover").at("/nodes/n1/attempts").asInt()).isEqualTo(1);
    assertThat(seen("relaunch").at("/nodes/n0/attempts").asInt()).isEqualTo(1);
    assertThat(flytekit.answers("relaunch").at("/execution/spec/metadata/mode").asText())
        .isEqualTo("RELAUNCH");
    assertThat(seen("aborted").get("phase").asText()).isEqualTo("ABORTED");
    assertThat(flytekit.answers("aborted").at("/execution/closure/abort_metadata/cause").asText())
        .isEqualTo("seen enough");
  }

  @Test
  void pythonTasksStandBesideAJavaTaskInOneWorkflow() {
    String version;
    try (var kernel = workplace.kernel()) {
      kernel.ok("%maven org.dflib:dflib:2.0.0-M6");
      kernel.ok("import org.dflib.*;");
      kernel.ok("%%task\nDataFrame longer(DataFrame rows) { return rows.vConcat(rows); }");
      kernel.ok("longer.run(DataFrame.foldByRow(\"a\", \"b\").of(1L, \"x\"))");
      version = flytekit.version("longer");
    }

    var ran =
        flytekit.pyflyteWith(
            "PLUS_VERSION",
            version,
            "run",
            "--remote",
            "--wait",
            "--project",
            "flytesnacks",
            "--domain",
            "development",
            flytekit.file("beside.py").toString(),
            "beside",
            "--n",
            "3");

    assertThat(ran.exit()).as(ran.text()).isZero();
    assertThat(ran.text()).contains("has succeeded");
    assertThat(seenLater(ran.text()).at("/outputs/o0").asInt()).isEqualTo(6);
  }

  @Test
  void pyflyteRunsAWorkflowAndWaitsForIt() {
    var ran =
        flytekit.pyflyte(
            "run",
            "--remote",
            "--wait",
            "--project",
            "flytesnacks",
            "--domain",
            "development",
            flytekit.file("rec.py").toString(),
            "wf_branch",
            "--a",
            "1");

    assertThat(ran.exit()).as(ran.text()).isZero();
    assertThat(ran.text()).contains("has succeeded");
  }

  @Test
  void aDynamicTasksWorkflowRunsInItsPlace() {
    var within = seen("dynamic");
    assertThat(within.at("/outputs/o0").toString()).isEqualTo("[1,2]");
    assertThat(within.at("/nodes/n0/children/n0-0-dn1/attempts").asInt()).isEqualTo(1);

    assertThat(seen("dynamic-empty").at("/outputs/o0").toString()).isEqualTo("[]");
  }

  /** What there is to see of the execution that a text names. */
  private static JsonNode seenLater(String text) {
    var name = text.replaceAll("(?s).*/executions/([a-z0-9]+).*", "$1");
    var driven = flytekit.drive(List.of("look-" + name));
    assertThat(driven.exit()).as(driven.text()).isZero();
    return seen("look-" + name);
  }

  private static JsonNode seen(String scenario) {
    return flytekit.answers(scenario).get("seen");
  }
}
