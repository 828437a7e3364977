package dev.updraft.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.model.ActivePlan;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.NotFound;
import dev.updraft.model.Request;
import dev.updraft.types.schedule.Catchup;
import dev.updraft.types.schedule.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ticks under a clock that tests move, through restarts and changes of version. */
class SchedulerTest {
  private final MemoryStore store = new MemoryStore();

  private SteppedEngine engine(Schedules schedules) {
    return new SteppedEngine(() -> store).with(schedules).start();
  }

  private static void fire(SteppedEngine engine) {
    engine.asking(
        () -> {
          engine.engine().fireSchedules();
          return true;
        });
  }

  private static void plan(SteppedEngine engine, EntityId plan, String schedule) {
    engine.asking(() -> EveryMinute.register(engine.engine(), plan, schedule));
    engine.asking(() -> EveryMinute.activate(engine.engine(), plan));
  }

  private static List<String> ticks(SteppedEngine engine, String plan) {
    return EveryMinute.executions(engine.engine(), plan).stream()
        .map(id -> new String(engine.engine().executions().spec(id)))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"SKIP, 0", "LAST, 1", "ALL, 4"})
  void missedTicksAreCaughtUpWithAsStated(Catchup catchup, int fired) {
    var engine = engine(new EveryMinute(catchup));
    plan(engine, EveryMinute.plan("hourly"), "0 * * * *");
    engine.die();
    engine.clock.advance(Duration.ofHours(4).plusMinutes(30));
    engine.start();
    fire(engine);
    var all =
        List.of(
            "2026-01-01T01:00:00Z",
            "2026-01-01T02:00:00Z",
            "2026-01-01T03:00:00Z",
            "2026-01-01T04:00:00Z");
    assertThat(ticks(engine, "hourly")).isEqualTo(all.subList(4 - fired, 4));
    fire(engine);
    assertThat(ticks(engine, "hourly")).as("once").hasSize(fired);
    engine.clock.advance(Duration.ofMinutes(30));
    fire(engine);
    assertThat(ticks(engine, "hourly"))
        .as("the next one is on time")
        .hasSize(fired + 1)
        .endsWith("2026-01-01T05:00:00Z");
  }

  @Test
  void ofTooManyMissedTicksTheNewestAreCaughtUpWith() {
    var engine = engine(EveryMinute.TASK);
    plan(engine, EveryMinute.plan("minutely"), "* * * * *");
    engine.clock.advance(Duration.ofHours(5));
    fire(engine);
    assertThat(ticks(engine, "minutely"))
        .hasSize(Ticks.MOST)
        .startsWith("2026-01-01T03:21:00Z")
        .endsWith("2026-01-01T05:00:00Z");
  }

  @Test
  void aTickWithinTheMinuteIsNotMissed() {
    var engine = engine(new EveryMinute(Catchup.SKIP));
    plan(engine, EveryMinute.plan("hourly"), "0 * * * *");
    engine.clock.advance(Duration.ofHours(1).plusSeconds(40));
    fire(engine);
    assertThat(ticks(engine, "hourly")).containsExactly("2026-01-01T01:00:00Z");
  }

  @Test
  void aVersionTakesTheOthersPlaceAndWhatIsPausedMissesNothing() {
    var engine = engine(EveryMinute.TASK);
    var first = EveryMinute.plan("report");
    var second = new EntityId(EntityKind.LAUNCH_PLAN, "updraft", "development", "report", "v2");
    plan(engine, first, "0 * * * *");
    plan(engine, second, "30 * * * *");
    assertThat(engine.engine().plans().active("updraft", "development"))
        .extracting(ActivePlan::id)
        .containsExactly(second);
    engine.clock.advance(Duration.ofMinutes(61));
    fire(engine);
    assertThat(ticks(engine, "report")).containsExactly("2026-01-01T00:30:00Z");

    engine.asking(
        () -> {
          engine.engine().plans().deactivate(first);
          return true;
        });
    assertThat(engine.engine().plans().active("updraft", "development", "report"))
        .as("who is not active cannot be deactivated in another's place")
        .isPresent();
    engine.asking(
        () -> {
          engine.engine().plans().deactivate(second);
          return true;
        });
    engine.clock.advance(Duration.ofHours(3));
    engine.asking(() -> EveryMinute.activate(engine.engine(), second));
    fire(engine);
    assertThat(ticks(engine, "report")).hasSize(1);
  }

  @Test
  void activatingAgainPutsNothingOff() {
    var engine = engine(EveryMinute.TASK);
    var plan = EveryMinute.plan("slow");
    plan(engine, plan, "every 10 minutes");
    engine.clock.advance(Duration.ofMinutes(9));
    engine.asking(() -> EveryMinute.activate(engine.engine(), plan));
    engine.clock.advance(Duration.ofMinutes(1));
    fire(engine);
    assertThat(ticks(engine, "slow")).containsExactly("2026-01-01T00:10:00Z");
  }

  @Test
  void aClockThatIsPutBackFiresNothingTwice() {
    var engine = engine(EveryMinute.TASK);
    plan(engine, EveryMinute.plan("hourly"), "0 * * * *");
    engine.clock.advance(Duration.ofHours(1));
    fire(engine);
    engine.clock.advance(Duration.ofHours(-1));
    fire(engine);
    engine.clock.advance(Duration.ofHours(1));
    fire(engine);
    assertThat(ticks(engine, "hourly")).containsExactly("2026-01-01T01:00:00Z");
  }

  @Test
  void aTickThatCannotBeRunIsRecordedAndTheNextOneCounts() {
    var broken =
        new Schedules() {
          private boolean mended;

          @Override
          public java.util.Optional<Planned> schedule(dev.updraft.model.Entity plan) {
            return EveryMinute.TASK.schedule(plan);
          }

          @Override
          public Request request(
              ControlPlane engine, ActivePlan plan, Instant tick, ExecutionId id) {
            if (!mended) {
              mended = true;
              throw new InvalidRequest("The workflow is gone.");
            }
            return EveryMinute.TASK.request(engine, plan, tick, id);
          }
        };
    var engine = engine(broken);
    plan(engine, EveryMinute.plan("hourly"), "0 * * * *");
    engine.clock.advance(Duration.ofHours(2));
    fire(engine);
    assertThat(ticks(engine, "hourly")).containsExactly("2026-01-01T02:00:00Z");
    assertThat(
            engine
                .engine()
                .plans()
                .active("updraft", "development", "hourly")
                .orElseThrow()
                .trouble())
        .contains(
            new ActivePlan.Trouble(Instant.parse("2026-01-01T01:00:00Z"), "The workflow is gone."));
  }

  @Test
  void ofTwoEnginesOnOneStoreOneFires() {
    var first = engine(EveryMinute.TASK);
    plan(first, EveryMinute.plan("hourly"), "0 * * * *");
    var second = engine(EveryMinute.TASK);
    first.clock.advance(Duration.ofHours(1));
    second.clock.advance(Duration.ofHours(1));
    fire(first);
    fire(second);
    assertThat(ticks(second, "hourly")).containsExactly("2026-01-01T01:00:00Z");
  }

  @Test
  void whatIsNotRegisteredCannotBeActivated() {
    var engine = engine(EveryMinute.TASK);
    assertThatThrownBy(
            () -> engine.asking(() -> EveryMinute.activate(engine.engine(), EveryMinute.plan("x"))))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void ticksAreNamedAsFlyteNamesThem() {
    var name = Ticks.name(EveryMinute.plan("report"), Instant.parse("2026-01-01T01:00:00Z"));
    assertThat(name).matches("f[0-9a-f]{19}");
    assertThat(Ticks.name(EveryMinute.plan("report"), Instant.parse("2026-01-01T01:00:00Z")))
        .isEqualTo(name);
    assertThat(Ticks.name(EveryMinute.plan("report"), Instant.parse("2026-01-01T01:01:00Z")))
        .isNotEqualTo(name);
  }

  @Test
  void aMissedDayOfChangedClocksIsCaughtUpWithOnce() {
    var planned =
        new Schedules.Planned(Timing.read("30 2 * * *", ZoneId.of("Europe/Berlin")), Catchup.ALL);
    var spring =
        Ticks.of(
            planned,
            Instant.EPOCH,
            Instant.parse("2026-03-28T01:30:00Z"),
            Instant.parse("2026-03-30T12:00:00Z"));
    assertThat(spring.fire())
        .containsExactly(
            Instant.parse("2026-03-28T01:30:00Z"),
            Instant.parse("2026-03-29T01:00:00Z"),
            Instant.parse("2026-03-30T00:30:00Z"));
    var autumn =
        Ticks.of(
            planned,
            Instant.EPOCH,
            Instant.parse("2026-10-25T00:30:00Z"),
            Instant.parse("2026-10-25T12:00:00Z"));
    assertThat(autumn.fire()).containsExactly(Instant.parse("2026-10-25T00:30:00Z"));
  }

  @Test
  void aThreadSleepsUntilTheTickAndIsWokenByChanges() throws InterruptedException {
    var shift = Duration.between(Instant.now(), Instant.parse("2026-01-01T00:59:57Z"));
    var still = new ManualClock();
    var files = new MemoryFiles(still);
    try (var engine =
        Engine.start(
            Settings.of("test", new Layout("mem:")),
            store,
            files,
            List.of(new ScriptedExecutor(still, files)),
            () -> Instant.now().plus(shift),
            CrashPoint.NONE,
            Graphs.NONE,
            EveryMinute.TASK)) {
      EveryMinute.register(engine, EveryMinute.plan("hourly"), "0 * * * *");
      EveryMinute.activate(engine, EveryMinute.plan("hourly"));
      var end = Instant.now().plusSeconds(20);
      while (EveryMinute.executions(engine, "hourly").isEmpty()) {
        assertThat(Instant.now()).as("waited 20 s for a tick").isBefore(end);
        Thread.sleep(20);
      }
    }
  }
}
