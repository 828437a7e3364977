package dev.updraft.task.closure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updraft.task.closure.Refusal.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every refusal word by word. {@code refusals.txt} holds notebooks and what a person reads; run
 * with {@code -Dupdraft.golden=write} and review the difference to change it.
 */
class RefusalTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/dev/updraft/task/closure/refusals.txt");

  record Case(String name, String notebook, String expected) {
    @Override
    public String toString() {
      return name;
    }

    String refusal() {
      var cells = List.of(notebook.split("(?m)^---\n"));
      try (var given = new Notebook()) {
        cells.subList(0, cells.size() - 1).forEach(given::cell);
        long before = given.shell.snippets().count();
        var refused =
            catchThrowableOfType(CaptureRefused.class, () -> given.capture(cells.getLast()));
        assertThat(refused).as("a refusal of " + name).isNotNull();
        assertThat(given.shell.snippets().count()).as("nothing was evaluated").isEqualTo(before);
        return refused.getMessage() + "\n";
      }
    }
  }

  static List<Case> cases() throws IOException {
    var cases = new ArrayList<Case>();
    var text =
        new String(RefusalTest.class.getResourceAsStream("refusals.txt").readAllBytes(), UTF_8);
    for (var each : text.split("(?m)^=== ", -1)) {
      if (!each.isBlank()) {
        int line = each.indexOf('\n');
        var parts = each.substring(line + 1).split("(?m)^>>>\n", -1);
        cases.add(new Case(each.substring(0, line), parts[0], parts[1]));
      }
    }
    if ("write".equals(System.getProperty("updraft.golden"))) {
      var golden = new StringBuilder();
      for (var each : cases) {
        golden
            .append("=== ")
            .append(each.name())
            .append('\n')
            .append(each.notebook())
            .append(">>>\n")
            .append(each.refusal());
      }
      Files.writeString(GOLDEN, golden);
    }
    return cases;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void refusalSaysWhatWhereHowAndTheWayOut(Case given) {
    assertThat(given.refusal()).isEqualTo(given.expected());
  }

  @Test
  void whatOnlyTheKernelHasIsRefusedByTheNameOfItsJar(@TempDir Path folder) throws IOException {
    var jar = KernelJar.in(folder);
    try (var notebook = new Notebook()) {
      notebook.shell.addToClasspath(jar.toString());
      notebook
          .cell("import static kernel.Statics.*;")
          .cell("int show(int x) { display(x); return x; }");
      var surroundings = new Surroundings(25, List.of(), List.of(), List.of(jar), "", List.of());
      var refused =
          catchThrowableOfType(
              CaptureRefused.class,
              () ->
                  Notebook.CAPTURE.ofCell(
                      notebook.code,
                      notebook.body(
                          "int task(int x) {\n  return show(x) + new kernel.Statics().q;\n}"),
                      Optional.empty(),
                      surroundings));
      assertThat(refused)
          .hasMessage(
              """
              cell [3] line 3:31: 'Statics' is part of the notebook (jjava.jar); where a task runs there is none.
                  return show(x) + new kernel.Statics().q;
                                              ^
                way out: return the value, and show it in the notebook.

              cell [2] line 1:19: 'display(..)' is a function of the notebook (jjava.jar); where a task runs there is none.
                  int show(int x) { display(x); return x; }
                                    ^
                reached through: task -> show
                way out: return the value, and show it in the notebook.""");
    }
  }

  @Test
  void syntaxNewerThanTheReleaseIsRefusedWithTheReleaseThatHasIt() {
    try (var notebook = new Notebook()) {
      notebook.cell(
          "int kind(Object o) {\n  return switch (o) { case String s -> 1; default -> 2; };\n}");
      var refused =
          catchThrowableOfType(
              CaptureRefused.class,
              () ->
                  Notebook.CAPTURE.ofCell(
                      notebook.code,
                      notebook.body("int task() { return kind(\"x\"); }"),
                      Optional.empty(),
                      Surroundings.plain(17)));
      assertThat(refused)
          .hasMessage(
              """
              cell [1] line 2:28: patterns in switch statements need Java 21, but tasks are compiled for Java 17 here.
                  return switch (o) { case String s -> 1; default -> 2; };
                                           ^
                reached through: task -> kind
                way out: write it in the older syntax, or raise the release of tasks to 21 or higher.""");
      assertThat(refused.refusals()).extracting(Refusal::reason).containsOnly(Reason.NEWER_SYNTAX);
    }
  }

  @Test
  void apiNewerThanTheReleaseIsAnUnknownSymbol() {
    try (var notebook = new Notebook()) {
      var body = notebook.body("int task() { return java.util.List.of(1, 2).reversed().get(0); }");
      var refused =
          catchThrowableOfType(
              CaptureRefused.class,
              () ->
                  Notebook.CAPTURE.ofCell(
                      notebook.code, body, Optional.empty(), Surroundings.plain(17)));
      assertThat(refused)
          .hasMessage(
              """
              cell [1] line 2:44: cannot find symbol: method reversed() (in interface java.util.List<java.lang.Integer>).
                  int task() { return java.util.List.of(1, 2).reversed().get(0); }
                                                             ^
                way out: mend the name; what came after Java 17 is not there for tasks.""");
    }
  }

  @Test
  void whatIsNoJarOnTheClassPathIsRefused(@TempDir Path folder) {
    var surroundings =
        new Surroundings(
            25, List.of(folder, folder.resolve("gone.jar")), List.of(), List.of(), "", List.of());
    var notebook = new WrittenNotebook(List.of());
    assertThat(
            catchThrowableOfType(
                CaptureRefused.class,
                () -> notebook.capture("int task() { return 1; }", surroundings)))
        .hasMessage(
            """
            cell [t] line 2:1: the class path holds the folder %s; only jars travel with a task.
              way out: pack it into a jar, and put that on the class path of a new kernel instead.

            cell [t] line 2:1: the class path names %s, which is not there.
              way out: put it back, or restart the kernel without it."""
                .formatted(folder, folder.resolve("gone.jar")));
  }
}
