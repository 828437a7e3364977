package dev.updraft.service;

import com.flyteidl.admin.ActiveLaunchPlanListRequest;
import com.flyteidl.admin.ActiveLaunchPlanRequest;
import com.flyteidl.admin.LaunchPlan;
import com.flyteidl.admin.LaunchPlanClosure;
import com.flyteidl.admin.LaunchPlanCreateRequest;
import com.flyteidl.admin.LaunchPlanList;
import com.flyteidl.admin.LaunchPlanSpec;
import com.flyteidl.admin.LaunchPlanState;
import com.flyteidl.admin.LaunchPlanUpdateRequest;
import com.flyteidl.admin.NamedEntityIdentifier;
import com.flyteidl.admin.NamedEntityIdentifierList;
import com.flyteidl.admin.NamedEntityIdentifierListRequest;
import com.flyteidl.admin.ResourceListRequest;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.Parameter;
import com.flyteidl.core.ParameterMap;
import com.flyteidl.core.VariableMap;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.ActivePlan;
import dev.updraft.model.Entity;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.NotFound;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.graph.Interfaces;
import dev.updraft.types.wire.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Launch plans: a workflow, or the one that a task by itself runs as, with inputs bound beforehand.
 */
final class LaunchPlanCalls {
  private final ControlPlane engine;
  private final TaskCalls tasks;
  private final WorkflowCalls workflows;
  private final InputCheck inputs;

  LaunchPlanCalls(
      ControlPlane engine, TaskCalls tasks, WorkflowCalls workflows, InputCheck inputs) {
    this.engine = engine;
    this.tasks = tasks;
    this.workflows = workflows;
    this.inputs = inputs;
  }

  /** A launch plan with what it launches. */
  record Plan(EntityId id, LaunchPlanSpec spec, Launched launched, java.time.Instant created) {
    /** What nodes may bind when they run the plan: all that is expected. */
    Interfaces.PlanInterface takes() {
      var withDefault = new TreeSet<String>();
      var inputs = VariableMap.newBuilder();
      expected(this)
          .getParametersMap()
          .forEach(
              (name, parameter) -> {
                inputs.putVariables(name, parameter.getVar());
                if (!parameter.getRequired()) {
                  withDefault.add(name);
                }
              });
      return new Interfaces.PlanInterface(
          new TypedInterface(
              Wire.readVariables(inputs.build().toByteArray()),
              Wire.readVariables(launched.typed().getOutputs().toByteArray())),
          withDefault);
    }

    /** The plan's defaults, then what the caller gave, then what the plan fixes. */
    LiteralMap complete(LiteralMap given) {
      var fixed = spec.getFixedInputs().getLiteralsMap();
      var forbidden = new TreeSet<>(given.getLiteralsMap().keySet());
      forbidden.retainAll(fixed.keySet());
      if (!forbidden.isEmpty()) {
        throw new InvalidRequest(
            "Launch plan '%s' fixes %s: leave it out, or launch %s by another plan."
                .formatted(id.name(), String.join(", ", forbidden), launched.shown()));
      }
      var all = LiteralMap.newBuilder();
      spec.getDefaultInputs()
          .getParametersMap()
          .forEach(
              (name, parameter) -> {
                if (parameter.hasDefault()) {
                  all.putLiterals(name, parameter.getDefault());
                }
              });
      return all.putAllLiterals(given.getLiteralsMap()).putAllLiterals(fixed).build();
    }
  }

  void create(LaunchPlanCreateRequest request) {
    var id = Ids.fromWire(request.getId(), EntityKind.LAUNCH_PLAN);
    engine.projects().check(id.project(), id.domain());
    var plan = plan(id, request.getSpec(), java.time.Instant.EPOCH);
    checkBound(plan);
    PlanSchedule.read(request.getSpec())
        .ifPresent(schedule -> schedule.check(id.name(), expected(plan)));
    engine.entities().register(id, Digest.of(request.getSpec()), request.getSpec().toByteArray());
  }

  /** Defaults and fixed inputs must be what is launched takes, and of its types. */
  private void checkBound(Plan plan) {
    var bound = plan.complete(LiteralMap.getDefaultInstance());
    var declared = new LinkedHashMap<>(plan.launched().inputs());
    var unknown = new TreeSet<>(bound.getLiteralsMap().keySet());
    unknown.addAll(plan.spec().getDefaultInputs().getParametersMap().keySet());
    unknown.removeAll(declared.keySet());
    if (!unknown.isEmpty()) {
      throw new InvalidRequest(
          "Launch plan '%s' binds %s, which %s does not take."
              .formatted(plan.id().name(), String.join(", ", unknown), plan.launched().shown()));
    }
    declared.keySet().retainAll(bound.getLiteralsMap().keySet());
    inputs.check(plan.launched().shown(), declared, Wire.readLiterals(bound.toByteArray()));
  }

  Plan plan(EntityId id) {
    return read(engine.entities().get(id));
  }

  LaunchPlan get(Identifier wire) {
    var id = Ids.fromWire(wire, EntityKind.LAUNCH_PLAN);
    return toWire(
        plan(id),
        engine
            .plans()
            .active(id.project(), id.domain(), id.name())
            .filter(active -> active.id().equals(id)));
  }

  /** Makes a version the active one of its name, or lets it rest. */
  void update(LaunchPlanUpdateRequest request) {
    var id = Ids.fromWire(request.getId(), EntityKind.LAUNCH_PLAN);
    switch (request.getState()) {
      case ACTIVE -> engine.plans().activate(id);
      case INACTIVE -> engine.plans().deactivate(id);
      case UNRECOGNIZED ->
          throw new InvalidRequest(
              "Launch plan '%s' cannot be put into state %d. It can be ACTIVE or INACTIVE."
                  .formatted(id.name(), request.getStateValue()));
    }
  }

  LaunchPlanList list(ResourceListRequest request) {
    var query = Pages.of(request, Pages.ENTITY);
    var page = engine.entities().list(EntityKind.LAUNCH_PLAN, query);
    var list = LaunchPlanList.newBuilder().setToken(Pages.next(query, page.size()));
    var active = active(query.project(), query.domain());
    page.forEach(
        entity ->
            list.addLaunchPlans(
                toWire(read(entity), Optional.ofNullable(active.get(entity.id())))));
    return list.build();
  }

  private Map<EntityId, ActivePlan> active(String project, String domain) {
    return engine.plans().active(project, domain).stream()
        .collect(Collectors.toMap(ActivePlan::id, Function.identity()));
  }

  /** The active ones of a project and domain, by name. */
  LaunchPlanList active(ActiveLaunchPlanListRequest request) {
    var query =
        Pages.of(
            ResourceListRequest.newBuilder()
                .setId(
                    NamedEntityIdentifier.newBuilder()
                        .setProject(request.getProject())
                        .setDomain(request.getDomain()))
                .setLimit(request.getLimit())
                .setToken(request.getToken())
                .build(),
            Pages.ENTITY);
    var page =
        engine.plans().active(query.project(), query.domain()).stream()
            .skip(query.offset())
            .limit(query.limit())
            .toList();
    var list = LaunchPlanList.newBuilder().setToken(Pages.next(query, page.size()));
    page.forEach(plan -> list.addLaunchPlans(toWire(plan(plan.id()), Optional.of(plan))));
    return list.build();
  }

  NamedEntityIdentifierList names(NamedEntityIdentifierListRequest request) {
    return NameLists.page(engine.entities(), EntityKind.LAUNCH_PLAN, request);
  }

  LaunchPlan active(ActiveLaunchPlanRequest request) {
    var id = request.getId();
    var active =
        engine
            .plans()
            .active(id.getProject(), id.getDomain(), id.getName())
            .orElseThrow(
                () ->
                    new NotFound(
                        "No version of launch plan '%s' is active.".formatted(id.getName())));
    return toWire(plan(active.id()), Optional.of(active));
  }

  private Plan read(Entity entity) {
    try {
      return plan(entity.id(), LaunchPlanSpec.parseFrom(entity.spec()), entity.created());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "The stored %s is damaged.".formatted(entity.id().shown()), e);
    }
  }

  private Plan plan(EntityId id, LaunchPlanSpec spec, java.time.Instant created) {
    var workflow = Ids.fromWire(spec.getWorkflowId(), EntityKind.WORKFLOW);
    var launched =
        WorkflowForm.taskOf(workflow)
            .<Launched>map(task -> new Launched.OfTask(tasks.task(task)))
            .orElseGet(() -> new Launched.OfWorkflow(workflows.workflow(workflow)));
    return new Plan(id, spec, launched, created);
  }

  private static LaunchPlan toWire(Plan plan, Optional<ActivePlan> active) {
    var created = Times.timestamp(plan.created());
    return LaunchPlan.newBuilder()
        .setId(Ids.toWire(plan.id()))
        .setSpec(plan.spec())
        .setClosure(
            LaunchPlanClosure.newBuilder()
                .setExpectedInputs(expected(plan))
                .setExpectedOutputs(plan.launched().typed().getOutputs())
                .setCreatedAt(created)
                .setState(active.isPresent() ? LaunchPlanState.ACTIVE : LaunchPlanState.INACTIVE)
                .setUpdatedAt(active.map(now -> Times.timestamp(now.since())).orElse(created)))
        .build();
  }

  /** The defaults, and what has none as required; fixed inputs vanish (contract 2.2). */
  private static ParameterMap expected(Plan plan) {
    var expected = ParameterMap.newBuilder();
    plan.launched()
        .typed()
        .getInputs()
        .getVariablesMap()
        .forEach(
            (name, variable) ->
                expected.putParameters(
                    name, Parameter.newBuilder().setVar(variable).setRequired(true).build()));
    expected.putAllParameters(plan.spec().getDefaultInputs().getParametersMap());
    plan.spec().getFixedInputs().getLiteralsMap().keySet().forEach(expected::removeParameters);
    return expected.build();
  }
}
