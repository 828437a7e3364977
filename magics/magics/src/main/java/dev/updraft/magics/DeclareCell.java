package dev.updraft.magics;

import dev.updraft.cell.TaskOptions;
import dev.updraft.magics.notebook.EvaluationFailed;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.task.ClosureClasses;
import dev.updraft.task.DeclareTask;
import dev.updraft.task.DeclaredTask;
import dev.updraft.task.closure.CaptureRefused;
import dev.updraft.task.closure.CellPosition;
import dev.updraft.task.closure.CellText;
import dev.updraft.types.mapping.Signature;
import dev.updraft.types.mapping.TaskMapping;
import dev.updraft.types.mapping.TypeRefused;
import java.util.Optional;

/**
 * A cell that declares something, step by step: all is analysed and its types are checked, and only
 * then does the notebook evaluate it, so that a refused cell leaves the notebook as it was.
 */
final class DeclareCell {
  private final Workbench bench;
  private final DeclareTask declare;

  DeclareCell(Workbench bench) {
    this.bench = bench;
    this.declare = new DeclareTask(bench.capture());
  }

  /** The body of a cell magic, with its place. */
  CellText text(String body) {
    return new CellText(new CellPosition(bench.cells().current(), 2, 1), body);
  }

  /** What the cell declares; nothing of it is evaluated. */
  DeclaredTask analyse(TaskOptions options, String body) {
    try {
      return declare.of(
          bench.code(),
          text(body),
          options,
          bench.surroundings(options.environment().image().orElse("")),
          name -> Optional.ofNullable(bench.tasks().get(name)).map(NotebookTask::declared));
    } catch (CaptureRefused e) {
      throw new NotebookError(String.valueOf(e.getMessage()), null, e);
    }
  }

  /**
   * The method's types as the platform's. In classes of the closure's own, for the notebook's do
   * not exist before the cell is evaluated.
   */
  TaskMapping types(DeclaredTask declared) {
    var closure = declared.closure();
    try {
      var method =
          new ClosureClasses(closure.jar(), bench.notebook().userLoader()).method(closure.entry());
      var names =
          closure.signature().parameters().stream().map(parameter -> parameter.name()).toList();
      return TaskMapping.of(
          Signature.of(declared.name(), method, names), bench.connection().types());
    } catch (TypeRefused e) {
      throw new NotebookError(bench.cells().current() + ": " + e.getMessage(), null, e);
    }
  }

  /** Lets the notebook have it: the cell, and the typed handle beside it. */
  void evaluate(DeclaredTask declared, String body) throws InterruptedException {
    declared.overload().ifPresent(this::drop);
    try {
      bench
          .cells()
          .within(
              body,
              () -> {
                bench.notebook().evaluate(declared.cellSource());
                bench.notebook().evaluate(declared.handleSource());
              });
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
