package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backend that is not there, or not there any more: one line says so, and nothing is lost. */
class AwayTest {
  /** Five are promised; the rest is for a busy machine. */
  private static final Duration SOON = Duration.ofSeconds(12);

  @TempDir Path folder;

  @Test
  void nobodyAtTheEndpointIsToldInOneLine() {
    try (var workplace = Workplace.fresh();
        var kernel = workplace.kernel()) {
      var outputs = kernel.run("%connect 127.0.0.1:1");

      assertThat(outputs.failed()).isTrue();
      assertThat(outputs.error()).hasLineCount(1).contains("127.0.0.1:1").contains("refused");
      assertThat(outputs.took()).isLessThan(SOON);
    }
  }

  @Test
  void anEndpointThatNeverAnswersIsToldInOneLine() throws IOException {
    try (var workplace = Workplace.fresh();
        var kernel = workplace.kernel();
        var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var endpoint = "127.0.0.1:" + silent.getLocalPort();
      var outputs = kernel.run("%connect " + endpoint);

      assertThat(outputs.failed()).isTrue();
      assertThat(outputs.error()).hasLineCount(1).contains(endpoint);
      assertThat(outputs.took()).isLessThan(SOON);
    }
  }

  @Test
  void aFailedConnectLeavesTheConnectionThatWas() {
    try (var workplace = Workplace.fresh();
        var kernel = workplace.kernel()) {
      kernel.ok("%%task\nint inc(int a) { return a + 1; }");
      kernel.ok("inc.run(1)");
      assertThat(kernel.run("%connect 127.0.0.1:1").failed()).isTrue();
      assertThat(kernel.ok("inc.run(2)").value()).isEqualTo("3");
    }
  }

  /** Connected by its address, a backend is not ours to start again: the call waits for it. */
  @Test
  void aCallSaysThatItsBackendIsAwayAndGoesOnWhenItIsBack() throws IOException {
    var gate = Gate.in(folder, "away");
    try (var workplace = Workplace.fresh()) {
      assertThat(workplace.updraft("backend", "start").exit()).isZero();
      var token = Files.readString(workplace.home().resolve("token")).strip();
      try (var kernel =
          workplace.kernel(
              Map.of("UPDRAFT_TOKEN", token, "UPDRAFT_ENDPOINT", workplace.endpoint()))) {
        kernel.ok(Gate.CELL);
        kernel.ok("%%task\nint inc(int a) { return a + 1; }");
        kernel.ok("%%task --retries 3\nint held(String gate) { pass(gate, \"held\"); return 7; }");
        var cell = kernel.submit("held.run(" + gate.quoted() + ")");
        gate.awaitRuns(1);
        Wait.until("the call runs", () -> cell.outputsNow().text().contains("● held"));
        workplace.killBackend();

        Wait.until(
            "the call's line says that the backend is away",
            () -> cell.outputsNow().text().contains(workplace.endpoint()));
        assertThat(cell.done()).isFalse();
        gate.open();
        assertThat(workplace.updraft("backend", "start").exit()).isZero();

        assertThat(cell.outputs().value()).isEqualTo("7");
        assertThat(cell.outputs().text()).doesNotContain(workplace.endpoint());
        assertThat(gate.runs()).containsExactly("held");

        workplace.killBackend();
        var refused = kernel.run("inc.run(1)");
        assertThat(refused.failed()).isTrue();
        assertThat(refused.error()).hasLineCount(1).contains(workplace.endpoint());
        assertThat(refused.took()).isLessThan(SOON);
        assertThat(kernel.run("%executions").error())
            .hasLineCount(1)
            .contains(workplace.endpoint());
      }
    }
  }
}
