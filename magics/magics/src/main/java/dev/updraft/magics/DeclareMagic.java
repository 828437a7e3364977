package dev.updraft.magics;

import dev.updraft.cell.InvalidLine;
import dev.updraft.cell.TaskOptions;
import dev.updraft.magics.notebook.EvaluationFailed;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.magics.view.TaskView;
import dev.updraft.task.DeclareTask;
import dev.updraft.task.DeclaredTask;
import dev.updraft.task.closure.CaptureRefused;
import dev.updraft.task.closure.CellPosition;
import dev.updraft.task.closure.CellText;
import dev.updraft.types.mapping.Signature;
import dev.updraft.types.mapping.TaskMapping;
import dev.updraft.types.mapping.TypeRefused;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code %%task}: analyses the cell, checks the types, and only then lets the notebook evaluate it,
 * so that a refused cell leaves the notebook as it was.
 */
final class DeclareMagic implements Magics.CellMagic {
  private final Workbench bench;
  private final DeclareTask declare;

  DeclareMagic(Workbench bench) {
    this.bench = bench;
    this.declare = new DeclareTask(bench.capture());
  }

  @Override
  public @Nullable Object call(List<String> words, String body) throws InterruptedException {
    var options = options(words);
    var declared = analyse(options, body);
    checkTypes(declared);
    evaluate(declared, body);
    var task =
        new NotebookTask(
            declared,
            options,
            bench.cells().current(),
            bench.watch().token(),
            bench.notebook().userJars());
    bench.tasks().put(declared.name(), task);
    TaskView view = TaskViews.of(task);
    bench.notebook().show(view);
    return null;
  }

  private static TaskOptions options(List<String> words) {
    try {
      return TaskOptions.parse(words);
    } catch (InvalidLine e) {
      throw new NotebookError(String.valueOf(e.getMessage()), null, e);
    }
  }

  private DeclaredTask analyse(TaskOptions options, String body) {
    try {
      return declare.of(
          bench.code(),
          new CellText(new CellPosition(bench.cells().current(), 2, 1), body),
          options,
          bench.surroundings(options.environment().image().orElse("")),
          name -> Optional.ofNullable(bench.tasks().get(name)).map(NotebookTask::declared));
    } catch (CaptureRefused e) {
      throw new NotebookError(String.valueOf(e.getMessage()), null, e);
    }
  }

  /**
   * In classes of the closure's own, for the notebook's do not exist before the cell is evaluated.
   */
  private void checkTypes(DeclaredTask declared) {
    var closure = declared.closure();
    try {
      var method =
          new ClosureClasses(closure.jar(), bench.notebook().userLoader()).method(closure.entry());
      var names =
          closure.signature().parameters().stream().map(parameter -> parameter.name()).toList();
      TaskMapping.of(Signature.of(declared.name(), method, names), bench.connection().types());
    } catch (TypeRefused e) {
      throw new NotebookError(bench.cells().current() + ": " + e.getMessage(), null, e);
    }
  }

  private void evaluate(DeclaredTask declared, String body) throws InterruptedException {
    declared.overload().ifPresent(this::drop);
    try {
      bench.cells().within(body, () -> bench.notebook().evaluate(declared.cellSource()));
      bench.notebook().evaluate(declared.handleSource());
    } catch (EvaluationFailed e) {
      throw new NotebookError(
          bench.cells().current()
              + ": the notebook refused what the compiler had accepted: "
              + e.getMessage()
              + wayOut(e),
          null,
          e);
    }
  }

  /** Inside lambdas JShell does not look ahead; javac, which has seen the whole cell, does. */
  private static String wayOut(EvaluationFailed failed) {
    return String.valueOf(failed.getMessage()).contains("cannot find symbol")
        ? "\n  way out: declare it above the method that uses it; the notebook reads a cell from its top."
        : "";
  }

  /** JShell would keep the earlier signature callable beside the new one. */
  private void drop(String memberKey) {
    var shell = bench.notebook().jshell();
    shell
        .methods()
        .filter(method -> DeclareTask.isOverload(method, memberKey))
        .toList()
        .forEach(shell::drop);
  }
}
