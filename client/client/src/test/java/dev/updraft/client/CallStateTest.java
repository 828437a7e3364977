package dev.updraft.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.client.model.Event;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a call's display can say, from one event to the next. */
class CallStateTest {
  private static final ExecutionId ID = new ExecutionId("updraft", "development", "a1");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aCallThatHasJustBegunIsQueued() {
    assertThat(CallState.created(ID, "inc", NOW, false).phase()).isEqualTo(Phase.QUEUED);
  }

  @Test
  void anEventThatSaysNothingOfTheExecutionLeavesItsPhase() {
    var created = CallState.created(ID, "inc", NOW, false);
    assertThat(created.after(event(Phase.UNDEFINED)).phase()).isEqualTo(Phase.QUEUED);
    var running = created.after(event(Phase.RUNNING));
    assertThat(running.after(event(Phase.UNDEFINED)).phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void whatRanIsCountedFromTheFirstAttemptsBeginAndWhatWaitedUntilThen() {
    var waiting = CallState.created(ID, "inc", NOW, false).after(attempt(3, 0, Phase.QUEUED));
    assertThat(waiting.waited()).isZero();
    var ended =
        waiting
            .after(attempt(5, 0, Phase.RUNNING))
            .after(attempt(7, 0, Phase.FAILED))
            .after(attempt(8, 1, Phase.RUNNING))
            .after(attempt(12, 1, Phase.SUCCEEDED));
    assertThat(ended.waited()).isEqualTo(Duration.ofSeconds(5));
    assertThat(ended.ran()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void whatBecameOfAnAttemptStaysWhileTheNextOneWaits() {
    var state =
        CallState.created(ID, "inc", NOW, false)
            .after(attempt(1, 0, Phase.RUNNING))
            .after(event(2, Phase.RUNNING, "n0", 1, Phase.QUEUED, "attempt 1 failed: Boom"));
    assertThat(state.past()).containsExactly("attempt 1 failed: Boom");
    assertThat(state.why()).as("what it waits for").isEmpty();
    assertThat(state.after(attempt(3, 1, Phase.RUNNING)).past())
        .containsExactly("attempt 1 failed: Boom");
  }

  private static Event event(Phase phase) {
    return event(0, phase, "", 0, Phase.UNDEFINED);
  }

  private static Event attempt(int second, int attempt, Phase phase) {
    return event(second, Phase.RUNNING, "n0", attempt, phase);
  }

  private static Event event(
      int second, Phase phase, String node, int attempt, Phase attemptPhase) {
    return event(second, phase, node, attempt, attemptPhase, "");
  }

  private static Event event(
      int second, Phase phase, String node, int attempt, Phase attemptPhase, String why) {
    return new Event(
        1,
        ID,
        NOW.plusSeconds(second),
        phase,
        node,
        Phase.UNDEFINED,
        attempt,
        attemptPhase,
        why,
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.empty());
  }
}
