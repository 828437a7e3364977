package dev.updraft.client.grpc;

import com.flyteidl.admin.ActiveLaunchPlanRequest;
import com.flyteidl.admin.LaunchPlanCreateRequest;
import com.flyteidl.admin.LaunchPlanState;
import com.flyteidl.admin.LaunchPlanUpdateRequest;
import com.flyteidl.admin.NamedEntityIdentifier;
import com.flyteidl.admin.ObjectGetRequest;
import com.flyteidl.admin.ResourceListRequest;
import com.flyteidl.admin.Sort;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.Parameter;
import com.flyteidl.core.ParameterMap;
import com.flyteidl.core.ResourceType;
import com.flyteidl.service.AdminServiceGrpc;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.LaunchPlan;
import dev.updraft.client.model.LaunchPlanSpec;
import dev.updraft.client.model.WorkflowId;
import dev.updraft.types.Literal;
import dev.updraft.types.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Launch plans beside the default one of a workflow: registering, activating, finding. Of a name,
 * at most one version is active; only an active one is run by its schedule.
 */
public final class LaunchPlans {
  private static final int PAGE = 100;
  private final Link link;

  LaunchPlans(Link link) {
    this.link = link;
  }

  /**
   * Registers a plan under the version that its content gives, inactive; that it is there already
   * is as good. The workflow's own defaults, from the plan of its name and version, hold in it too.
   */
  public WorkflowId register(LaunchPlanSpec plan) {
    var spec = toWire(plan, expected(plan));
    var workflow = plan.workflow();
    var id =
        new WorkflowId(workflow.project(), workflow.domain(), plan.name(), ContentVersion.of(spec));
    try {
      link.call(
          AdminServiceGrpc.getCreateLaunchPlanMethod(),
          LaunchPlanCreateRequest.newBuilder().setId(Messages.toWire(id)).setSpec(spec).build());
    } catch (BackendException.Conflict e) {
      if (!e.exists()) {
        throw e;
      }
    }
    return id;
  }

  /** From now on the one of its name that is active: another version's schedule stops. */
  public void activate(WorkflowId id) {
    update(id, LaunchPlanState.ACTIVE);
  }

  /** Its schedule stops. */
  public void deactivate(WorkflowId id) {
    update(id, LaunchPlanState.INACTIVE);
  }

  private void update(WorkflowId id, LaunchPlanState state) {
    link.call(
        AdminServiceGrpc.getUpdateLaunchPlanMethod(),
        LaunchPlanUpdateRequest.newBuilder().setId(Messages.toWire(id)).setState(state).build());
  }

  /** The active version of a name. */
  public Optional<LaunchPlan> active(String project, String domain, String name) {
    try {
      return Optional.of(
          fromWire(
              link.call(
                  AdminServiceGrpc.getGetActiveLaunchPlanMethod(),
                  ActiveLaunchPlanRequest.newBuilder()
                      .setId(name(project, domain, name))
                      .build())));
    } catch (BackendException.NotFound _) {
      return Optional.empty();
    }
  }

  /** All versions of a name, or all launch plans when it is empty; the newest first. */
  public List<LaunchPlan> list(String project, String domain, String name) {
    var plans = new ArrayList<LaunchPlan>();
    var token = "";
    do {
      var page =
          link.call(
              AdminServiceGrpc.getListLaunchPlansMethod(),
              ResourceListRequest.newBuilder()
                  .setId(name(project, domain, name))
                  .setLimit(PAGE)
                  .setToken(token)
                  .setSortBy(
                      Sort.newBuilder()
                          .setKey("created_at")
                          .setDirection(Sort.Direction.DESCENDING))
                  .build());
      page.getLaunchPlansList().stream().map(LaunchPlans::fromWire).forEach(plans::add);
      token = page.getToken();
    } while (!token.isEmpty());
    return List.copyOf(plans);
  }

  private static NamedEntityIdentifier name(String project, String domain, String name) {
    return NamedEntityIdentifier.newBuilder()
        .setProject(project)
        .setDomain(domain)
        .setName(name)
        .build();
  }

  /**
   * The message that registers a plan.
   *
   * @param expected the inputs of the workflow's default plan
   */
  static com.flyteidl.admin.LaunchPlanSpec toWire(LaunchPlanSpec plan, ParameterMap expected) {
    var spec =
        com.flyteidl.admin.LaunchPlanSpec.newBuilder()
            .setWorkflowId(
                Messages.toWire(plan.workflow()).toBuilder()
                    .setResourceType(ResourceType.WORKFLOW));
    var inputs = inputs(plan, expected);
    if (inputs.getParametersCount() > 0) {
      spec.setDefaultInputs(inputs);
    }
    if (!plan.fixed().isEmpty()) {
      spec.setFixedInputs(literals(plan.fixed()));
    }
    plan.schedule().ifPresent(schedule -> Schedules.toWire(schedule, spec));
    return spec.build();
  }

  /** What the workflow's default plan expects. */
  private ParameterMap expected(LaunchPlanSpec plan) {
    return link.call(
            AdminServiceGrpc.getGetLaunchPlanMethod(),
            ObjectGetRequest.newBuilder().setId(Messages.toWire(plan.workflow())).build())
        .getClosure()
        .getExpectedInputs();
  }

  /** What is expected, without the inputs that are fixed. */
  private static ParameterMap inputs(LaunchPlanSpec plan, ParameterMap expected) {
    checkNames(plan, expected);
    var inputs = expected.toBuilder();
    plan.fixed().keySet().forEach(inputs::removeParameters);
    literals(plan.defaults())
        .getLiteralsMap()
        .forEach(
            (name, value) ->
                inputs.putParameters(
                    name,
                    Parameter.newBuilder()
                        .setVar(expected.getParametersOrThrow(name).getVar())
                        .setDefault(value)
                        .build()));
    return inputs.build();
  }

  private static void checkNames(LaunchPlanSpec plan, ParameterMap expected) {
    var given = new ArrayList<String>();
    given.addAll(plan.defaults().keySet());
    given.addAll(plan.fixed().keySet());
    plan.schedule().flatMap(schedule -> schedule.kickoffInput()).ifPresent(given::add);
    given.stream()
        .filter(name -> !expected.containsParameters(name))
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "Workflow '%s' has no input '%s'. It takes: %s."
                      .formatted(
                          plan.workflow().name(),
                          name,
                          String.join(", ", expected.getParametersMap().keySet())));
            });
  }

  private static LiteralMap literals(Map<String, Literal> literals) {
    try {
      return LiteralMap.parseFrom(Wire.writeLiterals(literals));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("The inputs of a launch plan were written wrongly.", e);
    }
  }

  private static LaunchPlan fromWire(com.flyteidl.admin.LaunchPlan plan) {
    var closure = plan.getClosure();
    return new LaunchPlan(
        id(plan.getId()),
        id(plan.getSpec().getWorkflowId()),
        Wire.readLiterals(plan.getSpec().getFixedInputs().toByteArray()),
        Schedules.fromWire(plan.getSpec()),
        closure.getState() == LaunchPlanState.ACTIVE,
        Messages.fromWire(
            closure.hasUpdatedAt() ? closure.getUpdatedAt() : closure.getCreatedAt()));
  }

  private static WorkflowId id(Identifier id) {
    return new WorkflowId(id.getProject(), id.getDomain(), id.getName(), id.getVersion());
  }
}
