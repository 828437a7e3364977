package dev.updraft.engine;

import dev.updraft.model.ActivePlan;
import dev.updraft.model.EntityId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Which launch plans are active: written through the loop, read from the store. */
final class StoredPlans implements ControlPlane.Plans {
  private final ControlPlane.Entities entities;
  private final Reads reads;
  private final Loop loop;
  private final Schedules schedules;
  private final Scheduler scheduler;
  private final InstantSource clock;

  StoredPlans(
      ControlPlane.Entities entities,
      Reads reads,
      Loop loop,
      Schedules schedules,
      Scheduler scheduler,
      InstantSource clock) {
    this.entities = entities;
    this.reads = reads;
    this.loop = loop;
    this.schedules = schedules;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  @Override
  public void activate(EntityId plan) {
    var entity = entities.get(plan);
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var due =
        schedules
            .schedule(entity)
            .map(planned -> planned.timing().next(now, now).truncatedTo(ChronoUnit.MICROS));
    Asking.write(loop, new Write.ActivatePlan(new ActivePlan(plan, now, due, Optional.empty())));
    scheduler.wake();
  }

  @Override
  public void deactivate(EntityId plan) {
    entities.get(plan);
    Asking.write(loop, new Write.DeactivatePlan(plan));
    scheduler.wake();
  }

  @Override
  public Optional<ActivePlan> active(String project, String domain, String name) {
    return reads.activePlans(project, domain, name).stream().findFirst();
  }

  @Override
  public List<ActivePlan> active(String project, String domain) {
    return reads.activePlans(project, domain, "");
  }
}
