package dev.updraft.engine;

import static dev.updraft.engine.SteppedEngine.task;

import dev.updraft.model.ActivePlan;
import dev.updraft.model.Conflict;
import dev.updraft.model.Entity;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.Launch;
import dev.updraft.model.Query;
import dev.updraft.model.Request;
import dev.updraft.types.schedule.Catchup;
import dev.updraft.types.schedule.Timing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Launch plans of the task {@code clean}, whose spec is the schedule itself. */
record EveryMinute(Catchup catchup) implements Schedules {
  static final EveryMinute TASK = new EveryMinute(Catchup.ALL);

  static EntityId plan(String name) {
    return new EntityId(EntityKind.LAUNCH_PLAN, "updraft", "development", name, "v1");
  }

  static boolean register(Engine engine, EntityId plan) {
    return register(engine, plan, "* * * * *");
  }

  static boolean register(Engine engine, EntityId plan, String schedule) {
    try {
      engine.entities().register(plan, "d", schedule.getBytes(StandardCharsets.UTF_8));
    } catch (Conflict e) {
      return e.kind() == Conflict.Kind.SAME_CONTENT;
    }
    return true;
  }

  static boolean activate(Engine engine, EntityId plan) {
    engine.plans().activate(plan);
    return true;
  }

  /** What a plan's ticks created, in no order. */
  static List<ExecutionId> executions(Engine engine, String plan) {
    return engine
        .executions()
        .list(new Query("updraft", "development", List.of(), List.of(), 0, 1000))
        .stream()
        .filter(execution -> execution.launched().name().equals(plan))
        .map(dev.updraft.model.Execution::id)
        .toList();
  }

  @Override
  public Optional<Planned> schedule(Entity plan) {
    var text = new String(plan.spec(), StandardCharsets.UTF_8);
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(new Planned(Timing.read(text, ZoneOffset.UTC), catchup));
  }

  @Override
  public Request request(ControlPlane engine, ActivePlan plan, Instant tick, ExecutionId id) {
    var call = task().call(id.name());
    return new Launch(
        id,
        tick.toString().getBytes(StandardCharsets.UTF_8),
        call.inputs(),
        plan.id(),
        call.run(),
        call.role(),
        call.labels(),
        List.of());
  }
}
