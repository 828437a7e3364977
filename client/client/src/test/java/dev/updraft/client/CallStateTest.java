package dev.updraft.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.client.model.Event;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.Phase;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a call's display can say, from one event to the next. */
class CallStateTest {
  private static final ExecutionId ID = new ExecutionId("updraft", "development", "a1");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aCallThatHasJustBegunIsQueued() {
    assertThat(CallState.created(ID, "inc", NOW).phase()).isEqualTo(Phase.QUEUED);
  }

  @Test
  void anEventThatSaysNothingOfTheExecutionLeavesItsPhase() {
    var created = CallState.created(ID, "inc", NOW);
    assertThat(created.after(event(Phase.UNDEFINED)).phase()).isEqualTo(Phase.QUEUED);
    var running = created.after(event(Phase.RUNNING));
    assertThat(running.after(event(Phase.UNDEFINED)).phase()).isEqualTo(Phase.RUNNING);
  }

  private static Event event(Phase phase) {
    return new Event(
        1,
        ID,
        NOW,
        phase,
        "",
        Phase.UNDEFINED,
        0,
        Phase.UNDEFINED,
        "",
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.empty());
  }
}
