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
import dev.updraft.types.schedule.Catchup;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What launch plans are on the wire, against a server that keeps what it is sent. */
class LaunchPlansTest {
  private static final WorkflowId REPORT = new WorkflowId("updraft", "development", "report", "v1");

  private final Plans plans = new Plans();
  private final Server server = serve(plans);
  private final Backend backend =
      new Backend(
          new Link(
              () ->
                  new Address(
                      "127.0.0.1:" + server.getPort(),
                      new Address.Security.Plaintext(),
                      new Credentials.None())));
  private final LaunchPlans client = backend.launchPlans();

  private static Server serve(Plans plans) {
    try {
      return NettyServerBuilder.forAddress(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
          .addService(plans)
          .build()
          .start();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() {
    backend.close();
    server.shutdownNow();
  }

  private static LaunchPlanSpec spec(Schedule schedule) {
    return new LaunchPlanSpec(
        REPORT, Map.of("airline", new Literal.Text("LH")), Map.of(), Optional.of(schedule));
  }

  @Test
  void theSameScheduleIsTheSameVersionAndAnotherIsAnother() {
    var schedule = Schedule.of("0 6 * * MON", "Europe/Berlin", Catchup.LAST).telling("day");
    var first = client.registerScheduled(spec(schedule));
    assertThat(first.name()).isEqualTo("report.schedule");
    assertThat(client.registerScheduled(spec(schedule))).isEqualTo(first);
    assertThat(
            client.registerScheduled(
                spec(Schedule.of("0 7 * * MON", "Europe/Berlin", Catchup.LAST).telling("day"))))
        .isNotEqualTo(first);
    assertThat(
            client.registerScheduled(
                spec(Schedule.of("0 6 * * MON", "Europe/Berlin", Catchup.ALL).telling("day"))))
        .isNotEqualTo(first);
  }

  @Test
  void aScheduleIsWhatFlyteUnderstandsAndComesBack() {
    var schedule = Schedule.of("0 6 * * MON", "Europe/Berlin", Catchup.LAST).telling("day");
    client.activate(client.registerScheduled(spec(schedule)));
    var sent = plans.created.getLast().getSpec();
    assertThat(sent.getEntityMetadata().getSchedule().getCronSchedule().getSchedule())
        .isEqualTo("CRON_TZ=Europe/Berlin 0 6 * * MON");
    assertThat(sent.getEntityMetadata().getSchedule().getKickoffTimeInputArg()).isEqualTo("day");
    assertThat(sent.getAnnotations().getValuesMap())
        .containsExactly(Map.entry("updraft-catchup", "last"));
    assertThat(sent.getDefaultInputs().getParametersOrThrow("day").getRequired()).isTrue();

    var row = client.active("updraft", "development", "report.schedule").orElseThrow();
    assertThat(row.schedule()).contains(schedule);
    assertThat(row.active()).isTrue();
    assertThat(row.bound()).containsOnlyKeys("airline", "rows");
    client.deactivate(row.id());
    assertThat(client.active("updraft", "development", "report.schedule")).isEmpty();
    assertThat(client.list("updraft", "development", "")).hasSize(2);
    assertThat(client.failedTicks("updraft", "development")).as("a plain Flyte").isEmpty();
  }

  @Test
  void aRateCatchesUpWithAllUnlessToldOtherwise() {
    client.registerScheduled(
        new LaunchPlanSpec(
            REPORT,
            Map.of("airline", new Literal.Text("LH")),
            Map.of("day", new Literal.Text("any")),
            Optional.of(Schedule.of("every 10 minutes", "UTC", Catchup.ALL))));
    var sent = plans.created.getLast().getSpec();
    assertThat(sent.getEntityMetadata().getSchedule().getRate().getValue()).isEqualTo(10);
    assertThat(sent.getAnnotations().getValuesMap()).isEmpty();
    assertThat(sent.getDefaultInputs().getParametersMap()).containsOnlyKeys("airline", "rows");
  }

  @Test
  void whatCannotBePlannedIsSaidAtOnceAndNothingIsRegistered() {
    assertThatThrownBy(
            () ->
                client.registerScheduled(
                    new LaunchPlanSpec(
                        REPORT,
                        Map.of("airlin", new Literal.Text("LH")),
                        Map.of(),
                        Optional.of(Schedule.of("@daily", "UTC", Catchup.ALL).telling("airline")))))
        .hasMessage(
            "Workflow 'report' cannot be planned so: it does not take 'airlin';"
                + " 'airline', to be told the time, is no datetime input; 'day' has no value (write day=value). It takes: airline, day, rows.");
    assertThatThrownBy(() -> Schedule.of("every hour", "UTC", Catchup.ALL).telling("day"))
        .hasMessageContaining("needs a cron schedule");
    assertThat(plans.created).isEmpty();
  }

  /** Keeps launch plans; of the workflow there is the default one. */
  private static final class Plans extends AdminServiceGrpc.AdminServiceImplBase {
    final List<LaunchPlanCreateRequest> created = new ArrayList<>();
    private Optional<com.flyteidl.core.Identifier> active = Optional.empty();

    private static Parameter parameter(SimpleType type) {
      return Parameter.newBuilder()
          .setVar(Variable.newBuilder().setType(LiteralType.newBuilder().setSimple(type)))
          .setRequired(true)
          .build();
    }

    private static LaunchPlan byDefault() {
      var rows =
          parameter(SimpleType.INTEGER).toBuilder()
              .setDefault(
                  com.flyteidl.core.Literal.newBuilder()
                      .setScalar(
                          com.flyteidl.core.Scalar.newBuilder()
                              .setPrimitive(
                                  com.flyteidl.core.Primitive.newBuilder().setInteger(5))));
      return LaunchPlan.newBuilder()
          .setId(Messages.toWire(REPORT))
          .setClosure(
              LaunchPlanClosure.newBuilder()
                  .setExpectedInputs(
                      ParameterMap.newBuilder()
                          .putParameters("airline", parameter(SimpleType.STRING))
                          .putParameters("day", parameter(SimpleType.DATETIME))
                          .putParameters("rows", rows.build())))
          .build();
    }

    private LaunchPlan plan(LaunchPlanCreateRequest request) {
      var state =
          active.filter(request.getId()::equals).isPresent()
              ? LaunchPlanState.ACTIVE
              : LaunchPlanState.INACTIVE;
      return LaunchPlan.newBuilder()
          .setId(request.getId())
          .setSpec(request.getSpec())
          .setClosure(LaunchPlanClosure.newBuilder().setState(state))
          .build();
    }

    private static <A> void answer(StreamObserver<A> observer, A answer) {
      observer.onNext(answer);
      observer.onCompleted();
    }

    @Override
    public void createLaunchPlan(
        LaunchPlanCreateRequest request, StreamObserver<LaunchPlanCreateResponse> observer) {
      if (created.stream().anyMatch(each -> each.getId().equals(request.getId()))) {
        observer.onError(
            Status.ALREADY_EXISTS
                .withDescription("with identical structure already exists")
                .asRuntimeException());
        return;
      }
      created.add(request);
      answer(observer, LaunchPlanCreateResponse.getDefaultInstance());
    }

    @Override
    public void getLaunchPlan(ObjectGetRequest request, StreamObserver<LaunchPlan> observer) {
      answer(observer, byDefault());
    }

    @Override
    public void updateLaunchPlan(
        LaunchPlanUpdateRequest request, StreamObserver<LaunchPlanUpdateResponse> observer) {
      active =
          request.getState() == LaunchPlanState.ACTIVE
              ? Optional.of(request.getId())
              : Optional.empty();
      answer(observer, LaunchPlanUpdateResponse.getDefaultInstance());
    }

    @Override
    public void getActiveLaunchPlan(
        ActiveLaunchPlanRequest request, StreamObserver<LaunchPlan> observer) {
      var found =
          created.stream()
              .filter(each -> active.filter(each.getId()::equals).isPresent())
              .findFirst();
      if (found.isEmpty()) {
        observer.onError(Status.NOT_FOUND.withDescription("none").asRuntimeException());
        return;
      }
      answer(observer, plan(found.get()));
    }

    @Override
    public void listLaunchPlans(
        ResourceListRequest request, StreamObserver<LaunchPlanList> observer) {
      var list = LaunchPlanList.newBuilder();
      if (request.getToken().isEmpty()) {
        created.forEach(each -> list.addLaunchPlans(plan(each)));
        list.addLaunchPlans(byDefault()).setToken("2");
      }
      answer(observer, list.build());
    }
  }
}
