package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.admin.ActiveLaunchPlanListRequest;
import com.flyteidl.admin.ActiveLaunchPlanRequest;
import com.flyteidl.admin.Annotations;
import com.flyteidl.admin.CronSchedule;
import com.flyteidl.admin.Execution;
import com.flyteidl.admin.ExecutionMetadata.ExecutionMode;
import com.flyteidl.admin.FixedRate;
import com.flyteidl.admin.FixedRateUnit;
import com.flyteidl.admin.LaunchPlanCreateRequest;
import com.flyteidl.admin.LaunchPlanMetadata;
import com.flyteidl.admin.LaunchPlanSpec;
import com.flyteidl.admin.LaunchPlanState;
import com.flyteidl.admin.LaunchPlanUpdateRequest;
import com.flyteidl.admin.NamedEntityIdentifier;
import com.flyteidl.admin.ObjectGetRequest;
import com.flyteidl.admin.ResourceListRequest;
import com.flyteidl.admin.Schedule;
import com.flyteidl.admin.WorkflowExecutionGetDataRequest;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.LiteralType;
import com.flyteidl.core.ResourceType;
import com.flyteidl.core.SimpleType;
import com.flyteidl.core.Variable;
import dev.updraft.service.v1.ListFailedTicksRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Launch plans with schedules: registered, activated, fired, and refused. */
class ScheduledPlanTest {
  private static final Instant TICK = Instant.parse("2026-11-25T02:00:00Z");
  private RunningServer running;

  @BeforeEach
  void start(@TempDir Path home) {
    // The tick comes a few seconds after the start.
    var shift = Duration.between(Instant.now(), TICK.minusSeconds(4));
    running = new RunningServer(home, Limits.defaults(), () -> Instant.now().plus(shift));
    var template = Tasks.template();
    template
        .getInterfaceBuilder()
        .getInputsBuilder()
        .putVariables(
            "at",
            Variable.newBuilder()
                .setType(LiteralType.newBuilder().setSimple(SimpleType.DATETIME))
                .build());
    running.admin().createTask(Tasks.register("report", template));
    running.executor.body(
        "report",
        inputs ->
            LiteralMap.newBuilder().putLiterals("o0", inputs.getLiteralsOrThrow("a")).build());
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private static Identifier id(String version) {
    return Tasks.id("report.schedule").toBuilder()
        .setResourceType(ResourceType.LAUNCH_PLAN)
        .setVersion(version)
        .build();
  }

  private static Schedule cron(String text) {
    return Schedule.newBuilder()
        .setCronSchedule(CronSchedule.newBuilder().setSchedule(text))
        .setKickoffTimeInputArg("at")
        .build();
  }

  private static LaunchPlanSpec.Builder spec(Schedule schedule) {
    return LaunchPlanSpec.newBuilder()
        .setWorkflowId(
            Tasks.id(".flytegen.report").toBuilder().setResourceType(ResourceType.WORKFLOW))
        .setFixedInputs(Tasks.map("a", Tasks.integer(5)))
        .setEntityMetadata(LaunchPlanMetadata.newBuilder().setSchedule(schedule));
  }

  private void create(String version, LaunchPlanSpec.Builder spec) {
    var _ =
        running
            .admin()
            .createLaunchPlan(
                LaunchPlanCreateRequest.newBuilder().setId(id(version)).setSpec(spec).build());
  }

  private void put(String version, LaunchPlanState state) {
    var _ =
        running
            .admin()
            .updateLaunchPlan(
                LaunchPlanUpdateRequest.newBuilder().setId(id(version)).setState(state).build());
  }

  private LaunchPlanState state(String version) {
    return running
        .admin()
        .getLaunchPlan(ObjectGetRequest.newBuilder().setId(id(version)).build())
        .getClosure()
        .getState();
  }

  private List<Execution> executions() {
    return running
        .admin()
        .listExecutions(
            ResourceListRequest.newBuilder()
                .setId(
                    NamedEntityIdentifier.newBuilder()
                        .setProject("updraft")
                        .setDomain("development"))
                .setLimit(10)
                .build())
        .getExecutionsList();
  }

  @Test
  void aTickBecomesAnExecutionThatIsToldItsTime() throws Exception {
    create("v1", spec(cron("CRON_TZ=Europe/Berlin 0 3 * * *")));
    put("v1", LaunchPlanState.ACTIVE);
    Eventually.isTrue("the tick has come", () -> !executions().isEmpty());
    var execution = executions().getFirst();
    assertThat(execution.getId().getName()).matches("f[0-9a-f]{19}");
    assertThat(execution.getSpec().getMetadata().getMode()).isEqualTo(ExecutionMode.SCHEDULED);
    assertThat(execution.getSpec().getMetadata().getScheduledAt()).isEqualTo(Times.timestamp(TICK));
    assertThat(execution.getSpec().getLaunchPlan()).isEqualTo(id("v1"));
    var inputs =
        running
            .admin()
            .getExecutionData(
                WorkflowExecutionGetDataRequest.newBuilder().setId(execution.getId()).build())
            .getFullInputs();
    assertThat(inputs.getLiteralsOrThrow("at").getScalar().getPrimitive().getDatetime())
        .isEqualTo(Times.timestamp(TICK));
    assertThat(Tasks.integer(inputs, "a")).isEqualTo(5);
    assertThat(executions()).hasSize(1);
  }

  @Test
  void aTickThatCannotRunIsTold() throws Exception {
    // It can be planned, but names no node: found out when it is launched.
    running.admin().createTask(Tasks.register("___", Tasks.template()));
    create(
        "v1",
        spec(cron("0 2 * * *").toBuilder().clearKickoffTimeInputArg().build())
            .setWorkflowId(
                Tasks.id(".flytegen.___").toBuilder().setResourceType(ResourceType.WORKFLOW)));
    put("v1", LaunchPlanState.ACTIVE);
    var request =
        ListFailedTicksRequest.newBuilder().setProject("updraft").setDomain("development").build();
    Eventually.isTrue(
        "the tick has come", () -> running.updraft().listFailedTicks(request).getTicksCount() > 0);
    var failed = running.updraft().listFailedTicks(request).getTicks(0);
    assertThat(failed.getPlan()).isEqualTo("report.schedule");
    assertThat(failed.getTick()).isEqualTo(Times.timestamp(TICK));
    assertThat(failed.getWhy()).startsWith("Task '___' cannot run by itself");
    assertThat(executions()).isEmpty();
  }

  @Test
  void oneVersionOfANameIsActiveAtATime() {
    create("v1", spec(cron("0 6 * * *")));
    create("v2", spec(cron("0 7 * * *")));
    assertThat(state("v1")).isEqualTo(LaunchPlanState.INACTIVE);
    put("v1", LaunchPlanState.ACTIVE);
    put("v2", LaunchPlanState.ACTIVE);
    assertThat(state("v1")).isEqualTo(LaunchPlanState.INACTIVE);
    assertThat(state("v2")).isEqualTo(LaunchPlanState.ACTIVE);
    var name =
        NamedEntityIdentifier.newBuilder()
            .setProject("updraft")
            .setDomain("development")
            .setName("report.schedule");
    assertThat(
            running
                .admin()
                .getActiveLaunchPlan(ActiveLaunchPlanRequest.newBuilder().setId(name).build())
                .getId())
        .isEqualTo(id("v2"));
    var active =
        ActiveLaunchPlanListRequest.newBuilder()
            .setProject("updraft")
            .setDomain("development")
            .setLimit(10)
            .build();
    assertThat(running.admin().listActiveLaunchPlans(active).getLaunchPlansList())
        .extracting(plan -> plan.getId().getVersion())
        .containsExactly("v2");
    assertThat(
            running
                .admin()
                .listLaunchPlans(ResourceListRequest.newBuilder().setId(name).setLimit(10).build())
                .getLaunchPlansList())
        .extracting(plan -> plan.getId().getVersion() + " " + plan.getClosure().getState())
        .containsExactlyInAnyOrder("v1 INACTIVE", "v2 ACTIVE");
    put("v2", LaunchPlanState.INACTIVE);
    assertThat(running.admin().listActiveLaunchPlans(active).getLaunchPlansList()).isEmpty();
    assertThatThrownBy(
            () ->
                running
                    .admin()
                    .getActiveLaunchPlan(ActiveLaunchPlanRequest.newBuilder().setId(name).build()))
        .hasMessage("NOT_FOUND: No version of launch plan 'report.schedule' is active.");
  }

  @Test
  void whatIsNotRegisteredIsNotActivated() {
    assertThatThrownBy(() -> put("v9", LaunchPlanState.ACTIVE))
        .hasMessageStartingWith("NOT_FOUND: No launch plan 'report.schedule'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "0 6 * *    | it has 4 fields. Write five fields",
        "every hour | Register it as a fixed rate",
        "0 99 * * * | as the hour '99' is not one",
        "CRON_TZ=Europe/Berln 0 6 * * * | 'Europe/Berln' is no time zone",
      })
  void wrongSchedulesAreRefused(String text, String why) {
    assertThatThrownBy(() -> create("v1", spec(cron(text))))
        .hasMessageStartingWith("INVALID_ARGUMENT")
        .hasMessageContaining(why);
  }

  @Test
  void inputsThatNobodyGivesAreRefused() {
    assertThatThrownBy(
            () ->
                create(
                    "v1",
                    spec(cron("0 6 * * *").toBuilder().setKickoffTimeInputArg("a").build())
                        .clearFixedInputs()))
        .hasMessage(
            "INVALID_ARGUMENT: Launch plan 'report.schedule' cannot run by a schedule:"
                + " kickoff_time_input_arg names 'a', which is no free datetime input;"
                + " 'at' has neither a default nor a fixed value.");
    assertThatThrownBy(
            () ->
                create(
                    "v1",
                    spec(
                        Schedule.newBuilder()
                            .setRate(FixedRate.newBuilder().setValue(1).setUnit(FixedRateUnit.HOUR))
                            .setKickoffTimeInputArg("at")
                            .build())))
        .as("a fixed rate tells nobody its time")
        .hasMessageContaining("'at' has neither a default nor a fixed value");
    assertThatThrownBy(
            () ->
                create(
                    "v1",
                    spec(cron("0 6 * * *"))
                        .setAnnotations(
                            Annotations.newBuilder().putValues("updraft-catchup", "some"))))
        .hasMessageContaining("Write one of: skip, last, all.");
  }
}
