package dev.updraft.task.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What changes a code key, and what does not. */
class CodeKeyTest {
  private static final List<String> CELLS =
      List.of(
          "import java.util.List; import java.util.Map; import static java.lang.Math.max;",
          "record Point(int x, int y) { public Point { if (x < 0) throw new IllegalArgumentException(\"x\"); } double norm() { return Math.sqrt(x * x + y * y); } }",
          "enum Mode { FAST, SLOW { @Override int cost() { return 9; } }; int cost() { return 1; } }",
          "double scale(double v) { return v * (FACTOR + 1); }",
          "double scale(int v) { return v; }",
          "final int FACTOR = 3;",
          "String label(Mode m) { return switch (m) { case FAST -> \"f\"; case SLOW -> \"s\\n\"; }; }");
  private static final String TASK =
      "String task(List<Point> points, Mode mode) {\n  double sum = 0;\n  for (var p : points) sum += scale(p.norm()) + max(1, mode.cost());\n  return label(mode) + sum;\n}";
  private static final Map<String, String> VALUES = Map.of("FACTOR", "3");

  private static CodeKey key(List<String> cells, String task) {
    return new WrittenNotebook(cells, VALUES).capture(task).key();
  }

  private static CodeKey withCell(int place, String cell) {
    var cells = new ArrayList<>(CELLS);
    cells.set(place, cell);
    return key(cells, TASK);
  }

  private static final CodeKey KEY = key(CELLS, TASK);

  @Test
  void keyIsFiftyTwoLettersShownByItsFirstEight() {
    assertThat(KEY.text()).matches("c1-[a-z2-7]{52}");
    assertThat(KEY.text()).startsWith("c1-" + KEY.brief());
    assertThat(KEY.brief()).hasSize(8);
    assertThatThrownBy(() -> new CodeKey("c1-short"))
        .hasMessage("A code key is 'c1-' and 52 letters of [a-z2-7], not 'c1-short'.");
  }

  /**
   * A golden value: if this fails, every user's catalog misses once. Then the format in CodeKey
   * must change too.
   */
  @Test
  void keyOfAGivenNotebookNeverChanges() {
    assertThat(key(List.of(), "int inc(int x) { return x + 1; }"))
        .hasToString("c1-wndcw4ptbn3j52354xmp7uoad73jjebd3lvjbyxify3qaz5kc3zq");
    assertThat(KEY).hasToString("c1-ehbk37wljn4yzca6vtmf7qijzc2tqb4ozhwfjgvwum4mczlncjwq");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "double scale(double v)\n{\n    return v*(FACTOR+1);\n}",
        "/** Scales. */ double scale(double v) { // by a factor\n return /* so */ v * (FACTOR + 1); }",
        "double scale(double v) { return (v * ((FACTOR) + (1))); }",
        "public static final double scale(double v) { return v * (FACTOR + 1); }",
        "private double scale(double v) { return v * (FACTOR + 1); };",
        "double scale(double v) { return v * (FACTOR + 0x1); }",
      })
  void layoutCommentsParenthesesAndIgnoredModifiersAreNotInTheKey(String scale) {
    assertThat(withCell(3, scale)).isEqualTo(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "double scale(double v) { return v * (FACTOR + 2); }",
        "double scale(double v) { return v * FACTOR + 1; }",
        "double scale(double w) { return w * (FACTOR + 1); }",
        "double scale(double v) { return v * (FACTOR + 1L); }",
        "double scale(double v) { return v * (FACTOR - 1); }",
        "double scale(double v) { return (v *= 1) * (FACTOR + 1); }",
        "double scale(final double v) { return v * (FACTOR + 1); }",
        "strictfp double scale(double v) { return v * (FACTOR + 1); }",
        "double scale(double v) throws RuntimeException { return v * (FACTOR + 1); }",
        "@Deprecated double scale(double v) { return v * (FACTOR + 1); }",
        "float scale(double v) { return (float) (v * (FACTOR + 1)); }",
        "double scale(double v) { ; return v * (FACTOR + 1); }",
      })
  void everyChangeOfAHelperIsInTheKey(String scale) {
    assertThat(withCell(3, scale)).isNotEqualTo(KEY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '~',
      value = {
        "for (int i = 0; ; f()) { g(); break; } | for (int i = 0; ; ) { f(); g(); break; }",
        "int i; for (i = 0; ; ) break; | int i; for (; ; i = 0) break;",
        "if (f() > 0) g(); else f(); | if (f() > 0) { g(); f(); }",
        "if (f() > 0) if (g() > 0) f(); else g(); | if (f() > 0) { if (g() > 0) f(); } else g();",
        "try { f(); } finally { g(); } | { f(); } { g(); }",
        "a: for (;;) { for (;;) break a; } | a: for (;;) { for (;;) break; }",
        "int[] x = new int[] {}; | int[] x = new int[0];",
        "Object o = \"1\"; | Object o = '1';",
        "Object o = 1; | Object o = 1L;",
        "java.util.List<?> l = null; | java.util.List<Object> l = null;",
        "java.util.List<? extends Number> l = null; | java.util.List<? super Number> l = null;",
        "Runnable r = () -> f(); | Runnable r = () -> { f(); };",
        "java.util.function.Supplier<Object> s = java.util.ArrayList::new; | java.util.function.Supplier<Object> s = java.util.LinkedList::new;",
        "switch (f()) { case 1: f(); default: g(); } | switch (f()) { case 1 -> f(); default -> g(); }",
        "switch (f()) { case 1, 2 -> f(); default -> g(); } | switch (f()) { case 1 -> f(); default -> g(); }",
        "Object o = 1; boolean b = o instanceof Integer i && i > 0; | Object o = 1; boolean b = o instanceof Number i && o != null;",
        "int i = 0; i++; | int i = 0; ++i;",
        "Class<?> c = int.class; | Class<?> c = Integer.class;",
        "int x = 1; | final int x = 1;",
        "int x = 1; | var x = 1;",
        "do { f(); } while (g() > 0); | while (g() > 0) { f(); }",
        "assert f() > 0; | assert f() > 0 : g();",
        "new Object() {}; | new Object();",
        "int x = f() > 0 ? f() : g(); | int x = f() > 0 ? g() : f();",
        "synchronized (\"x\") { f(); } | { f(); }",
        "long x = (int) f(); | long x = f();",
        "throw new RuntimeException(\"a\"); | throw new RuntimeException(\"b\");",
      })
  void treesThatDifferAreTextsThatDiffer(String first, String second) {
    var helpers = List.of("int f() { return 1; }", "int g() { return 2; }");
    assertThat(key(helpers, "void task() { " + first + " }"))
        .isNotEqualTo(key(helpers, "void task() { " + second + " }"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '~',
      value = {
        "Object o = java.util.List.of(); | Object o = List.of();",
        "double d = Math.max(1, 2); | double d = max(1, 2);",
        "Object o = Map.Entry.comparingByKey(); | Object o = java.util.Map.Entry.comparingByKey();",
        "String s = \"\\u0041\"; | String s = \"A\";",
        "int i = 1_000; | int i = 1000;",
        "Object o = \"a\" + \"b\"; | Object o = \"ab\";",
        "@SuppressWarnings(\"x\") int i = 1; | @SuppressWarnings(value = \"x\") int i = 1;",
      })
  void namesAndLiteralsCountForWhatTheyMean(String first, String second) {
    var imports = List.of("import java.util.*; import static java.lang.Math.max;");
    assertThat(key(imports, "void task() { " + first + " }"))
        .isEqualTo(key(imports, "void task() { " + second + " }"));
  }

  @Test
  void textBlockIsTheStringThatItMeans() {
    var block = "String task() {\n  return \"\"\"\n      a\n       b\n      \"\"\";\n}";
    assertThat(key(List.of(), block))
        .isEqualTo(key(List.of(), "String task() { return \"a\\n b\\n\"; }"));
  }

  @Test
  void styleOfImportsOrderAndUnrelatedCellsAreNotInTheKey() {
    assertThat(
            withCell(0, "import java.util.*; import static java.lang.Math.*; import java.io.File;"))
        .isEqualTo(KEY);
    var reversed = new ArrayList<>(CELLS);
    Collections.reverse(reversed);
    assertThat(key(reversed, TASK)).isEqualTo(KEY);
    var more = new ArrayList<>(CELLS);
    more.addAll(
        List.of(
            "int unrelated() { return label(Mode.FAST).length(); }",
            "record Other(Point p) {}",
            "int base = 3;"));
    assertThat(key(more, TASK)).isEqualTo(KEY);
  }

  @Test
  void anotherOverloadIsInTheKeyOnlyWhenItIsChosen() {
    assertThat(withCell(4, "double scale(int v) { return v + 1; }")).isEqualTo(KEY);
    assertThat(withCell(4, "double scale(Double v) { return v; }")).isEqualTo(KEY);
    assertThat(
            withCell(
                1, CELLS.get(1).replace("double norm() { return ", "int norm() { return (int) ")))
        .isNotEqualTo(KEY);
  }

  @Test
  void helpersInTheTaskCellCountAsThoseInCellsOfTheirOwn() {
    var cells = new ArrayList<>(CELLS);
    var scale = cells.remove(3);
    assertThat(key(cells, TASK + "\n" + scale)).isEqualTo(KEY);
    assertThat(key(cells, scale + "\n" + TASK)).isEqualTo(KEY);
  }

  @Test
  void valueOfAnInlinedConstantIsInTheKey() {
    var cells = new ArrayList<>(CELLS);
    cells.set(5, "final int FACTOR = 4;");
    assertThat(new WrittenNotebook(cells, Map.of("FACTOR", "4")).capture(TASK).key())
        .isNotEqualTo(KEY);
    cells.set(5, "final int FACTOR = 3, OTHER = 9;");
    assertThat(key(cells, TASK)).isEqualTo(KEY);
  }

  @Test
  void releaseImageAndLibrariesInOrderAreInTheKey(@TempDir Path folder) throws IOException {
    var a =
        KernelJar.compiled(folder.resolve("a-1.0.jar"), "lib.A", "package lib; public class A {}");
    var b =
        KernelJar.compiled(folder.resolve("b-1.0.jar"), "lib.B", "package lib; public class B {}");
    var keys =
        List.of(
            surroundedBy(21, List.of(), ""),
            surroundedBy(25, List.of(), ""),
            surroundedBy(25, List.of(), "ghcr.io/me/image"),
            surroundedBy(25, List.of(a), ""),
            surroundedBy(25, List.of(a, b), ""),
            surroundedBy(25, List.of(b, a), ""));
    assertThat(keys).doesNotHaveDuplicates();
    var renamed = Files.copy(a, folder.resolve("other-name.jar"));
    assertThat(surroundedBy(25, List.of(renamed), "")).isEqualTo(surroundedBy(25, List.of(a), ""));
    assertThat(surroundedBy(25, List.of(a, renamed), ""))
        .isEqualTo(surroundedBy(25, List.of(a), ""));
    KernelJar.compiled(a, "lib.A", "package lib; public class A { int x; }");
    assertThat(surroundedBy(25, List.of(a), "")).isNotEqualTo(keys.get(3));
  }

  private static CodeKey surroundedBy(int release, List<Path> jars, String image) {
    var surroundings = new Surroundings(release, jars, List.of(), List.of(), image, List.of());
    return new WrittenNotebook(CELLS, VALUES).capture(TASK, surroundings).key();
  }

  @Test
  void providedJarsAreNotInTheKeyAndDoNotTravel(@TempDir Path folder) throws IOException {
    var api =
        KernelJar.compiled(
            folder.resolve("api.jar"),
            "lib.Api",
            "package lib; public class Api { public static int one() { return 1; } }");
    var surroundings = new Surroundings(25, List.of(), List.of(api), List.of(), "", List.of());
    var closure = new WrittenNotebook(CELLS, VALUES).capture(TASK, surroundings);
    assertThat(closure.key()).isEqualTo(KEY);
    assertThat(closure.libraries()).isEmpty();
    assertThat(
            new WrittenNotebook(List.of())
                .capture("int task() { return lib.Api.one(); }", surroundings)
                .libraries())
        .isEmpty();
  }

  @Test
  void anotherProcessGivesTheSameKeysAndJars(@TempDir Path folder) throws Exception {
    var here = PrintKeys.lines();
    assertThat(here).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var output = folder.resolve("keys.txt").toFile();
    // Another locale, time zone, collector and hash seed than this JVM's.
    var process =
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseParallelGC",
                "-Duser.language=tr",
                "-Duser.timezone=Asia/Kolkata",
                "-cp",
                System.getProperty("java.class.path"),
                PrintKeys.class.getName())
            .redirectOutput(output)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor()).isZero();
    var there = Files.readAllLines(output.toPath(), StandardCharsets.UTF_8);
    assertThat(there).hasSameSizeAs(here);
    assertThat(there.stream().filter(line -> !here.contains(line))).isEmpty();
  }
}
