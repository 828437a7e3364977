package dev.updraft.magics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.core.CatalogCacheStatus;
import dev.updraft.magics.notebook.EvaluationFailed;
import dev.updraft.magics.notebook.NotebookError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Task cells, and what their handles do. */
class TaskCellsTest {
  private Desk desk;

  @BeforeEach
  void open() throws Exception {
    desk = new Desk();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void aDeclaredTaskIsListedAndCalledThroughItsHandle() throws Exception {
    assertThat(desk.text("task")).startsWith("No task is declared in this notebook yet.");
    assertThat(desk.task("--cache", "\nlong inc(long n) { return n + 1; }"))
        .startsWith("✓ inc(long n) → long")
        .contains("cached by its code");
    assertThat(desk.text("task")).contains("inc(long n)");
    assertThat(desk.cell("inc.run(41L)")).as("what the fake backend answers").isEqualTo(41L);
    assertThat(desk.text("status")).startsWith("✓ inc succeeded");
  }

  @Test
  void aWrongOptionOfATaskNamesTheNearestAndDefinesNothing() {
    assertThatThrownBy(() -> desk.task("--retrys 2", "\nlong inc(long n) { return n; }"))
        .isInstanceOf(NotebookError.class)
        .hasMessageContaining("Did you mean --retries?");
    assertThat(desk.methods("inc")).isEmpty();
  }

  @Test
  void whatOnlyAClusterHonoursIsSaidForOneOptionAndForSeveral() throws Exception {
    var body = "\nlong inc(long n) { return n + 1; }";
    assertThat(desk.task("--cpu 2", body))
        .contains(
            "! --cpu is sent along and takes effect on a cluster; the embedded backend does not look at it.");
    assertThat(desk.task("--cpu 2 --gpu 1 --interruptible", body))
        .contains(
            "! --cpu, --gpu and --interruptible are sent along and take effect on a cluster; the embedded backend does not look at them.");
  }

  @Test
  void tooLittleMemoryIsRefusedBeforeAnythingIsDefined() {
    assertThatThrownBy(() -> desk.task("--mem 64Mi", "\nlong inc(long n) { return n; }"))
        .isInstanceOf(NotebookError.class)
        .hasMessageContaining("--mem expects at least 128Mi");
    assertThat(desk.methods("inc")).isEmpty();
  }

  @Test
  void fourHitsAreCountedInOneLine() throws Exception {
    desk.backend.catalog = CatalogCacheStatus.CACHE_HIT;
    desk.task("--cache", "\nlong inc(long n) { return n + 1; }");
    desk.cell("for (int i = 0; i < 4; i++) { inc.run(1L); }");
    assertThat(desk.last().lines().filter(line -> line.contains("hit inc@9c1e"))).hasSize(3);
    assertThat(desk.last()).endsWith("  4 calls: 4 hits");
  }

  /** Its end is all that is told of a call that was over before anybody followed it. */
  @Test
  void whyItRanIsToldOfACallThatWasQuickerThanItsFollower() throws Exception {
    desk.backend.catalog = CatalogCacheStatus.CACHE_POPULATED;
    desk.task("--cache", "\nlong inc(long n) { return n + 1; }");
    desk.cell("inc.run(1L)");
    for (var tries = 100; tries > 0 && !desk.last().contains("first run"); tries--) {
      Thread.sleep(50);
    }
    assertThat(desk.last()).contains("kept as inc@9c1e").contains("first run");
  }

  @Test
  void aVariableOfTheSameNameIsSaidToHideTheHandle() throws Exception {
    desk.cell("var inc = 3;");
    assertThat(desk.task("", "\nlong inc(long n) { return n + 1; }"))
        .contains("! The variable 'inc' (cell [2]) hides the handle");
  }

  @Test
  void otherParametersReplaceTheEarlierSignature() throws Exception {
    desk.task("", "\nint size(java.util.Map<String, Integer> m, long n) { return m.size(); }");
    assertThat(desk.task("", "\nint size(java.util.List<String> all) { return all.size(); }"))
        .contains("! The earlier signature size(")
        .contains("is dropped");
    assertThat(desk.methods("size")).containsExactly("java.util.List<String>");
  }

  @Test
  void aVoidTaskRunsAndHasNoValue() throws Exception {
    assertThat(desk.task("", "\nvoid hello() { }")).startsWith("✓ hello()");
    assertThat(desk.cell("hello.run();")).isNull();
    assertThat(desk.last()).contains("hello");
    assertThatThrownBy(() -> desk.task("--cache", "\nvoid again() { }"))
        .isInstanceOf(NotebookError.class);
  }

  @Test
  void aGenericMethodIsRefused() {
    assertThatThrownBy(() -> desk.task("", "\n<T> T same(T t) { return t; }"))
        .isInstanceOf(NotebookError.class)
        .hasMessageContaining("way out:");
    assertThat(desk.methods("same")).isEmpty();
  }

  @Test
  void aWrongArgumentIsTheCompilersAndNoCallIsMade() throws Exception {
    desk.task("", "\nlong inc(long n) { return n + 1; }");
    assertThatThrownBy(() -> desk.cell("inc.run(\"a\")"))
        .isInstanceOf(EvaluationFailed.Rejected.class);
    assertThat(desk.backend.executions).isEmpty();
  }

  @Test
  void aChangedHelperOrConstantIsCapturedAgain() throws Exception {
    desk.cell("final long K = 1;");
    desk.cell("long norm(int n) { return n + K; }");
    desk.task("--cache", "\nlong scaled(long n) { return norm((int) n); }");
    desk.cell("long norm(int n) { return n - K; }");
    desk.cell("scaled.run(2L)");
    assertThat(desk.last()).contains("helper norm(int) changed: captured again");
    desk.cell("scaled.run(2L)");
    assertThat(desk.last()).doesNotContain("captured again");
  }
}
