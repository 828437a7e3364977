package dev.updraft.engine;

import dev.updraft.model.ActivePlan;
import dev.updraft.model.Entity;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.Request;
import dev.updraft.types.schedule.Catchup;
import dev.updraft.types.schedule.Timing;
import java.time.Instant;
import java.util.Optional;

/** Reads registered launch plans' schedules: the engine's port to whoever knows Flyte's forms. */
public interface Schedules {
  /**
   * When a launch plan is due.
   *
   * @param catchup what becomes of ticks that nobody was there for
   */
  record Planned(Timing timing, Catchup catchup) {}

  /**
   * A launch plan's schedule; empty when it has none.
   *
   * @throws dev.updraft.model.Refusal when it cannot be read
   */
  Optional<Planned> schedule(Entity plan);

  /**
   * The execution of a tick.
   *
   * @param engine where everything registered is
   * @throws dev.updraft.model.Refusal when it cannot be run
   */
  Request request(ControlPlane engine, ActivePlan plan, Instant tick, ExecutionId id);

  /** Of a backend that nothing is planned on. */
  Schedules NONE =
      new Schedules() {
        @Override
        public Optional<Planned> schedule(Entity plan) {
          return Optional.empty();
        }

        @Override
        public Request request(ControlPlane engine, ActivePlan plan, Instant tick, ExecutionId id) {
          throw new dev.updraft.model.InvalidRequest("This backend runs nothing by schedule.");
        }
      };
}
