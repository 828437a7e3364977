package dev.updraft.client.grpc;

import com.flyteidl.admin.ActiveLaunchPlanRequest;
import com.flyteidl.admin.LaunchPlan;
import com.flyteidl.admin.LaunchPlanCreateRequest;
import com.flyteidl.admin.LaunchPlanState;
import com.flyteidl.admin.LaunchPlanUpdateRequest;
import com.flyteidl.admin.NamedEntityIdentifier;
import com.flyteidl.admin.ObjectGetRequest;
import com.flyteidl.admin.ResourceListRequest;
import com.flyteidl.admin.Sort;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.ParameterMap;
import com.flyteidl.core.ResourceType;
import com.flyteidl.core.SimpleType;
import com.flyteidl.service.AdminServiceGrpc;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.FailedTick;
import dev.updraft.client.model.LaunchPlanRow;
import dev.updraft.client.model.LaunchPlanSpec;
import dev.updraft.client.model.WorkflowId;
import dev.updraft.service.v1.ListFailedTicksRequest;
import dev.updraft.service.v1.UpdraftServiceGrpc;
import dev.updraft.types.Literal;
import dev.updraft.types.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Launch plans beside a workflow's default one: registering, activating, listing. Plain Flyte
 * calls.
 */
public final class LaunchPlans {
  private static final int PAGE = 100;

  /** What the name of a workflow's scheduled launch plan ends with. */
  private static final String SCHEDULE = ".schedule";

  private final Link link;

  LaunchPlans(Link link) {
    this.link = link;
  }

  /** The name of a workflow's scheduled launch plan. */
  public static String scheduled(String workflow) {
    return workflow + SCHEDULE;
  }

  /**
   * Registers a workflow's scheduled launch plan, inactive, named {@link #scheduled} and versioned
   * by all that is in it: the same again is the same version, and is as good.
   *
   * @throws IllegalArgumentException when it binds what the workflow does not take, or leaves a
   *     required input open that the schedule does not fill
   * @throws BackendException.NotFound when the workflow has no default launch plan
   */
  public WorkflowId registerScheduled(LaunchPlanSpec plan) {
    var spec = toWire(plan, takes(plan));
    var id =
        new WorkflowId(
            plan.workflow().project(),
            plan.workflow().domain(),
            scheduled(plan.workflow().name()),
            ContentVersion.of(spec));
    create(id, spec);
    return id;
  }

  /** Registers a launch plan under a name and version of one's own, inactive. */
  public void register(WorkflowId id, LaunchPlanSpec plan) {
    create(id, toWire(plan, takes(plan)));
  }

  private void create(WorkflowId id, com.flyteidl.admin.LaunchPlanSpec spec) {
    try {
      link.call(
          AdminServiceGrpc.getCreateLaunchPlanMethod(),
          LaunchPlanCreateRequest.newBuilder().setId(Messages.toWire(id)).setSpec(spec).build());
    } catch (BackendException.Conflict e) {
      if (!e.exists()) {
        throw e;
      }
    }
  }

  /** What the workflow's default launch plan takes. */
  private ParameterMap takes(LaunchPlanSpec plan) {
    return get(plan.workflow()).getClosure().getExpectedInputs();
  }

  /**
   * The message that registers a plan.
   *
   * @param takes the inputs of the workflow's default launch plan
   * @throws IllegalArgumentException as {@link #registerScheduled} does
   */
  static com.flyteidl.admin.LaunchPlanSpec toWire(LaunchPlanSpec plan, ParameterMap takes) {
    check(plan, takes);
    var fixed = literals(plan.fixed());
    var spec =
        com.flyteidl.admin.LaunchPlanSpec.newBuilder()
            .setWorkflowId(
                Messages.toWire(plan.workflow()).toBuilder().setResourceType(ResourceType.WORKFLOW))
            .setDefaultInputs(defaults(plan, takes))
            .setFixedInputs(fixed);
    plan.schedule().ifPresent(schedule -> ScheduleForm.toWire(schedule, spec));
    return spec.build();
  }

  private static ParameterMap defaults(LaunchPlanSpec plan, ParameterMap takes) {
    var given = literals(plan.defaults());
    var inputs = ParameterMap.newBuilder();
    takes
        .getParametersMap()
        .forEach(
            (name, parameter) -> {
              var value = given.getLiteralsMap().get(name);
              if (!plan.fixed().containsKey(name)) {
                inputs.putParameters(
                    name,
                    value == null ? parameter : parameter.toBuilder().setDefault(value).build());
              }
            });
    return inputs.build();
  }

  /** All that is wrong together, before anything is registered. */
  private static void check(LaunchPlanSpec plan, ParameterMap takes) {
    var problems = new ArrayList<String>();
    var workflow = plan.workflow().name();
    var known = new TreeMap<>(takes.getParametersMap());
    var bound = new TreeSet<>(plan.defaults().keySet());
    bound.addAll(plan.fixed().keySet());
    bound.stream()
        .filter(name -> !known.containsKey(name))
        .forEach(name -> problems.add("it does not take '%s'".formatted(name)));
    plan.schedule()
        .ifPresent(
            schedule -> {
              var kickoff = schedule.kickoff().orElse("");
              if (!kickoff.isEmpty() && !datetime(takes, kickoff)) {
                problems.add("'%s', to be told the time, is no datetime input".formatted(kickoff));
              }
              known.forEach(
                  (name, parameter) -> {
                    if (parameter.getRequired() && !bound.contains(name) && !name.equals(kickoff)) {
                      problems.add("'%s' has no value (write %s=value)".formatted(name, name));
                    }
                  });
            });
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "Workflow '%s' cannot be planned so: %s. It takes: %s."
              .formatted(workflow, String.join("; ", problems), String.join(", ", known.keySet())));
    }
  }

  private static boolean datetime(ParameterMap takes, String name) {
    var parameter = takes.getParametersMap().get(name);
    return parameter != null && parameter.getVar().getType().getSimple() == SimpleType.DATETIME;
  }

  private static LiteralMap literals(Map<String, Literal> literals) {
    try {
      return LiteralMap.parseFrom(Wire.writeLiterals(literals));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("The inputs of a launch plan were written wrongly.", e);
    }
  }

  private LaunchPlan get(WorkflowId id) {
    return link.call(
        AdminServiceGrpc.getGetLaunchPlanMethod(),
        ObjectGetRequest.newBuilder().setId(Messages.toWire(id)).build());
  }

  /** From now on the active version of its name; the former one is not any more. */
  public void activate(WorkflowId id) {
    update(id, LaunchPlanState.ACTIVE);
  }

  /** From now on not active; its schedule rests. */
  public void deactivate(WorkflowId id) {
    update(id, LaunchPlanState.INACTIVE);
  }

  private void update(WorkflowId id, LaunchPlanState state) {
    link.call(
        AdminServiceGrpc.getUpdateLaunchPlanMethod(),
        LaunchPlanUpdateRequest.newBuilder().setId(Messages.toWire(id)).setState(state).build());
  }

  /** The active version of a name. */
  public Optional<LaunchPlanRow> active(String project, String domain, String name) {
    try {
      return Optional.of(
          row(
              link.call(
                  AdminServiceGrpc.getGetActiveLaunchPlanMethod(),
                  ActiveLaunchPlanRequest.newBuilder()
                      .setId(
                          NamedEntityIdentifier.newBuilder()
                              .setProject(project)
                              .setDomain(domain)
                              .setName(name))
                      .build())));
    } catch (BackendException.NotFound _) {
      return Optional.empty();
    }
  }

  /**
   * The launch plans of a project and domain, newest first.
   *
   * @param name empty = of every name
   */
  public List<LaunchPlanRow> list(String project, String domain, String name) {
    var rows = new ArrayList<LaunchPlanRow>();
    var token = "";
    do {
      var page =
          link.call(
              AdminServiceGrpc.getListLaunchPlansMethod(),
              ResourceListRequest.newBuilder()
                  .setId(
                      NamedEntityIdentifier.newBuilder()
                          .setProject(project)
                          .setDomain(domain)
                          .setName(name))
                  .setLimit(PAGE)
                  .setToken(token)
                  .setSortBy(
                      Sort.newBuilder()
                          .setKey("created_at")
                          .setDirection(Sort.Direction.DESCENDING))
                  .build());
      page.getLaunchPlansList().stream().map(LaunchPlans::row).forEach(rows::add);
      token = page.getToken();
    } while (!token.isEmpty());
    return List.copyOf(rows);
  }

  /** What schedules could not run; a plain Flyte does not tell. */
  public List<FailedTick> failedTicks(String project, String domain) {
    try {
      return link
          .call(
              UpdraftServiceGrpc.getListFailedTicksMethod(),
              ListFailedTicksRequest.newBuilder().setProject(project).setDomain(domain).build())
          .getTicksList()
          .stream()
          .map(
              failed ->
                  new FailedTick(
                      failed.getPlan(), Messages.fromWire(failed.getTick()), failed.getWhy()))
          .toList();
    } catch (BackendException.Unknown _) {
      return List.of();
    }
  }

  private static LaunchPlanRow row(LaunchPlan plan) {
    var spec = plan.getSpec();
    var closure = plan.getClosure();
    return new LaunchPlanRow(
        id(plan.getId()),
        id(spec.getWorkflowId()),
        closure.getState() == LaunchPlanState.ACTIVE,
        bound(spec),
        ScheduleForm.fromWire(spec),
        ScheduleForm.written(spec),
        Messages.fromWire(closure.getCreatedAt()),
        Messages.fromWire(closure.getUpdatedAt()));
  }

  private static Map<String, Literal> bound(com.flyteidl.admin.LaunchPlanSpec spec) {
    var bound = LiteralMap.newBuilder();
    spec.getDefaultInputs()
        .getParametersMap()
        .forEach(
            (name, parameter) -> {
              if (parameter.hasDefault()) {
                bound.putLiterals(name, parameter.getDefault());
              }
            });
    bound.putAllLiterals(spec.getFixedInputs().getLiteralsMap());
    return Wire.readLiterals(bound.build().toByteArray());
  }

  private static WorkflowId id(Identifier id) {
    return new WorkflowId(id.getProject(), id.getDomain(), id.getName(), id.getVersion());
  }
}
