package dev.updraft.engine;

import dev.updraft.engine.Schedules.Planned;
import dev.updraft.model.ActivePlan;
import dev.updraft.model.Conflict;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.Exhausted;
import dev.updraft.model.Refusal;
import dev.updraft.model.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates an execution at each tick of each active schedule. An execution's name follows from its
 * tick, and the tick is put behind only after the execution is durable: a death in between meets
 * the taken name. Who lost the store's shards is refused both. A thread of its own sleeps until the
 * next tick.
 */
final class Scheduler implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Scheduler.class);

  /**
   * A wait does not count the time that a laptop sleeps, nor sees a clock that is put forward: with
   * something due, the clock is looked at this often.
   */
  private static final Duration LOOK = Duration.ofSeconds(30);

  private final ControlPlane engine;
  private final Reads reads;
  private final Loop loop;
  private final Schedules schedules;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Optional<Thread> thread = Optional.empty();
  private boolean stale;
  private boolean closing;

  Scheduler(ControlPlane engine, Reads reads, Loop loop, Schedules schedules, InstantSource clock) {
    this.engine = engine;
    this.reads = reads;
    this.loop = loop;
    this.schedules = schedules;
    this.clock = clock;
  }

  void start() {
    thread = Optional.of(Thread.ofVirtual().name("schedules").start(this::run));
  }

  /** Something was activated or deactivated. */
  void wake() {
    lock.lock();
    try {
      stale = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (await(fireQuietly())) {
        // each time that something is due or has changed
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until a moment, or something changes; without a moment, until something changes. */
  private boolean await(Optional<Instant> due) throws InterruptedException {
    lock.lock();
    try {
      while (!closing && !stale && due.map(clock.instant()::isBefore).orElse(true)) {
        if (due.isEmpty()) {
          changed.await();
        } else {
          var left = Duration.between(clock.instant(), due.get());
          var wait = left.compareTo(LOOK) < 0 ? left : LOOK;
          var _ = changed.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        }
      }
      stale = false;
      return !closing;
    } finally {
      lock.unlock();
    }
  }

  private Optional<Instant> fireQuietly() {
    try {
      return fire();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("Schedules cannot be read; tried again");
      return Optional.of(clock.instant().plus(LOOK));
    }
  }

  /**
   * Fires what is due.
   *
   * @return when to come again; empty when nothing is planned
   */
  Optional<Instant> fire() {
    var next = Optional.<Instant>empty();
    for (var plan : reads.activePlans("", "", "")) {
      var due = plan.due();
      if (due.isPresent()) {
        var again = due.get().isAfter(clock.instant()) ? due.get() : fire(plan, due.get());
        next = Optional.of(next.filter(again::isAfter).orElse(again));
      }
    }
    return next;
  }

  private Instant fire(ActivePlan plan, Instant due) {
    Planned planned;
    try {
      planned = schedules.schedule(engine.entities().get(plan.id())).orElseThrow();
    } catch (RuntimeException e) {
      log.atError().setCause(e).addKeyValue("plan", plan.id().name()).log("No schedule is there");
      return clock.instant().plus(LOOK);
    }
    var ticks = Ticks.of(planned, plan.since(), due, clock.instant());
    if (ticks.lost() > 0) {
      log.atWarn()
          .addKeyValue("plan", plan.id().name())
          .addKeyValue("lost", ticks.lost())
          .addKeyValue("catchup", planned.catchup().word())
          .log("Missed ticks are not caught up with");
    }
    var steps = new ArrayList<>(ticks.fire());
    steps.add(ticks.next());
    if (!steps.getFirst().equals(due)) {
      move(plan, due, steps.getFirst(), Optional.empty());
    }
    for (var i = 0; i < ticks.fire().size(); i++) {
      Optional<ActivePlan.Trouble> trouble;
      try {
        trouble = create(plan, steps.get(i));
      } catch (Unavailable | Exhausted e) {
        log.atWarn().setCause(e).addKeyValue("plan", plan.id().name()).log("A tick has to wait");
        return clock.instant().plus(LOOK);
      }
      if (!move(plan, steps.get(i), steps.get(i + 1), trouble)) {
        break; // another version was activated, or none is
      }
    }
    return ticks.next();
  }

  /** Empty when the execution is there. */
  private Optional<ActivePlan.Trouble> create(ActivePlan plan, Instant tick) {
    var id = new ExecutionId(plan.id().project(), plan.id().domain(), Ticks.name(plan.id(), tick));
    try {
      engine.executions().create(schedules.request(engine, plan, tick, id));
      log.atInfo()
          .addKeyValue("plan", plan.id().name())
          .addKeyValue("tick", tick)
          .addKeyValue("execution", id.name())
          .log("Launched by schedule");
      return Optional.empty();
    } catch (Unavailable | Exhausted e) {
      throw e;
    } catch (Conflict e) {
      if (e.kind() == Conflict.Kind.NAME_TAKEN) {
        return Optional.empty(); // it was fired before a death
      }
      return Optional.of(trouble(plan, tick, e));
    } catch (Refusal e) {
      return Optional.of(trouble(plan, tick, e));
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("A tick broke a rule");
      return Optional.of(trouble(plan, tick, e));
    }
  }

  private static ActivePlan.Trouble trouble(ActivePlan plan, Instant tick, RuntimeException e) {
    log.atWarn()
        .addKeyValue("plan", plan.id().name())
        .addKeyValue("tick", tick)
        .addKeyValue("why", e.getMessage())
        .log("A tick came to nothing");
    return new ActivePlan.Trouble(tick, String.valueOf(e.getMessage()));
  }

  private boolean move(
      ActivePlan plan, Instant due, Instant next, Optional<ActivePlan.Trouble> trouble) {
    return Asking.write(loop, new Write.MoveDue(plan.id(), due, next, trouble));
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    thread.ifPresent(
        t -> {
          try {
            t.join();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
