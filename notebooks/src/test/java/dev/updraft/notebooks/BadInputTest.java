package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong in a notebook, and the words that its user gets. Whatever it was, the next call
 * works. What strangers send to the backend's port, and what happens to its folder, is tested
 * there.
 */
class BadInputTest {
  private static Workplace workplace;
  private static Kernel kernel;
  private static int answer;

  @BeforeAll
  static void start() {
    workplace = Workplace.fresh();
    kernel = workplace.kernel();
    kernel.ok("%%task\nint next(int a) { return a + 1; }");
    kernel.ok("next.run(0)");
  }

  @AfterAll
  static void stop() {
    kernel.close();
    workplace.close();
  }

  @AfterEach
  void theNextCallWorks() {
    assertThat(kernel.ok("next.run(" + answer++ + ")").value()).isEqualTo("" + answer);
  }

  // ---- refused where the task is declared: nothing of the cell is defined

  @Test
  void undeclaredTypeIsNamedWithItsPlace() {
    var refused = kernel.run("%%task\nint lines(Path file) { return 1; }");

    assertThat(refused.error())
        .contains("cannot find symbol: class Path")
        .contains("int lines(Path file) { return 1; }")
        .doesNotContain("NullPointer")
        .doesNotContain("at dev.updraft");
  }

  @Test
  void failingOneLinerShowsTheUsersTextAlone() {
    kernel.ok("%%task\nint div(int a) { return 10 / a; }");

    var failed = kernel.run("div.run(0)");

    assertThat(failed.text()).contains("return 10 / a; }").doesNotContain("Remote calls of");
  }

  @Test
  void missingFileIsToldInOneSentence() {
    kernel.ok("%%task\nlong size(java.nio.file.Path file) { return 1; }");

    var refused = kernel.run("size.run(java.nio.file.Path.of(\"/no/such/file\"))");

    assertThat(refused.error())
        .contains("size was not called: There is no file '/no/such/file'.")
        .doesNotContain("at dev.updraft");
  }

  @Test
  void remarkAfterAMagicIsNoArgument() {
    assertThat(kernel.ok("%connect   // nothing configured: the embedded backend").failed())
        .isFalse();
  }

  @Test
  void anUnknownOptionNamesTheNearest() {
    assertThat(refused("%%task f --cash --retires=2\nint f(int x) { return x; }"))
        .startsWith(
            """
            %%task has 2 problems:
              unknown option '--cash'. Did you mean --cache?
              unknown option '--retires'. Did you mean --retries?
              %%task takes: [name] --cache[=VERSION] --no-cache --ignore a,b""");
    assertThat(kernel.run("f(1)").error()).contains("cannot find symbol");
  }

  @Test
  void aVariableThatSlippedInIsNamedWithItsPlaceChainAndTheWayOut() {
    kernel.ok("int base = 10;");
    kernel.ok("int norm(int x) { return x + base; }");

    assertThat(refused("%%task\nint shifted(int x) {\n  return base * norm(x);\n}"))
        .matches(
            """
            cell \\[\\d+\\] line 3:10: 'base' \\(int, cell \\[\\d+\\]\\) is a notebook variable; a task cannot read it\\.
                return base \\* norm\\(x\\);
                       \\^
              way out: make it a parameter \\(int base\\), or, if it never changes, declare it final with a constant value\\.

            cell \\[\\d+\\] line 1:30: 'base' .* is a notebook variable; a task cannot read it\\.
                int norm\\(int x\\) \\{ return x \\+ base; \\}
                                             \\^
              reached through: shifted -> norm
              way out: .*""");
    assertThat(kernel.run("shifted(1)").failed()).isTrue();
  }

  @Test
  void aStreamAndASocketAreRefusedEachWithItsOwnWayOut() {
    kernel.ok(
        "var numbers = java.util.stream.IntStream.range(0, 3);\nvar socket = new java.net.Socket();");

    assertThat(
            refused(
                "%%task\nint drain(int x) {\n  return x + numbers.sum() + socket.getPort();\n}"))
        .contains(
            "line 3:14: 'numbers' (java.util.stream.IntStream, cell [",
            "]) is a stream, which can be read once and lives in this kernel only.",
            "way out: collect it into a List, and make that a parameter.",
            "line 3:30: 'socket' (Socket, cell [",
            "]) is an open resource, which lives in this kernel only.",
            "way out: open it inside the task, from a parameter that says which (a Path, a String).");
  }

  @Test
  void classThatIsNotThereIsRefusedByItsFullName() {
    assertThat(refused("%%task\nint lost(int x) {\n  return dev.updraft.Nothing.of(x);\n}"))
        .contains("line 3")
        .contains("Nothing");
  }

  @Test
  void whatOnlyTheNotebookHasIsRefused() {
    assertThat(refused("%%task\nint shown(int x) {\n  display(x);\n  return x;\n}"))
        .contains(
            """
            line 3:3: 'display(..)' is a function of the notebook (jjava.jar); where a task runs there is none.
                display(x);
                ^
              way out: return the value, and show it in the notebook.""");
  }

  /** Tasks are compiled for the kernel's own release: what is newer is what it only previews. */
  @Test
  void syntaxNewerThanTheReleaseIsRefused() {
    assertThat(refused("%%task\nint kind(Object o) { return o instanceof int i ? i : 0; }"))
        .contains(
            "line 2:42: primitive patterns are a preview feature of this Java, and previews are off.",
            "way out: write it without, or start the kernel with --enable-preview");
  }

  @Test
  void aTypeThatCannotTravelIsRefusedWithTheReason() {
    assertThat(refused("%%task\nint count(Thread thread) { return 1; }"))
        .endsWith(
            "Task 'count' cannot be declared: parameter 'thread': Thread lives in one process."
                + " Open it inside the task.");
    assertThat(kernel.run("count(Thread.currentThread())").failed()).isTrue();
  }

  /** The notebook's own limit, which javac does not share. */
  @Test
  void aHelperBelowALambdaThatNeedsItIsToldToMoveUp() {
    assertThat(
            refused(
                "%%task\nint ahead(List<Integer> xs) { return xs.stream().map(x -> below(x)).mapToInt(Integer::intValue).sum(); }\n"
                    + "int below(int x) { return x; }"))
        .contains(
            ": the notebook refused what the compiler had accepted: cannot find symbol",
            "below(java.lang.Integer)")
        .endsWith(
            "\n  way out: declare it above the method that uses it; the notebook reads a cell from its top.");
  }

  // ---- refused where it is called

  @Test
  void aWrongArgumentIsACompilerErrorAndNothingIsSent() {
    var before = executions();

    assertThat(kernel.run("next.run(\"41\")").error())
        .contains("next.run(\"41\")")
        .contains("incompatible types: java.lang.String cannot be converted to int");
    assertThat(kernel.run("next.run(1, 2)").error())
        .contains("method run in class next cannot be applied to given types");
    assertThat(executions()).isEqualTo(before);
  }

  @Test
  void nullWhereItIsForbiddenIsRefusedInBothDirections() {
    kernel.ok("%%task\nString text(String s) { return s.isEmpty() ? null : s; }");
    var before = executions();

    assertThat(refused("text.run(null)"))
        .isEqualTo(
            "text was not called: argument 's': null cannot travel."
                + " Pass a String, or declare it as Optional<String>.");
    assertThat(executions()).as("nothing is sent").isEqualTo(before);

    assertThat(refused("text.run(\"\")"))
        .isEqualTo(
            "text failed: InvalidOutput: the result: null cannot travel."
                + " Pass a String, or declare it as Optional<String>.");
  }

  /** Its check holds where the task runs, and no longer when the value is here. */
  @Test
  void aRecordThatThrowsInItsConstructorOnTheWayBackIsNamed(@TempDir Path folder) {
    kernel.ok(
        "record Seat(int row) { public Seat { if (java.nio.file.Files.exists(java.nio.file.Path.of(\""
            + folder.resolve("sold")
            + "\"))) throw new IllegalStateException(\"sold out\"); } }");
    kernel.ok(
        "%%task\nSeat seat(String sold) throws java.io.IOException {\n  var seat = new Seat(7);\n"
            + "  java.nio.file.Files.createFile(java.nio.file.Path.of(sold));\n  return seat;\n}");

    assertThat(refused("seat.run(\"" + folder.resolve("sold") + "\")"))
        .matches(
            "seat \\(\\w{4}\\): the result: the constructor of the record Seat refused the components that"
                + " arrived: java\\.lang\\.IllegalStateException: sold out");
  }

  // ---- what a task may do to itself

  @Test
  void aHundredMegabytesOfPrintLeaveItsValueAndItsLastLines() {
    kernel.ok(
        """
        %%task
        int chatty(int mb) {
          var line = "x".repeat(1023);
          for (int i = 0; i < mb * 1024; i++) System.out.println(line);
          System.out.println("the end");
          return mb;
        }""");

    assertThat(kernel.ok("chatty.run(100)").value()).isEqualTo("100");
    assertThat(kernel.ok("%logs -n 1").value()).contains("the end").doesNotContain("xxx");
    assertThat(kernel.ok("%logs").value().length()).isLessThan(1 << 20);
  }

  @Test
  void allocatingWithoutEndNamesTheMemoryToAskFor() {
    kernel.ok(
        """
        %%task --mem 512Mi
        int greedy(int x) {
          var all = new ArrayList<long[]>();
          while (true) all.add(new long[1 << 20]);
        }""");

    assertThat(refused("greedy.run(1)"))
        .startsWith(
            "greedy failed: OutOfMemory: The task ran out of memory: its heap is 348 MiB, 70 % of --mem."
                + " Ask for more, e.g. --mem 2Gi, or hold less at once.")
        .contains("greedy, line 4");
  }

  @Test
  void systemExitIsAFailureAtItsLine() {
    kernel.ok("%%task\nint exits(int x) {\n  System.exit(3);\n  return x;\n}");

    assertThat(refused("exits.run(1)"))
        .startsWith(
            "exits failed: SystemExit: the task called System.exit(3), which would end the worker:"
                + " return a value or throw an exception instead\ncell [")
        .endsWith("], exits, line 3");
  }

  @Test
  void aChildLeftBehindIsGoneAfterwardsAndTheLogSaysSo() {
    kernel.ok(
        "%%task\nlong child(int seconds) throws java.io.IOException {\n"
            + "  return new ProcessBuilder(\"sleep\", \"\" + seconds).start().pid();\n}");

    var child = Long.parseLong(kernel.ok("child.run(1000)").value());

    Wait.until(
        "the child is gone",
        () -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    Wait.until(
        "the log says so",
        () -> kernel.ok("%logs").value().contains("[updraft] ended what the task left behind: "));
  }

  @Test
  void whatHangsEndsAtItsTimeout() {
    kernel.ok(
        "%%task --timeout 2s\nint hangs(int x) throws InterruptedException {\n  while (true) Thread.sleep(100);\n}");

    var outputs = kernel.run("hangs.run(1)");

    assertThat(outputs.error())
        .isEqualTo(
            "hangs failed: TimeoutExpired: The attempt took longer than its timeout of 2 s and was ended."
                + " Allow more with --timeout.");
    assertThat(outputs.took()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(20));
  }

  @Test
  void anExceptionClassOfTheCellKeepsItsNameAndItsCause() {
    kernel.ok(
        "class TooFar extends RuntimeException { TooFar(String m, Throwable c) { super(m, c); } }");
    kernel.ok(
        """
        %%task
        int far(int x) {
          try {
            return List.of(1).get(x);
          } catch (RuntimeException e) {
            throw new TooFar("no mile " + x, e);
          }
        }""");

    var outputs = kernel.run("far.run(7)");

    assertThat(outputs.error())
        .matches("far failed: TooFar: no mile 7\ncell \\[\\d+\\], far, line 6");
    assertThat(outputs.text())
        .contains("TooFar: no mile 7\nbecause of IndexOutOfBoundsException: ")
        .contains("    throw new TooFar(\"no mile \" + x, e);\n    ^^^^");
  }

  @Test
  void endlessRecursionIsToldInAFewLines() {
    kernel.ok("%%task\nint recurses(int x) {\n  return recurses(x) + 1;\n}");

    var outputs = kernel.run("recurses.run(1)");

    assertThat(outputs.error())
        .matches("recurses failed: StackOverflowError\ncell \\[\\d+\\], recurses, line 3");
    assertThat(outputs.text())
        .containsPattern("return recurses\\(x\\) \\+ 1;\n +\\^+\n  \\.\\. [\\d,]+ frames of cell");
    assertThat(outputs.text().lines().count()).isLessThan(12);
  }

  @Test
  void aGigabyteAsAValueIsRefusedWithTheWayOut() {
    kernel.ok("%%task --mem 4Gi\nString large(int mb) { return \"x\".repeat(mb << 20); }");

    assertThat(refused("large.run(1024)"))
        .isEqualTo(
            "large failed: OutputTooLarge: The task's result has 1024 MB; values that travel inline may have"
                + " 10 MB in all. Return a DataFrame, or write a file and return its Path: data like that"
                + " travels by reference.");
  }

  /** Runs a cell that must fail; what stands in red. */
  private static String refused(String cell) {
    var outputs = kernel.run(cell);
    assertThat(outputs.failed()).as(cell).isTrue();
    return outputs.error();
  }

  private static long executions() {
    return workplace.updraft("executions", "-n", "1000").text().lines().count();
  }
}
