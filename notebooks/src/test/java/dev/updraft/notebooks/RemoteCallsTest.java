package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What a user of the notebook sees of remote calls, in a real kernel and against a real backend.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RemoteCallsTest {
  private static final String INC = "%%task --cache\nint inc(int a) { return a + 1; }";
  private static Workplace workplace;
  private static Kernel kernel;

  @BeforeAll
  static void start() {
    workplace = Workplace.fresh();
    kernel = workplace.kernel();
  }

  @AfterAll
  static void stop() {
    kernel.close();
    workplace.close();
  }

  @Test
  @Order(1)
  void aCallTravelsAndComesBackAsAValue() {
    kernel.ok(INC);
    var outputs = kernel.ok("inc.run(41)");

    assertThat(outputs.value()).isEqualTo("42");
    assertThat(outputs.text()).contains("✓ inc ran").contains("kept as inc@");
  }

  @Test
  @Order(2)
  void theSameCallIsRemembered() {
    var outputs = kernel.ok("inc.run(41)");

    assertThat(outputs.value()).isEqualTo("42");
    assertThat(outputs.text()).contains("◆ hit inc@").contains("saved");
  }

  @Test
  @Order(3)
  void aNewKernelAndANewBackendRememberIt() {
    kernel.close();
    assertThat(workplace.updraft("backend", "stop").exit()).isZero();
    kernel = workplace.kernel();
    kernel.ok("// an unrelated cell\nint unrelated = 3;");
    kernel.ok(INC);

    assertThat(kernel.ok("inc.run(41)").text()).contains("◆ hit inc@");
    assertThat(kernel.ok("inc.run(1)").text()).contains("✓ inc ran");
  }

  @Test
  @Order(4)
  void submitDoesNotWaitAndItsDisplayGoesOnWithoutTheCell() throws InterruptedException {
    kernel.ok(
        "%%task\nint slow(int ms) throws InterruptedException { Thread.sleep(ms); return ms; }");
    var cell = kernel.submit("var e = slow.submit(1500);");
    assertThat(cell.outputs().failed()).isFalse();
    assertThat(cell.outputsNow().text()).doesNotContain("✓ slow ran");

    Wait.until(
        "the display of a cell that has ended says that the call ran",
        () -> cell.outputsNow().text().contains("✓ slow ran"));
    assertThat(kernel.ok("e.await()").value()).isEqualTo("1500");
    assertThat(kernel.ok("e.status()").value()).isEqualTo("SUCCEEDED");
  }

  @Test
  @Order(5)
  void aFailurePointsAtTheCellsOwnLine() {
    kernel.ok("int third(List<Integer> xs) {\n  return xs.get(2);\n}");
    kernel.ok(
        "%%task\nint pick(List<Integer> xs) {\n  System.out.println(\"picking\");\n  return third(xs);\n}");
    var outputs = kernel.run("pick.run(List.of(1, 2))");

    assertThat(outputs.failed()).isTrue();
    assertThat(outputs.error()).contains("pick failed: ").contains("IndexOutOfBounds");
    assertThat(outputs.text())
        .contains("✕ pick failed")
        .contains("third, line 2")
        .contains("return xs.get(2);")
        .contains("picking");
    assertThat(outputs.error()).doesNotContain("dev.updraft");
  }

  @Test
  @Order(6)
  void anEditedHelperRunsItsTaskAgainWithoutItsCell() {
    kernel.ok("int norm(int x) { return x * 2; }");
    kernel.ok("%%task --cache\nint scaled(int x) { return norm(x); }");
    kernel.ok("%%task --cache\nint plain(int x) { return x; }");
    assertThat(kernel.ok("scaled.run(4) + plain.run(4)").value()).isEqualTo("12");

    kernel.ok("int norm(int x) { return x * 3; }");

    var outputs = kernel.ok("scaled.run(4) + plain.run(4)");
    assertThat(outputs.value()).isEqualTo("16");
    assertThat(outputs.text())
        .contains("✓ scaled ran")
        .contains("helper norm(int) changed")
        .contains("◆ hit plain@");
  }

  @Test
  @Order(7)
  void interruptGivesTheCellBackAndAborts() throws InterruptedException {
    kernel.ok(
        "%%task\nint forever(int x) throws InterruptedException { while (true) Thread.sleep(100); }");
    var cell = kernel.submit("forever.run(1)");
    Wait.until("the call runs", () -> cell.outputsNow().text().contains("● forever"));
    kernel.interrupt();

    assertThat(cell.outputs().failed()).isTrue();
    assertThat(cell.outputs().error()).contains("Interrupted").contains("being aborted");
    Wait.until("the execution is aborted", () -> kernel.ok("%status").text().contains("aborted"));
  }

  @Test
  @Order(8)
  void recordsEnumsListsAndOptionalsCrossByStructure() {
    kernel.ok(
        "record Point(int x, double y) {}\nenum Side { LEFT, RIGHT }\nrecord Answer(List<Point> points, Optional<Side> side, Map<String, Integer> counts) {}");
    kernel.ok(
        "%%task --cache\nAnswer flip(List<Point> points, Optional<Side> side) { var out = new ArrayList<Point>();"
            + " for (var p : points) out.add(new Point(-p.x(), p.y()));"
            + " return new Answer(out, side.map(s -> s == Side.LEFT ? Side.RIGHT : Side.LEFT), Map.of(\"n\", points.size())); }");

    assertThat(
            kernel
                .ok(
                    "flip.run(List.of(new Point(1, 2.5)), Optional.of(Side.LEFT)).equals(new Answer(List.of(new Point(-1, 2.5)), Optional.of(Side.RIGHT), Map.of(\"n\", 1)))")
                .value())
        .isEqualTo("true");
  }

  @Test
  @Order(9)
  void whatIsRememberedIsListedLoadedAndForgotten() {
    assertThat(kernel.ok("%outputs").text()).contains("inc@").contains("flip@");
    assertThat(kernel.ok("int remembered = %outputs inc").failed()).isFalse();
    assertThat(kernel.ok("remembered").value()).isEqualTo("2");
    assertThat(kernel.ok("int older = %outputs inc~1").failed()).isFalse();
    assertThat(kernel.ok("older").value()).isEqualTo("42");

    var refused = kernel.run("%cache rm inc~1");
    assertThat(refused.error()).contains("--yes");
    kernel.ok("%cache rm inc~1 --yes");
    assertThat(kernel.ok("inc.run(41)").text()).contains("✓ inc ran");
  }

  @Test
  @Order(10)
  void aVariableThatSlippedInIsRefusedBeforeAnythingIsDefined() {
    kernel.ok("int base = 10;");
    var outputs = kernel.run("%%task\nint shifted(int x) {\n  return x + base;\n}");

    assertThat(outputs.failed()).isTrue();
    assertThat(outputs.error()).contains("base").contains("line 3:").contains("way out:");
    assertThat(kernel.run("shifted(1)").failed()).isTrue();
  }

  @Test
  @Order(11)
  void aWrongArgumentIsACompilerErrorAndNothingIsSent() {
    var before = workplace.updraft("executions", "-n", "1000").text().lines().count();

    assertThat(kernel.run("inc.run(\"41\")").error()).contains("incompatible types");
    assertThat(workplace.updraft("executions", "-n", "1000").text().lines().count())
        .isEqualTo(before);
  }

  @Test
  @Order(12)
  void theBackendDiesUnderAWaitingCallWhichStillGetsItsValue() throws InterruptedException {
    var cell = kernel.submit("slow.run(4000)");
    Wait.until("the call runs", () -> cell.outputsNow().text().contains("● slow"));
    workplace.killBackend();

    assertThat(cell.outputs().value()).isEqualTo("4000");
  }

  @Test
  @Order(13)
  void aWrongOptionNamesTheNearestAndTheLegalOnes() {
    assertThat(kernel.run("%%task --cash --retires 2\nint f(int x) { return x; }").error())
        .contains("unknown option '--cash'. Did you mean --cache?")
        .contains("unknown option '--retires'. Did you mean --retries?")
        .contains("%%task takes:");
  }

  @Test
  @Order(14)
  void aTypeThatCannotTravelIsRefusedAtDeclaration() {
    var outputs = kernel.run("%%task\nint count(Thread thread) { return 1; }");

    assertThat(outputs.error()).contains("parameter 'thread'").contains("Thread");
    assertThat(kernel.run("count(Thread.currentThread())").failed()).isTrue();
  }
}
