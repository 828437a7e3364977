package dev.updraft.magics.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.magics.view.CallView.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call's line. */
class CallViewTest {
  @Test
  void aWaitThatSomebodyNoticedIsToldApartFromTheRun() {
    assertThat(done(Duration.ofMillis(80)).text())
        .isEqualTo("✓ inc ran 3.2 s in a7xk · kept as inc@9c1e");
    assertThat(done(Duration.ofSeconds(4)).text())
        .isEqualTo("✓ inc ran 3.2 s after waiting 4.0 s, in a7xk · kept as inc@9c1e");
    assertThat(done(Duration.ofSeconds(4)).html()).contains("ran 3.2 s after waiting 4.0 s, in");
  }

  private static CallView done(Duration waited) {
    return new CallView(
        "inc", "a7xk", new State.Done("inc@9c1e", Duration.ofMillis(3200), waited, 1), List.of());
  }
}
