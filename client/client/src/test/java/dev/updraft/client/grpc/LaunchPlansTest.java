package dev.updraft.client.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.admin.ActiveLaunchPlanRequest;
import com.flyteidl.admin.LaunchPlan;
import com.flyteidl.admin.LaunchPlanClosure;
import com.flyteidl.admin.LaunchPlanCreateRequest;
import com.flyteidl.admin.LaunchPlanCreateResponse;
import com.flyteidl.admin.LaunchPlanList;
import com.flyteidl.admin.LaunchPlanState;
import com.flyteidl.admin.LaunchPlanUpdateRequest;
import com.flyteidl.admin.LaunchPlanUpdateResponse;
import com.flyteidl.admin.ObjectGetRequest;
import com.flyteidl.admin.ResourceListRequest;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.LiteralType;
import com.flyteidl.core.Parameter;
import com.flyteidl.core.ParameterMap;
import com.flyteidl.core.SimpleType;
import com.flyteidl.core.Variable;
import com.flyteidl.service.AdminServiceGrpc;
import dev.updraft.client.model.LaunchPlanSpec;
import dev.updraft.client.model.Schedule;
import dev.updraft.client.model.WorkflowId;
import dev.updraft.types.Literal;
import dev.updraft.types.schedule.CatchUp;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LaunchPlansTest {
  private static final WorkflowId REPORT = new WorkflowId("p", "d", "report", "v1");
  private final Plans flyte = new Plans();
  private Server server;
  private Backend backend;

  @BeforeEach
  void start() throws IOException {
    server = NettyServerBuilder.forPort(0).addService(flyte).build().start();
    backend =
        new Backend(
            new Link(
                () ->
                    new Address(
                        "127.0.0.1:" + server.getPort(),
                        new Address.Security.Plaintext(),
                        new Credentials.None())));
    flyte.put(
        LaunchPlan.newBuilder()
            .setId(Messages.toWire(REPORT))
            .setClosure(
                LaunchPlanClosure.newBuilder()
                    .setExpectedInputs(
                        ParameterMap.newBuilder()
                            .putParameters("month", parameter(SimpleType.STRING))
                            .putParameters("at", parameter(SimpleType.DATETIME))))
            .build());
  }

  @AfterEach
  void close() {
    backend.close();
    server.shutdownNow();
  }

  @Test
  void aScheduleTravelsAsAFlyteReadsIt() {
    var schedule = Schedule.of("0 6 * * MON", "Europe/Berlin", CatchUp.LAST).kickoff("at");

    var id = register(schedule, "2001-02");

    assertThat(id.name()).isEqualTo("report.schedule");
    var sent = flyte.plan(id).getSpec();
    var message = sent.getEntityMetadata().getSchedule();
    assertThat(message.getCronSchedule().getSchedule())
        .isEqualTo("CRON_TZ=Europe/Berlin 0 6 * * MON");
    assertThat(message.getKickoffTimeInputArg()).isEqualTo("at");
    assertThat(sent.getAnnotations().getValuesMap()).isEqualTo(Map.of("updraft-catchup", "last"));
    assertThat(sent.getDefaultInputs().getParametersMap()).containsOnlyKeys("at");
    assertThat(sent.getFixedInputs().getLiteralsMap()).containsOnlyKeys("month");
    assertThat(plan(id).schedule()).contains(schedule);
    assertThat(plan(id).workflow()).isEqualTo(REPORT);
    assertThat(plan(id).fixed()).containsOnlyKeys("month");
  }

  @Test
  void aRateTravelsAsARate() {
    var id = register(Schedule.of("every 15 minutes", "", CatchUp.ALL), "2001-02");

    var sent = flyte.plan(id).getSpec();
    assertThat(sent.getEntityMetadata().getSchedule().getRate().getValue()).isEqualTo(15);
    assertThat(sent.getAnnotations().getValuesMap()).isEmpty();
    assertThat(plan(id).schedule()).contains(Schedule.of("every 15 minutes", "", CatchUp.ALL));
  }

  @Test
  void theVersionFollowsFromAllThatIsInThePlan() {
    var one = register(Schedule.of("0 6 * * *", "UTC", CatchUp.LAST), "2001-02");
    assertThat(register(Schedule.of("0 6 * * *", "UTC", CatchUp.LAST), "2001-02")).isEqualTo(one);
    assertThat(
            java.util.List.of(
                one.version(),
                register(Schedule.of("0 7 * * *", "UTC", CatchUp.LAST), "2001-02").version(),
                register(Schedule.of("0 6 * * *", "Asia/Tokyo", CatchUp.LAST), "2001-02").version(),
                register(Schedule.of("0 6 * * *", "UTC", CatchUp.SKIP), "2001-02").version(),
                register(Schedule.of("0 6 * * *", "UTC", CatchUp.LAST), "2001-03").version()))
        .doesNotHaveDuplicates();
  }

  @Test
  void theActiveVersionOfANameIsFound() {
    var id = register(Schedule.of("0 6 * * *", "UTC", CatchUp.ALL), "2001-02");
    assertThat(backend.launchPlans().active("p", "d", "report.schedule")).isEmpty();

    backend.launchPlans().activate(id);
    var active = backend.launchPlans().active("p", "d", "report.schedule");
    assertThat(active.orElseThrow().id()).isEqualTo(id);
    assertThat(active.orElseThrow().active()).isTrue();

    backend.launchPlans().deactivate(id);
    assertThat(backend.launchPlans().active("p", "d", "report.schedule")).isEmpty();
  }

  @Test
  void anInputThatTheWorkflowLacksIsRefusedBeforeAnythingIsSent() {
    assertThatThrownBy(
            () -> register(Schedule.of("0 6 * * *", "UTC", CatchUp.ALL).kickoff("when"), "2001-02"))
        .hasMessage("Workflow 'report' has no input 'when'. It takes: month, at.");
    assertThatThrownBy(() -> Schedule.of("every hour", "", CatchUp.ALL).kickoff("at"))
        .hasMessageContaining("only a cron schedule fills an input");
  }

  private WorkflowId register(Schedule schedule, String month) {
    return backend
        .launchPlans()
        .register(
            LaunchPlanSpec.scheduled(REPORT, schedule, Map.of("month", new Literal.Text(month))));
  }

  private dev.updraft.client.model.LaunchPlan plan(WorkflowId id) {
    return backend.launchPlans().list("p", "d", id.name()).stream()
        .filter(plan -> plan.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Parameter parameter(SimpleType type) {
    return Parameter.newBuilder()
        .setVar(Variable.newBuilder().setType(LiteralType.newBuilder().setSimple(type)))
        .setRequired(true)
        .build();
  }

  /** Keeps plans, and their states, as a Flyte does. */
  private static final class Plans extends AdminServiceGrpc.AdminServiceImplBase {
    private final Map<Identifier, LaunchPlan> plans =
        Collections.synchronizedMap(new LinkedHashMap<>());

    void put(LaunchPlan plan) {
      plans.put(plan.getId(), plan);
    }

    LaunchPlan plan(WorkflowId id) {
      return Optional.ofNullable(plans.get(Messages.toWire(id))).orElseThrow();
    }

    @Override
    public void createLaunchPlan(
        LaunchPlanCreateRequest request, StreamObserver<LaunchPlanCreateResponse> answer) {
      put(LaunchPlan.newBuilder().setId(request.getId()).setSpec(request.getSpec()).build());
      one(answer, LaunchPlanCreateResponse.getDefaultInstance());
    }

    @Override
    public void getLaunchPlan(ObjectGetRequest request, StreamObserver<LaunchPlan> answer) {
      one(answer, Optional.ofNullable(plans.get(request.getId())).orElseThrow());
    }

    @Override
    public void updateLaunchPlan(
        LaunchPlanUpdateRequest request, StreamObserver<LaunchPlanUpdateResponse> answer) {
      var plan = Optional.ofNullable(plans.get(request.getId())).orElseThrow().toBuilder();
      plan.getClosureBuilder().setState(request.getState());
      put(plan.build());
      one(answer, LaunchPlanUpdateResponse.getDefaultInstance());
    }

    @Override
    public void getActiveLaunchPlan(
        ActiveLaunchPlanRequest request, StreamObserver<LaunchPlan> answer) {
      plans.values().stream()
          .filter(plan -> plan.getClosure().getState() == LaunchPlanState.ACTIVE)
          .findFirst()
          .ifPresentOrElse(
              plan -> one(answer, plan),
              () -> answer.onError(Status.NOT_FOUND.asRuntimeException()));
    }

    @Override
    public void listLaunchPlans(
        ResourceListRequest request, StreamObserver<LaunchPlanList> answer) {
      one(answer, LaunchPlanList.newBuilder().addAllLaunchPlans(plans.values()).build());
    }

    private static <A> void one(StreamObserver<A> observer, A answer) {
      observer.onNext(answer);
      observer.onCompleted();
    }
  }
}
