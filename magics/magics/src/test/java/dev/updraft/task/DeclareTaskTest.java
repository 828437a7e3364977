package dev.updraft.task;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updraft.api.Execution;
import dev.updraft.api.Handles;
import dev.updraft.cell.TaskOptions;
import dev.updraft.task.closure.CaptureRefused;
import dev.updraft.task.closure.CellPosition;
import dev.updraft.task.closure.CellText;
import dev.updraft.task.closure.Notebook;
import dev.updraft.task.closure.Surroundings;
import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A task cell becomes a method, a handle, and live types. */
class DeclareTaskTest {
  private final Notebook notebook = new Notebook();
  private final Map<String, DeclaredTask> declared = new HashMap<>();
  private final List<String> calls = new ArrayList<>();

  private DeclaredTask analyse(String body, String... options) {
    return new DeclareTask(Notebook.CAPTURE)
        .of(
            notebook.code,
            new CellText(new CellPosition("cell [t]", 2, 1), body),
            TaskOptions.parse(List.of(options)),
            Surroundings.plain(25),
            name -> Optional.ofNullable(declared.get(name)));
  }

  /** As the caller does it: analyse, drop, evaluate. */
  private DeclaredTask declare(String body, String... options) {
    var task = analyse(body, options);
    task.overload()
        .ifPresent(
            key ->
                notebook
                    .shell
                    .methods()
                    .filter(method -> DeclareTask.isOverload(method, key))
                    .toList()
                    .forEach(notebook.shell::drop));
    notebook.cell(task.cellSource());
    notebook.cell(task.handleSource());
    declared.put(task.name(), task);
    return task;
  }

  private @Nullable Object value(String expression) {
    Handles.install(
        new Handles.Caller() {
          @Override
          public Execution<?> call(Class<?> handle, String task, @Nullable Object[] arguments) {
            calls.add("call " + task + Arrays.deepToString(arguments));
            return new Started();
          }

          @Override
          public @Nullable Object run(Class<?> handle, String task, @Nullable Object[] arguments) {
            calls.add("run " + task + Arrays.deepToString(arguments));
            return task.equals("report") ? null : 42;
          }

          @Override
          public @Nullable Object outputs(Class<?> handle, String task, String which) {
            calls.add("outputs " + task + " " + which);
            return 43;
          }
        });
    return notebook.value(expression);
  }

  @AfterEach
  void close() {
    Handles.install(null);
    notebook.close();
  }

  @Test
  void handleHasTheMethodsSignatureAndCallsTheTaskByName() {
    var task =
        declare(
            "/** Cleans. */\nint clean(java.util.List<String> raw, double limit, int... more) { return raw.size(); }");
    assertThat(task.handleSource())
        .isEqualTo(
            """
            /** Remote calls of the task clean. */
            final class clean {
              static int run(java.util.List<String> raw, double limit, int... more) throws java.lang.InterruptedException { return dev.updraft.api.Handles.<java.lang.Integer>run("clean", new java.lang.Object[] {raw, limit, more}); }
              static dev.updraft.api.Execution<java.lang.Integer> submit(java.util.List<String> raw, double limit, int... more) { return dev.updraft.api.Handles.<java.lang.Integer>call("clean", new java.lang.Object[] {raw, limit, more}); }
              static int outputs(java.lang.String which) { return dev.updraft.api.Handles.<java.lang.Integer>outputs("clean", which); }
            }
            """);
    assertThat(task.closure().signature().documentation()).contains("Cleans.");
    assertThat(task.closure().signature())
        .hasToString("clean(java.util.List<String> raw, double limit, int... more)");
    assertThat(value("clean(java.util.List.of(\"a\"), 0.5)")).isEqualTo(1);
    assertThat(value("clean.run(java.util.List.of(\"a\"), 0.5, 7, 8) + 1")).isEqualTo(43);
    value("clean.submit(java.util.List.of(), 1)");
    assertThat(value("clean.outputs(\"9c1e\") + 1")).isEqualTo(44);
    assertThat(calls)
        .containsExactly(
            "run clean[[a], 0.5, [7, 8]]", "call clean[[], 1.0, []]", "outputs clean 9c1e");
  }

  @Test
  void handleOfAVoidMethodReturnsNothing() {
    declare("void report(String text) throws java.io.IOException {}");
    Handles.install(null);
    value("1");
    notebook.cell("report.run(\"x\");");
    assertThat(value("report.submit(\"y\")")).isInstanceOf(Execution.class);
    assertThat(calls).containsExactly("run report[x]", "call report[y]");
  }

  @Test
  void everyPrimitiveIsBoxedInTheExecution() {
    for (var type : List.of("boolean", "byte", "short", "char", "int", "long", "float", "double")) {
      declare(type + " of_" + type + "(" + type + " x, " + type + "[][] xs) { return x; }");
      var live = live("of_" + type);
      assertThat(live.returnType().getTypeName()).isEqualTo(type);
      assertThat(live.parameterTypes())
          .extracting(each -> each.getTypeName())
          .containsExactly(type, type + "[][]");
    }
  }

  @Test
  void liveTypesAreThoseOfTheNotebookAlsoAfterARecordIsDeclaredAgain() throws Exception {
    notebook.cell("record Point(int x) {}");
    declare(
        "java.util.List<Point> spread(Point p, int n) { return java.util.Collections.nCopies(n, p); }");
    var before = live("spread");
    assertThat(before.parameterNames()).containsExactly("p", "n");
    assertThat(before.parameterTypes().getFirst()).isEqualTo(value("Point.class"));

    notebook.cell("record Point(int x, int y) {}");
    var after = live("spread");
    assertThat(after.parameterTypes().getFirst())
        .isEqualTo(value("Point.class"))
        .isNotEqualTo(before.parameterTypes().getFirst());
    var element = ((ParameterizedType) after.returnType()).getActualTypeArguments()[0];
    assertThat(element).isEqualTo(value("Point.class"));
    assertThat(((Class<?>) element).getRecordComponents()).hasSize(2);
    assertThat(value("spread(new Point(1, 2), 2)"))
        .hasToString("[Point[x=1, y=2], Point[x=1, y=2]]");
  }

  @Test
  void anotherSignatureDropsTheEarlierOne() {
    declare("int clean(int x) { return x; }");
    var again = declare("int clean(String s, int x) { return x + 1; }");
    assertThat(again.overload()).contains("m:clean(int)");
    assertThat(again.notes())
        .containsExactly(
            "The earlier signature clean(int) is dropped: a task has one signature, and this one replaces it.");
    assertThat(notebook.shell.methods().filter(each -> each.name().equals("clean"))).hasSize(1);
    assertThat(value("clean(\"a\", 1)")).isEqualTo(2);
    assertThat(declare("int clean(String t, int y) { return y + 2; }").overload()).isEmpty();
  }

  @Test
  void taskThatNeedsAnOverloadOfItsOwnNameIsRefused() {
    declare("int clean(int x) { return x; }");
    assertThat(refused("int clean(String s) { return clean(s.length()); }"))
        .isEqualTo(
            "cell [t] line 2:1: the task clean(String) needs clean(int) (cell [1]); a task has one signature.\n"
                + "  way out: give the other one a name of its own.");
  }

  @Test
  void recursiveTaskWithCallersCanBeDeclaredAgain() {
    declare("int fact(int n) { return n < 2 ? 1 : n * fact(n - 1); }");
    notebook.cell("int twice(int n) { return 2 * fact(n); }");
    declare("int fact(int n) { return n < 2 ? 10 : n * fact(n - 1); }");
    assertThat(value("twice(3)")).isEqualTo(120);
    value("fact.run(3)");
    assertThat(calls).containsExactly("run fact[3]");
  }

  @Test
  void anotherNameInTheMagicLineNamesHandleAndTask() {
    assertThat(declare("int train(int x) { return x; }", "nightly").name()).isEqualTo("nightly");
    value("nightly.run(3)");
    assertThat(calls).containsExactly("run nightly[3]");
  }

  @Test
  void rewrittenCellIsWhatTheNotebookEvaluates() {
    var task =
        declare(
            "record R(int x) { R { x = x + 1; } }\nimport java.util.List;\nList<R> rs(int n) { return List.of(new R(n)); }");
    assertThat(task.cellSource()).startsWith("record R(int x) { public R { x = x + 1; } }\n");
    assertThat(task.imports()).containsExactly("import java.util.List;");
    assertThat(value("rs(1)")).hasToString("[R[x=2]]");
  }

  @Test
  void variableOfTheSameNameIsToldToHideTheHandle() {
    notebook.cell("int clean = 3;");
    assertThat(declare("int clean(int x) { return x; }").notes())
        .containsExactly(
            "The variable 'clean' (cell [1]) hides the handle: clean.run(..) will not compile until the variable is renamed or dropped.");
  }

  @Test
  void nameThatATypeHasIsRefused() {
    notebook.cell("record clean(int v) {}");
    assertThat(refused("int clean(int x) { return x; }"))
        .isEqualTo(
            "cell [t] line 2:1: the notebook has a type 'clean' (cell [1]); the task's handle would replace it.\n"
                + "  way out: rename the method, or give the task a name in the first line: %%task other.");
    assertThat(refused("record t(int v) {}\nint t(int x) { return new t(x).v(); }"))
        .isEqualTo(
            "cell [t] line 3:1: the task and the type 't' have the same name; the task's handle would replace the type.\n"
                + "  way out: rename the method, or give the task a name in the first line: %%task other.");
  }

  @Test
  void cachingMustSuitTheMethod() {
    assertThat(refused("void log(String text) {}", "--cache"))
        .isEqualTo(
            "cell [t] line 1:1: --cache remembers outputs, and 'log' is void: it has none.\n"
                + "  way out: leave --cache out, or return a value.");
    assertThat(
            refused(
                "int mean(int rows, int limit) { return rows; }",
                "--cache=v1",
                "--ignore",
                "row,limit,zzzzz"))
        .isEqualTo(
            "cell [t] line 1:1: --ignore names 'row', but mean(int rows, int limit) has no such parameter.\n"
                + "  way out: did you mean 'rows'?\n\n"
                + "cell [t] line 1:1: --ignore names 'zzzzz', but mean(int rows, int limit) has no such parameter.\n"
                + "  way out: name one of: rows, limit.");
  }

  @Test
  void badCellLeavesTheEarlierTaskInForce() {
    declare("int clean(int x) { return x * 2; }");
    refused("int clean(int x) { return missing(x); }");
    assertThat(value("clean(4)")).isEqualTo(8);
  }

  private String refused(String body, String... options) {
    return String.valueOf(
        catchThrowableOfType(CaptureRefused.class, () -> analyse(body, options)).getMessage());
  }

  private LiveSignature live(String task) {
    return LiveSignature.of(requireNonNull(declared.get(task)), this::value);
  }

  /** A call that somebody else would carry out. */
  private static final class Started implements Execution<Object> {
    @Override
    public String id() {
      return "a7xk";
    }

    @Override
    public Object await() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Object await(Duration limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String status() {
      return "QUEUED";
    }

    @Override
    public Map<String, Object> outputs() {
      return Map.of();
    }

    @Override
    public String logs() {
      return "";
    }

    @Override
    public void abort() {}
  }
}
