package dev.updraft.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.admin.LaunchPlanCreateRequest;
import dev.updraft.client.Session;
import dev.updraft.client.Settings;
import dev.updraft.client.model.LaunchPlanSpec;
import dev.updraft.client.model.Schedule;
import dev.updraft.client.model.WorkflowId;
import dev.updraft.magics.notebook.View;
import dev.updraft.task.closure.Notebook;
import dev.updraft.types.Literal;
import dev.updraft.types.schedule.Catchup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promotion with a schedule: which launch plan is made, and which one is active. */
class PromotionRequestTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T08:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path folder;
  private RegistryBackend backend;
  private Session session;

  @BeforeEach
  void connect() throws IOException {
    backend = new RegistryBackend();
    session =
        Session.connect(
            Settings.of(
                new Settings.Asked(
                    Optional.of(backend.target()), Optional.empty(), Optional.empty()),
                Map.of()));
  }

  @AfterEach
  void close() {
    session.close();
    backend.close();
  }

  private View promote(String line) throws IOException {
    var file =
        WrittenFile.of(
            folder,
            "%%task\nint inc(int a) { return a + 1; }",
            "%%workflow\nint report(int n) { return inc(n); }");
    var options = PromoteOptions.read(List.of(line.split(" ")));
    var promotable =
        PromoteNotebook.of(
            file, options.workflow(), (_, _) -> List.of(), List.of(Notebook.apiJar()));
    return new PromotionRequest(promotable, options, CLOCK)
        .answer(session.settings(), () -> session)
        .view();
  }

  @Test
  void aScheduledPlanIsInactiveUntilAskedForAndThenTheOnlyOne() throws IOException {
    assertThat(promote("report --schedule @daily --tz Europe/Berlin n=3").text())
        .contains("launch plan report · new")
        .contains("launch plan report.schedule · ")
        .contains("missed runs: all · n = 3 · next 2026-11-26 00:00 · inactive")
        .contains("activate it: %schedule resume report");
    assertThat(backend.active).isEmpty();
    assertThat(backend.plans.keySet())
        .extracting(id -> id.getName())
        .containsExactlyInAnyOrder("report", "report.schedule");

    assertThat(promote("report --schedule @daily --tz Europe/Berlin n=3 --activate").text())
        .contains("next 2026-11-26 00:00 · active")
        .doesNotContain("activate it");
    var first = backend.active.get("report.schedule");
    assertThat(first).isNotNull();
    assertThat(promote("report --schedule @daily --tz Europe/Berlin n=3").text())
        .contains("active already");

    assertThat(promote("report --schedule @hourly --catchup last n=3").text())
        .contains("missed runs: last")
        .contains("next 2026-11-25 09:00 · inactive; another one is active");
    assertThat(backend.active.get("report.schedule")).isEqualTo(first);
    promote("report --schedule @hourly --catchup last n=3 --activate");
    assertThat(backend.active.get("report.schedule")).isNotEqualTo(first);
  }

  @Test
  void thePlanIsTheOneThatTheMagicOfSchedulesMakes() throws IOException {
    promote("report --schedule @daily --tz Europe/Berlin --catchup skip n=3");
    var promoted = scheduledPlan();
    var workflow = promoted.getSpec().getWorkflowId();
    var planned =
        session
            .backend()
            .launchPlans()
            .registerScheduled(
                new LaunchPlanSpec(
                    new WorkflowId(
                        workflow.getProject(),
                        workflow.getDomain(),
                        workflow.getName(),
                        workflow.getVersion()),
                    Map.of("n", new Literal.Integer(3)),
                    Map.of(),
                    Optional.of(Schedule.of("@daily", "Europe/Berlin", Catchup.SKIP))));
    assertThat(planned.version()).isEqualTo(promoted.getId().getVersion());
  }

  @Test
  void fixedInputsAreNoDefaults() throws IOException {
    assertThat(promote("report --schedule @daily --fixed n n=3").text()).contains("n = 3 (fixed)");
    var spec = scheduledPlan().getSpec();
    assertThat(spec.getFixedInputs().getLiteralsMap()).containsOnlyKeys("n");
    assertThat(spec.getDefaultInputs().getParametersMap()).isEmpty();
  }

  @Test
  void allThatIsWrongWithAScheduleIsSaidTogether() {
    assertThatThrownBy(
            () ->
                promote(
                    "report --schedule never --tz Nowhere --catchup some --kickoff n --fixed m"))
        .hasMessageContaining("'Nowhere' is no time zone")
        .hasMessageContaining("'some' does not say what becomes of missed runs")
        .hasMessageContaining("--kickoff: 'n', to be told the time, is no datetime input")
        .hasMessageContaining("--fixed: 'm' is given no value");
    assertThat(backend.plans).isEmpty();
  }

  private LaunchPlanCreateRequest scheduledPlan() {
    return backend.plans.values().stream()
        .filter(plan -> plan.getId().getName().equals("report.schedule"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void htmlAndTextSayTheSame() throws IOException {
    var view = promote("report");
    assertThat(view.text())
        .startsWith("✓ promoted report · version v")
        .contains("updraft / development")
        .contains("inc")
        .endsWith("run it: ./updraft run report n=..");
    assertThat(view.html())
        .contains("promoted report")
        .contains("updraft / development")
        .contains("<td>inc</td>")
        .contains("<code>./updraft run report n=..</code>");
  }
}
