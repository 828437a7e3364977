package dev.updraft.magics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.core.Literal;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.Scalar;
import com.flyteidl.core.StructuredDataset;
import com.flyteidl.core.WorkflowExecution.Phase;
import dev.updraft.api.frames.FrameColumn;
import dev.updraft.frames.FrameFile;
import dev.updraft.frames.StoredFrame;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.magics.notebook.View;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each line magic answers, in its plain text. */
class LineMagicsTest {
  private static final String RUNNING = "abcd2222222222222222";
  private Desk desk;

  @BeforeEach
  void open() throws Exception {
    desk = new Desk();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @ParameterizedTest
  @CsvSource({
    "connect --projct p, --project",
    "logs --gerp x, --grep",
    "outputs --haed 3, --head",
    "outputs --shema, --schema",
    "cache rm X@k --yse, --yes",
    "executions --falied, --failed",
    "updrat, ''",
  })
  void aWrongOptionNamesTheNearest(String line, String nearest) {
    if (nearest.isEmpty()) {
      line = "updraft outptus";
      nearest = "outputs";
    }
    var wrong = line;
    assertThatThrownBy(() -> desk.line(wrong))
        .isInstanceOf(NotebookError.class)
        .hasMessageContaining("Did you mean " + nearest + "?");
  }

  @Test
  void connectSaysWhereAndAsWhom() throws Exception {
    assertThat(desk.text("connect"))
        .startsWith("✓ connected to " + desk.backend.target() + " · v9")
        .contains("project updraft · domain development · as ");
    assertThatThrownBy(() -> desk.line("connect " + desk.backend.target() + " --project nowhere"))
        .isInstanceOf(NotebookError.class)
        .hasMessageContaining("has no project 'nowhere'. It has: updraft, fraud.");
    assertThat(desk.text("connect")).as("the earlier connection stands").contains("updraft");
  }

  @Test
  void anotherProjectIsOneOfTheSameBackend() throws Exception {
    assertThat(desk.text("connect --project fraud"))
        .startsWith("✓ connected to " + desk.backend.target() + " · v9")
        .contains("project fraud · domain development");
    assertThat(desk.text("connect --notebook monthly"))
        .startsWith("✓ connected to " + desk.backend.target())
        .contains("project fraud");
    assertThat(desk.text("connect " + desk.backend.target())).contains("project updraft");
  }

  @Test
  void statusAndAbortFollowAnExecutionByItsFirstLetters() throws Exception {
    desk.backend.execution(RUNNING, "slow", Phase.RUNNING);
    assertThat(desk.text("status abcd")).startsWith("● slow running · attempt 1 · abcd");
    assertThat(desk.text("abort abcd")).isEqualTo("– slow abcd is aborted");
    assertThat(desk.text("status abcd")).startsWith("– slow aborted");
  }

  @Test
  void anAmbiguousBeginningNamesWhatItMayMean() {
    desk.backend.execution(RUNNING, "slow", Phase.RUNNING);
    desk.backend.execution("abce2222222222222222", "slow", Phase.RUNNING);
    assertThatThrownBy(() -> desk.line("status abc"))
        .isInstanceOf(NotebookError.class)
        .hasMessageContaining("'abc' is the beginning of 2 executions")
        .hasMessageContaining("Write one more letter.");
  }

  @Test
  void wrongTargetsSayWhereToLook() {
    assertThatThrownBy(() -> desk.line("status"))
        .hasMessage("This notebook has started no execution yet. Name one: see %executions.");
    assertThatThrownBy(() -> desk.line("logs zzzz")).hasMessageStartingWith("No execution 'zzzz'");
    assertThatThrownBy(() -> desk.line("abort $e")).hasMessage("The notebook has no variable 'e'.");
    desk.cell("var e = 3;");
    assertThatThrownBy(() -> desk.line("abort $e"))
        .hasMessageStartingWith("The variable 'e' holds no Execution.");
    assertThatThrownBy(() -> desk.line("abort")).hasMessageContaining("EXECUTION is missing.");
    assertThatThrownBy(() -> desk.line("outputs inc@zzzz"))
        .hasMessageContaining("Nothing is remembered as inc.");
    assertThatThrownBy(() -> desk.line("outputs inc~3"))
        .hasMessageContaining("so there is no inc~3");
    assertThatThrownBy(() -> desk.line("task inc"))
        .hasMessage("No task 'inc' is declared in this notebook yet. Declare one with %%task.");
  }

  @Test
  void logsShowTheLastLinesOrThoseThatMatch() throws Exception {
    desk.backend.execution(RUNNING, "slow", Phase.RUNNING);
    assertThat(desk.text("logs abcd --grep t")).isEqualTo("log of abcd\ntwo\nthree");
    assertThat(desk.text("logs abcd -n 1 --attempt 2")).isEqualTo("log of abcd, attempt 2\nthree");
    assertThatThrownBy(() -> desk.line("logs abcd --grep ["))
        .isInstanceOf(NotebookError.class)
        .hasMessageContaining("--grep");
  }

  @Test
  void logsOfSeveralAttemptsSayThatThereAreOthers() throws Exception {
    desk.backend.execution(RUNNING, "slow", Phase.RUNNING);
    desk.backend.attempts.put(RUNNING, 3);
    assertThat(desk.text("logs abcd -n 1"))
        .isEqualTo("log of abcd, attempt 3 of 3; --attempt N shows another\nthree");
    assertThat(desk.text("logs abcd -n 1 --attempt 2"))
        .isEqualTo("log of abcd, attempt 2 of 3; --attempt N shows another\nthree");
    desk.backend.attempts.put(RUNNING, 1);
    assertThat(desk.text("logs abcd -n 1")).isEqualTo("log of abcd\nthree");
    assertThat(desk.text("status abcd")).contains("attempt 1");
  }

  @Test
  void listsShowFourLettersAndAsManyMoreAsTellNamesApart() throws Exception {
    desk.backend.execution(RUNNING, "slow", Phase.RUNNING);
    desk.backend.execution("zzzz2222222222222222", "slow", Phase.RUNNING);
    assertThat(desk.text("executions")).contains(" abcd  ").contains(" zzzz  ");
    desk.backend.execution("abcde222222222222222", "slow", Phase.RUNNING);
    assertThat(desk.text("executions")).contains(" abcd2  ", " abcde  ", " zzzz  ");
    desk.backend.remember("inc", "9c1effff", 100, FakeBackend.whole(42));
    desk.backend.remember("inc", "9c1e0000", 100, FakeBackend.whole(43));
    assertThat(desk.text("outputs")).contains("inc@9c1ef", "inc@9c1e0");
  }

  @Test
  void whyNamesTheInputsThatItComparedAndWhereTheyComeFrom() throws Exception {
    desk.task("--cache", "\nlong sum(long a, long b) { return a + b; }");
    assertThat(desk.text("cache why sum a=1")).endsWith("is remembered yet\n  with a = 1");
    desk.backend.remember("sum", "9c1effff", 100, named("a", 1, "b", 2), named("o0", 3));
    assertThat(desk.text("cache why sum"))
        .contains("\n  with a = 1 (as in sum@9c1e), b = 2 (as in sum@9c1e)\n");
    assertThat(desk.text("cache why sum b=7"))
        .contains("b = 7\n")
        .contains("a = 1 (as in sum@9c1e)")
        .contains("b 2 -> 7");
  }

  @Test
  void oneOfSeveralOutputsIsNamedBehindAPoint() throws Exception {
    desk.backend.remember("sum", "9c1effff", 100, named(), named("total", 3, "rest", 1));
    assertThat(desk.text("outputs sum@9c.rest --schema").lines().skip(1))
        .containsExactly("rest  an integer");
    assertThat(desk.text("outputs sum.total --head 3")).isEqualTo("total  3");
    assertThatThrownBy(() -> desk.line("outputs sum.totl"))
        .isInstanceOf(NotebookError.class)
        .hasMessage("sum has no output 'totl'. It has: rest, total. Did you mean total?");
    desk.backend.remember("inc", "3f2affff", 100, FakeBackend.whole(42));
    desk.task("", "\nlong inc(long n) { return n + 1; }");
    assertThat(desk.line("outputs inc@3f.o0")).isEqualTo(42L);
  }

  private static LiteralMap named(Object... namesAndValues) {
    var map = LiteralMap.newBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.putLiterals(
          (String) namesAndValues[i], FakeBackend.whole((Integer) namesAndValues[i + 1]));
    }
    return map.build();
  }

  @Test
  void markupThatATaskPrintedIsText() throws Exception {
    desk.backend.execution(RUNNING, "slow", Phase.RUNNING);
    desk.backend.log = "<script>alert('x')</script>\n";
    var view = (View) Objects.requireNonNull(desk.line("logs abcd"));
    assertThat(view.html()).contains("&lt;script&gt;alert(&#39;x&#39;)").doesNotContain("<script");
    assertThat(view.text()).contains("<script>");
  }

  @Test
  void anOutputIsForgottenOnlyWithYes() throws Exception {
    desk.backend.remember("inc", "9c1effff", 100, FakeBackend.whole(42));
    assertThat(desk.text("cache show inc@9c")).startsWith("◆ inc@9c1e").contains("key 9c1effff");
    assertThatThrownBy(() -> desk.line("cache rm inc@9c"))
        .isInstanceOf(NotebookError.class)
        .hasMessageContaining("by ana for everybody in the project")
        .hasMessageEndingWith("%cache rm inc@9c1e --yes");
    assertThat(desk.backend.artifacts).hasSize(1);
    assertThat(desk.text("cache rm inc@9c --yes"))
        .isEqualTo("✓ inc@9c1e is forgotten: the next equal call runs.");
    assertThat(desk.backend.artifacts).isEmpty();
    assertThatThrownBy(() -> desk.line("cache drop inc@9c"))
        .hasMessageContaining("there is no 'drop': ls lists what is remembered");
  }

  @Test
  void outputsListAndLoadWithTheDeclaredClass() throws Exception {
    assertThat(desk.text("outputs")).startsWith("The catalog remembers nothing yet.");
    desk.backend.remember("inc", "9c1effff", 100, FakeBackend.whole(42));
    assertThat(desk.text("updraft outputs")).contains("inc@9c1e").contains("ana");
    assertThatThrownBy(() -> desk.line("outputs inc@9c"))
        .hasMessageStartingWith("To load a value of inc, its task must be declared");
    desk.task("", "\nlong inc(long n) { return n + 1; }");
    assertThat(desk.line("outputs inc")).isEqualTo(42L);
    assertThat(desk.text("outputs inc --schema")).contains("o0    an integer");
    assertThat(desk.text("outputs inc --head 3")).isEqualTo("o0  42");
  }

  @Test
  void eachRowHasTheLineThatLoadsItIntoATypedVariable() throws Exception {
    desk.backend.remember("inc", "9c1effff", 100, named("n", 41), named("o0", 42));
    assertThat(desk.text("outputs"))
        .containsSubsequence("value", "from", "to load it", "inc@9c1e", "42", "n=41")
        .as("its class is not known here")
        .doesNotContain(".outputs(");
    desk.task("", "\nlong inc(long n) { return n + 1; }");
    desk.backend.execution("abcdefghijklmnopqrst", "inc", Phase.SUCCEEDED);
    assertThat(desk.text("outputs")).contains("long value = inc.outputs(\"9c1e\");");
    assertThat(desk.text("executions")).contains("long value = inc.outputs(\"abcd\");");
    desk.evaluate("long value = inc.outputs(\"9c1e\");");
    assertThat(desk.evaluate("value + 1")).isEqualTo(43L);
    assertThat(desk.evaluate("inc.outputs(\"abcd\") + 2")).isEqualTo(44L);
  }

  @Test
  void theLineToCopyForOlderOnesKeepsWhatWasAsked() {
    assertThat(Older.line("%executions", List.of("inc", "--before", "x.y", "-n", "3;"), "a1.b"))
        .isEqualTo("older: %executions inc -n 3 --before a1.b");
    assertThat(Older.line("%outputs", List.of("--before=x.y"), "a1.b"))
        .isEqualTo("older: %outputs --before a1.b");
    assertThat(Older.line("%outputs", List.of(), "")).isEmpty();
  }

  @Test
  void aLargeValueIsLoadedOnlyWithAll() throws Exception {
    desk.task("", "\nlong inc(long n) { return n + 1; }");
    desk.backend.remember("inc", "9c1effff", 12_400_000_000L, FakeBackend.whole(42));
    assertThatThrownBy(() -> desk.line("outputs inc@9c1e"))
        .isInstanceOf(NotebookError.class)
        .hasMessage(
            "inc@9c1e holds 12.4 GB, and more than 1.0 GB is loaded only when you ask for it: %outputs inc@9c1e --all. Its first rows: %outputs inc@9c1e --head 20");
    assertThat(desk.line("outputs inc@9c1e --all")).isEqualTo(42L);
    assertThat(desk.text("outputs inc@9c1e --head 20")).isEqualTo("o0  42");
  }

  @Test
  void headShowsAFramesFirstRowsThoughItsTaskIsNotDeclared(@TempDir Path folder) throws Exception {
    FrameFile.write(
        folder,
        StoredFrame.of(
            List.of(
                new FrameColumn.Ints("n", java.util.stream.IntStream.range(0, 500).toArray()))));
    desk.backend.remember(
        "rows",
        "3f2affff",
        100,
        Literal.newBuilder()
            .setScalar(
                Scalar.newBuilder()
                    .setStructuredDataset(
                        StructuredDataset.newBuilder().setUri("file://" + folder)))
            .build());
    assertThat(desk.text("outputs rows@3f --head 12").lines())
        .hasSize(2 + 12 + 1)
        .last()
        .isEqualTo("500 rows × 1 column");
    assertThat(desk.text("outputs rows@3f --schema")).contains("o0.n  int");
    assertThatThrownBy(() -> desk.line("outputs --head 3"))
        .hasMessageContaining("--head, --schema and --all are about one output: name it.");
    assertThatThrownBy(() -> desk.line("outputs rows@3f --head no"))
        .hasMessageContaining("expects a whole number from 1 to 10000, but got 'no'");
  }

  @Test
  void updraftAloneNamesEveryMagic() throws Exception {
    assertThat(desk.text("updraft"))
        .contains("%%task", "%connect", "%status", "%logs", "%abort", "%executions", "%outputs")
        .contains("%cache");
  }
}
