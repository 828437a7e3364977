package dev.updraft.task.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updraft.types.bundle.Bundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a closure tells about itself: lines, manifest, warnings, differences, bundle. */
class ClosureTest {
  @Test
  void everyLineOfAStackTraceLeadsBackToItsCell() {
    try (var notebook = new Notebook()) {
      notebook.cell("final int ZERO =\n  1 - 1;");
      notebook.cell(
          "int unrelated() { return 1; }\n\n// divides\nint divide(int a, int b) {\n  if (b == 5) return 0;\n  return a /\n    b;\n}");
      notebook.cell("record Half(int v) {\n  int of() {\n    return divide(v, ZERO);\n  }\n}");
      var closure =
          notebook
              .capture(
                  "\n/** Fails. */\nint task(int x) {\n  java.util.function.IntSupplier s = () ->\n      new Half(x).of();\n  return s.getAsInt();\n}")
              .closure();
      var thrown = catchThrowableOfType(ArithmeticException.class, () -> Notebook.run(closure, 3));
      var places =
          Arrays.stream(thrown.getStackTrace())
              .filter(frame -> frame.getClassName().startsWith("Cell_"))
              .map(
                  frame ->
                      closure.locate(frame.getLineNumber()).map(CellPosition::toString).orElse("?"))
              .toList();
      assertThat(places)
          .containsExactly(
              "cell [2] line 6:1", "cell [3] line 3:1", "cell [4] line 6:1", "cell [4] line 7:1");
    }
  }

  @Test
  void manifestListsAllThatTravelsWithCellUserAndSize(@TempDir Path folder) throws IOException {
    var lib =
        KernelJar.compiled(
            folder.resolve("lib-1.2.jar"), "lib.A", "package lib; public class A {}");
    var notebook =
        new WrittenNotebook(
            List.of(
                "record P(int v) {}",
                "final int K = 3;",
                "int one(P p) { return p.v() + K; }\nint two() { return one(new P(1)); }"),
            Map.of("K", "3"));
    var surroundings = new Surroundings(25, List.of(lib), List.of(), List.of(), "", List.of());
    var closure = notebook.capture("int task(P p) {\n  return one(p) + two();\n}", surroundings);
    var manifest = new Manifest(closure);
    assertThat(manifest.summary())
        .matches("travels: 3 methods, 1 record, 1 constant, \\d\\.\\d kB · lib 1\\.2");
    assertThat(manifest.details())
        .startsWith(
            "method task(P) · cell [t] line 2 · the task",
            "record P · cell [1] line 1 · used by task(P)",
            "method one(P) · cell [3] line 1 · used by task(P)",
            "method two() · cell [3] line 2 · used by task(P)",
            "constant K · cell [2] line 1 · used by one(P)");
    assertThat(manifest.details().getLast()).matches("library lib-1\\.2\\.jar · \\d+ B");
    assertThat(manifest.code()).isEqualTo("code " + closure.key().brief());
  }

  @Test
  void staticStateAndTwoVersionsOfALibraryAreWarnedOf(@TempDir Path folder) throws IOException {
    var old =
        KernelJar.compiled(
            folder.resolve("lib-1.2.jar"), "lib.A", "package lib; public class A {}");
    var young =
        KernelJar.compiled(
            folder.resolve("lib-2.0.jar"), "lib.A", "package lib; public class A { int x; }");
    var notebook =
        new WrittenNotebook(
            List.of(
                "class Counter {\n  static final int LIMIT = 3;\n  static int count = 0;\n  static class In { static String s; }\n}"));
    var surroundings =
        new Surroundings(25, List.of(old, young), List.of(), List.of(), "", List.of());
    assertThat(notebook.capture("int task() { return Counter.count; }", surroundings).warnings())
        .containsExactly(
            "cell [1] line 3:3: Counter.count is static and can change: every execution of the task begins with its initial value, whatever the notebook has put there.",
            "cell [1] line 4:21: In.s is static and can change: every execution of the task begins with its initial value, whatever the notebook has put there.",
            "The class path holds 2 versions of lib: 1.2, 2.0. Classes come from the first that has them; restart the kernel and load one version only.");
  }

  @Test
  void differenceNamesWhatChanged(@TempDir Path folder) throws IOException {
    var cells =
        List.of(
            "int norm(int x) { return x; }",
            "record P(int v) {}",
            "int old(P p) { return norm(p.v()); }",
            "final int K = 1;");
    var before =
        new WrittenNotebook(cells, Map.of("K", "1"))
            .capture("int task(P p) { return old(p) + K; }");
    assertThat(ClosureChange.between(before, before).isEmpty()).isTrue();

    var now =
        new WrittenNotebook(
                List.of(
                    "int norm(int x) { return x + 1; }",
                    "record P(int v, int w) {}",
                    "int fresh(P p) { return norm(p.v()); }"))
            .capture(
                "int task(P p) { return fresh(p); }",
                new Surroundings(21, List.of(), List.of(), List.of(), "me/image", List.of()));
    assertThat(ClosureChange.between(before, now))
        .hasToString(
            "the task's own body changed, record P changed, helper fresh(P) is new in it, helper norm(int) changed, helper old(P) is no longer part of it, constant K is no longer part of it, Java release 25 -> 21, image (default) -> me/image");

    var a1 =
        KernelJar.compiled(folder.resolve("a-1.3.jar"), "lib.A", "package lib; public class A {}");
    var a2 =
        KernelJar.compiled(
            folder.resolve("a-2.0.jar"), "lib.A", "package lib; public class A { int x; }");
    var b = KernelJar.compiled(folder.resolve("b.jar"), "lib.B", "package lib; public class B {}");
    var withOld = withJars(List.of(a1, b));
    assertThat(ClosureChange.between(withOld, withJars(List.of(a2, b))))
        .hasToString("a 1.3 -> 2.0");
    assertThat(ClosureChange.between(withOld, withJars(List.of(b, a1))))
        .hasToString("the libraries are in another order");
    assertThat(ClosureChange.between(withOld, withJars(List.of(a1))))
        .hasToString("library b is gone");
    assertThat(ClosureChange.between(withJars(List.of(a1)), withOld))
        .hasToString("library b is new");
    assertThat(
            ClosureChange.between(withOld.bundle(sha -> "blob:" + sha), withJars(List.of(a2, b))))
        .hasToString("a 1.3 -> 2.0");
    assertThat(ClosureChange.between(withJars(List.of(a1)), withJars(List.of(a1, a2))))
        .hasToString("a 1.3 -> 1.3 and 2.0");
    assertThat(ClosureChange.between(before.bundle(sha -> ""), before).isEmpty()).isTrue();
    assertThat(ClosureChange.between(before.bundle(sha -> ""), now).sentences())
        .startsWith("the task's own body changed")
        .contains("helper old(P) is no longer part of it");
  }

  private static Closure withJars(List<Path> jars) {
    return new WrittenNotebook(List.of())
        .capture(
            "int task() { return 1; }",
            new Surroundings(25, jars, List.of(), List.of(), "", List.of()));
  }

  @Test
  void bundleNamesTheMethodAndLeadsLinesToMembersWithoutCells() throws Exception {
    var notebook = new WrittenNotebook(List.of("record P(int v) {}"));
    var closure =
        notebook.capture(
            "long task(P p, int[] a, String... s) { return p.v() + a.length + s.length; }");
    var name = closure.entry().type();
    assertThat(closure.entry())
        .hasToString(name + "#task(" + name + "$P,int[],java.lang.String[])");
    assertThat(name).isEqualTo("Cell_" + closure.key().text().substring(3, 15));
    var bundle = Bundle.fromJson(closure.bundle(sha -> "https://blobs/" + sha).toJson());
    assertThat(bundle).isEqualTo(closure.bundle(sha -> "https://blobs/" + sha));
    assertThat(bundle.closure().sha256()).isEqualTo(closure.jarSha256()).hasSize(64);
    assertThat(new String(bundle.toJson(), java.nio.charset.StandardCharsets.UTF_8))
        .doesNotContain("cell [");
    assertThat(bundle.locate(6))
        .contains(new Bundle.MemberLine(closure.members().getFirst().key(), 1));
    assertThat(bundle.locate(1)).isEmpty();
  }

  @Test
  void captureFollowsTheNotebookAndSaysWhenTheTaskIsGone() {
    try (var notebook = new Notebook()) {
      notebook.cell("int helper(int x) { return x; }");
      var first = notebook.task("int task(int x) { return helper(x); }").closure();
      notebook.cell("int helper(int x) { return x + 1; }");
      var second = Notebook.CAPTURE.again(notebook.code, first, Surroundings.plain(25));
      assertThat(ClosureChange.between(first, second)).hasToString("helper helper(int) changed");
      notebook
          .shell
          .methods()
          .filter(each -> each.name().equals("task"))
          .toList()
          .forEach(notebook.shell::drop);
      assertThat(
              catchThrowableOfType(
                  CaptureRefused.class,
                  () -> Notebook.CAPTURE.again(notebook.code, second, Surroundings.plain(25))))
          .hasMessage(
              "cell [2] line 2:1: the notebook has no method task(int) any more.\n  way out: run its %%task cell again.");
    }
  }

  @Test
  void watchKnowsWhetherAChangeConcernsAClosure() {
    try (var notebook = new Notebook()) {
      notebook.cell("final int K = 3;").cell("int helper(int x) { return x + K; }");
      var closure = notebook.task("int task(int x) { return helper(x); }").closure();
      var token = notebook.watch.token();
      notebook
          .cell("int other(int y) { return y; }")
          .cell("task(3)")
          .cell("var unrelated = task(4);");
      assertThat(notebook.watch.changedSince(token, closure)).isFalse();

      notebook.cell("int helper(String s) { return 1; }");
      assertThat(notebook.watch.changedSince(token, closure)).as("an overload").isTrue();
      var later = notebook.watch.token();
      assertThat(notebook.watch.changedSince(later, closure)).isFalse();

      notebook.cell("K = 4;");
      assertThat(notebook.watch.changedSince(later, closure))
          .as("a constant that was assigned")
          .isTrue();
      notebook.cell("K = 3;");
      assertThat(notebook.watch.changedSince(later, closure)).isFalse();

      notebook.cell("import java.util.List;");
      assertThat(notebook.watch.changedSince(later, closure)).as("an import").isTrue();
    }
  }

  @Test
  void nameInTheMagicLineChoosesAmongTheMethodsOfACell() {
    var notebook = new WrittenNotebook(List.of());
    var body =
        new CellText(
            new CellPosition("cell [1]", 2, 1),
            "int one() { return two(); }\nint two() { return 2; }\nint three() { return 3; }");
    var surroundings = Surroundings.plain(25);
    assertThat(
            Notebook.CAPTURE
                .ofCell(notebook, body, Optional.of("three"), surroundings)
                .closure()
                .members())
        .extracting(ClosureMember::name)
        .containsExactly("three()");
    assertThat(
            Notebook.CAPTURE
                .ofCell(notebook, body, Optional.of("one"), surroundings)
                .closure()
                .members())
        .extracting(ClosureMember::name)
        .containsExactly("one()", "two()");
    var helper =
        new CellText(
            new CellPosition("cell [1]", 2, 1),
            "int two() { return 2; }\nint one() { return two(); }");
    assertThat(
            Notebook.CAPTURE
                .ofCell(notebook, helper, Optional.of("anotherName"), surroundings)
                .closure()
                .signature()
                .method())
        .isEqualTo("one");
  }
}
