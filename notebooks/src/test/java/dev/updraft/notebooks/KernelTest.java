package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Updraft inside the kernel of the wheel that users run; magics of our own making, a {@link
 * ProbeMagics}, stand for all.
 */
class KernelTest {
  private static Workplace workplace;
  private static Kernel kernel;

  @BeforeAll
  static void start() {
    workplace = Workplace.fresh();
    kernel =
        workplace.kernel(
            Map.of("UPDRAFT_SESSION", "s1", "UPDRAFT_KERNEL_LIB", ProbeMagics.besideOurs()));
  }

  @AfterAll
  static void stop() {
    kernel.close();
    workplace.close();
  }

  @Test
  void updraftAnswersInHtmlAndInText() {
    var outputs = kernel.ok("%updraft");

    assertThat(outputs.text()).contains("%%task").contains("%connect");
    assertThat(outputs.html()).contains("<div class=\"ud\">").doesNotContain("<script");
  }

  @Test
  void wordsReachAMagicWithoutTheSemicolon() {
    assertThat(kernel.ok("%probe words a \"b c\" d;").text()).isEqualTo("[a, b c, d]");
  }

  @Test
  void aCellMagicGetsItsBodyAsTyped() {
    assertThat(kernel.ok("%%probe body\nint x = 1; // ünïcode\n  \"\\n\"").text())
        .isEqualTo("int x = 1; // ünïcode\n  \"\\n\"");
  }

  @Test
  void anErrorThatSpeaksToTheUserIsRedAndShowsItsLinesAlone() {
    var outputs = kernel.run("%probe refuse");

    assertThat(outputs.failed()).isTrue();
    assertThat(outputs.error()).isEqualTo("Unknown option --cach.\nDid you mean --cache?");
    assertThat(outputs.html()).contains("seen above");
  }

  @Test
  void aMisspeltMagicNamesTheNearestInOneLine() {
    assertThat(kernel.run("%outputz").error())
        .isEqualTo(
            "There is no magic %outputz. Did you mean %outputs? %updraft lists Updraft's magics.");
    assertThat(kernel.run("%%tsk\nint inc(int a) { return a + 1; }").error())
        .isEqualTo(
            "There is no magic %%tsk. Did you mean %%task? %updraft lists Updraft's magics.");
  }

  @Test
  void aFailedCallInUserCodeShowsItsLinesAlone() {
    var outputs =
        kernel.run(
            "void f() { throw new dev.updraft.api.TaskFailed(\"a\", \"b\", \"inc failed\"); }\nf();");

    assertThat(outputs.error()).isEqualTo("inc failed");
  }

  @Test
  void theUsersOwnExceptionsKeepTheirFrames() {
    assertThat(kernel.run("throw new IllegalStateException(\"mine\");").error())
        .contains("java.lang.IllegalStateException: mine")
        .contains("at ");
  }

  @Test
  void sourceThatAMagicEvaluatesIsTheNotebooks() {
    assertThat(
            kernel
                .ok(
                    "%%probe evaluate\nrecord P(int x) {}\nint twice(int a) { return 2 * a; }\ntwice(21)")
                .text())
        .isEqualTo("42");
    assertThat(kernel.ok("new P(twice(4))").value()).isEqualTo("P[x=8]");
  }

  @Test
  void whatTheCompilerSaysOfNestedSourceReachesTheMagic() {
    assertThat(kernel.ok("%%probe evaluate\nint y = \"no\";").text())
        .isEqualTo(
            "rejected: incompatible types: java.lang.String cannot be converted to int at 8");
    assertThat(kernel.ok("%%probe evaluate\nint open() { return").text()).startsWith("rejected: ");
    assertThat(kernel.ok("%%probe evaluate\nInteger.parseInt(\"no\")").text())
        .isEqualTo("threw java.lang.NumberFormatException: For input string: \"no\"");
  }

  @Test
  void aDisplayIsUpdatedInPlaceAlsoAfterItsCell() throws InterruptedException {
    var cell = kernel.submit("%probe display");
    assertThat(cell.outputs().text()).isEqualTo("shown");
    kernel.ok("%probe update");

    assertThat(cell.outputsNow().text()).isEqualTo("updated");

    kernel.ok("%probe update-later");
    Wait.until(
        "the display is updated while no cell runs",
        () -> cell.outputsNow().text().equals("later"));
  }

  @Test
  void interruptReachesAMagicAndGivesTheCellBack() {
    var cell = kernel.submit("%probe block");
    Wait.until("the magic blocks", () -> cell.outputsNow().text().contains("blocking"));
    kernel.interrupt();

    assertThat(cell.outputs().failed()).isTrue();
    assertThat(cell.outputs().error()).contains("%probe block").doesNotContain("decode(");
    Wait.until("the magic saw the interrupt", () -> cell.outputsNow().text().equals("interrupted"));
  }

  @Test
  void theMagicKnowsItsCellSessionAndNotebook() {
    var first = Integer.parseInt(kernel.ok("%probe cell").text());
    var second = Integer.parseInt(kernel.ok("%probe cell").text());

    assertThat(second).isEqualTo(first + 1);
    assertThat(kernel.ok("%probe where").text()).isEqualTo("s1 test.ipynb");
  }

  @Test
  void oursIsNotTheUsersClassPath() {
    assertThat(kernel.ok("%probe jars").text()).isEqualTo("[]");
    kernel.ok("%probe add-jar");
    assertThat(kernel.ok("%probe jars").text()).isEqualTo("[probe.jar]");
    assertThat(
            kernel
                .ok(
                    "Thread.currentThread().getContextClassLoader().getResource(\"dev/updraft/notebooks/ProbeMagics.class\") != null")
                .value())
        .isEqualTo("true");
  }

  @Test
  void ourLibrariesAreOutOfSightOfCells() {
    assertThat(kernel.run("Class.forName(\"com.google.protobuf.Message\")").error())
        .contains("ClassNotFoundException");
  }

  @Test
  void magicsAreCompleted() {
    assertThat(kernel.complete("%upd")).contains("%updraft");
  }
}
