package dev.updraft.engine;

import static dev.updraft.engine.SteppedEngine.id;
import static dev.updraft.engine.SteppedEngine.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.model.Attempt;
import dev.updraft.model.AttemptId;
import dev.updraft.model.AttemptPhase;
import dev.updraft.model.Budget;
import dev.updraft.model.Conflict;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random schedules of calls, workers, aborts, time and deaths; whatever happens, the invariants of
 * the control plane hold. A failure names its seed, which replays it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ScheduleContract {
  private static final int ACTIONS = 60;

  /** Opens a store of its own for each play, with what it held. */
  protected abstract Supplier<Store> stores();

  /** How many schedules to play. */
  protected abstract int count();

  LongStream seeds() {
    return LongStream.rangeClosed(1, count());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void invariantsHoldUnderAnySchedule(long seed) {
    new Play(seed, stores()).run();
  }

  private static final class Play {
    private final Random random;
    private final SteppedEngine engine;
    private final List<ExecutionId> acknowledged = new ArrayList<>();
    private int deathIn = Integer.MAX_VALUE;

    Play(long seed, Supplier<Store> stores) {
      random = new Random(seed);
      engine = new SteppedEngine(stores);
      if (random.nextInt(4) == 0) {
        engine.executor.tellTwice();
      }
      engine.crashing(
          point -> {
            if (--deathIn == 0) {
              throw new SimulatedCrash(point);
            }
          });
      engine.start();
    }

    void run() {
      for (var n = 0; n < ACTIONS; n++) {
        if (random.nextInt(12) == 0) {
          deathIn = 1 + random.nextInt(20);
        }
        act();
        nothingRunsForNobody();
      }
      deathIn = Integer.MAX_VALUE;
      finishAll();
      check();
      engine.die();
    }

    private void act() {
      try {
        switch (random.nextInt(9)) {
          case 0, 1, 2 -> call();
          case 3 -> worker(engine.executor::begins);
          case 4 -> worker(a -> engine.executor.succeeds(a, "42"));
          case 5 -> worker(this::fail);
          case 6 -> abort();
          case 7 -> engine.tick(Duration.ofSeconds(random.nextInt(8)));
          case 8 -> restart(random.nextBoolean());
          default -> throw new AssertionError("the dice have nine sides");
        }
      } catch (SimulatedCrash e) {
        restart(false);
      }
    }

    private void call() {
      var builder = task().retries(random.nextInt(3));
      if (random.nextInt(3) == 0) {
        builder.timeout(Duration.ofSeconds(1 + random.nextInt(10)));
      }
      if (random.nextInt(4) > 0) {
        builder.cached("in" + random.nextInt(3), random.nextInt(4) > 0, random.nextInt(8) == 0);
      }
      var launch = builder.call("call" + acknowledged.size() + "x" + random.nextInt(1_000_000));
      try {
        engine.launch(launch);
      } catch (SimulatedCrash e) {
        // Not answered: the client asks again under the same name, and a taken name is success.
        restart(false);
        try {
          engine.launch(launch);
        } catch (Conflict taken) {
          assertThat(taken.kind()).isEqualTo(Conflict.Kind.NAME_TAKEN);
        }
      }
      acknowledged.add(launch.id());
    }

    private interface Deed {
      void on(AttemptId attempt);
    }

    private void worker(Deed deed) {
      var live = engine.executor.live();
      if (!live.isEmpty()) {
        deed.on(live.get(random.nextInt(live.size())));
        engine.settle();
      }
    }

    private void fail(AttemptId attempt) {
      var kinds = Failure.Kind.values();
      engine.executor.fails(
          attempt, kinds[random.nextInt(kinds.length)], "Boom", random.nextInt(4) > 0);
    }

    private void abort() {
      if (!acknowledged.isEmpty()) {
        try {
          engine.abort(acknowledged.get(random.nextInt(acknowledged.size())));
        } catch (Conflict ended) {
          assertThat(ended.kind()).isEqualTo(Conflict.Kind.ENDED);
        }
      }
    }

    /** The backend dies, perhaps a worker with it. */
    private void restart(boolean losing) {
      deathIn = Integer.MAX_VALUE;
      engine.die();
      var live = engine.executor.live();
      if (losing && !live.isEmpty()) {
        engine.executor.lose(live.get(random.nextInt(live.size())));
      }
      engine.start();
    }

    private void finishAll() {
      engine.settle();
      for (var rounds = 0; !engine.executor.live().isEmpty(); rounds++) {
        assertThat(rounds).as("everything ends").isLessThan(1000);
        engine.executor.live().forEach(a -> engine.executor.succeeds(a, "42"));
        engine.settle();
      }
    }

    /** I4: whatever runs, runs for a live attempt of a live execution. */
    private void nothingRunsForNobody() {
      var wanted = new HashSet<AttemptId>();
      engine.store().live().forEach(l -> l.attempt().ifPresent(a -> wanted.add(a.runsAs())));
      assertThat(wanted).containsAll(engine.executor.live());
    }

    private void check() {
      assertThat(engine.store().live()).as("I2: every execution ends").isEmpty();
      Map<AttemptId, Integer> runs = new HashMap<>();
      for (var id : acknowledged) {
        var execution = engine.execution(id);
        assertThat(execution.phase().terminal()).as("I1, I2: %s", id.name()).isTrue();
        var attempts = engine.attempts(id);
        checkAttempts(attempts);
        attempts.stream()
            .filter(a -> a.phase() != AttemptPhase.ABORTED)
            .forEach(a -> runs.merge(a.runsAs(), 1, Integer::sum));
        if (execution.outputsUri().isPresent()) {
          assertThat(engine.engine().executions().outputs(id).map(String::new))
              .as("I3: outputs of %s", id.name())
              .contains("42");
          assertThat(engine.files.text(execution.outputsUri().get())).isEqualTo("42");
        }
        checkEvents(engine.watch(id));
      }
      assertThat(runs.values()).as("each body counts for one attempt only").allMatch(n -> n == 1);
      assertThat(engine.executor.bodies()).doesNotHaveDuplicates();
      assertThat(acknowledged)
          .contains(
              engine.executor.bodies().stream()
                  .map(AttemptId::execution)
                  .distinct()
                  .toArray(ExecutionId[]::new));
    }

    private static void checkAttempts(List<Attempt> attempts) {
      assertThat(attempts).as("I4").allMatch(a -> a.phase().terminal());
      assertThat(attempts.stream().filter(a -> a.phase() == AttemptPhase.SUCCEEDED))
          .as("I3")
          .hasSizeLessThanOrEqualTo(1);
      for (var n = 0; n < attempts.size(); n++) {
        assertThat(attempts.get(n).id().number()).isEqualTo(n);
        assertThat(attempts.get(n).budget() == Budget.FIRST)
            .as("a repetition is paid for")
            .isEqualTo(n == 0);
        assertThat(attempts.get(n).cause()).isNotBlank();
      }
    }

    private static void checkEvents(List<ExecutionEvent> events) {
      assertThat(events).extracting(ExecutionEvent::seq).isSorted().doesNotHaveDuplicates();
      assertThat(events.stream().filter(ExecutionEvent::last)).as("I5: it ends once").hasSize(1);
      assertThat(events.getLast().last()).as("I5: nothing follows the end").isTrue();
      assertThat(events)
          .extracting(e -> e.attempt())
          .filteredOn(n -> n >= 0)
          .as("I5: attempts go forward")
          .isSorted();
    }
  }
}
