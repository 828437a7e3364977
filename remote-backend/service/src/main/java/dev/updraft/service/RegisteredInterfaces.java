package dev.updraft.service;

import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.NotFound;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.graph.Interfaces;
import dev.updraft.types.graph.Reference;
import java.util.Optional;
import java.util.function.Function;

/** The interfaces of what is registered here. */
final class RegisteredInterfaces implements Interfaces {
  private final Function<EntityId, RegisteredTask> tasks;
  private final LaunchPlanCalls plans;

  RegisteredInterfaces(Function<EntityId, RegisteredTask> tasks, LaunchPlanCalls plans) {
    this.tasks = tasks;
    this.plans = plans;
  }

  @Override
  public Optional<TypedInterface> task(Reference task) {
    try {
      return Optional.of(tasks.apply(id(EntityKind.TASK, task)).typed());
    } catch (NotFound _) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<PlanInterface> launchPlan(Reference launchPlan) {
    try {
      return Optional.of(plans.plan(id(EntityKind.LAUNCH_PLAN, launchPlan)).takes());
    } catch (NotFound _) {
      return Optional.empty();
    }
  }

  static EntityId id(EntityKind kind, Reference reference) {
    return new EntityId(
        kind, reference.project(), reference.domain(), reference.name(), reference.version());
  }
}
