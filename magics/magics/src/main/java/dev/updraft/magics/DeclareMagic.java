package dev.updraft.magics;

import dev.updraft.cell.InvalidLine;
import dev.updraft.cell.TaskOptions;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.magics.view.TaskView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code %%task}: analyses the cell, checks the types, and only then lets the notebook evaluate it,
 * so that a refused cell leaves the notebook as it was.
 */
final class DeclareMagic implements Magics.CellMagic {
  private final Workbench bench;
  private final DeclareCell cell;

  DeclareMagic(Workbench bench) {
    this.bench = bench;
    this.cell = new DeclareCell(bench);
  }

  @Override
  public @Nullable Object call(List<String> words, String body) throws InterruptedException {
    var options = options(words);
    var declared = cell.analyse(options, body);
    cell.types(declared);
    cell.evaluate(declared, body);
    var task =
        new NotebookTask(
            declared,
            options,
            bench.cells().current(),
            bench.watch().token(),
            bench.notebook().userJars());
    bench.tasks().put(declared.name(), task);
    bench.workflows().remove(declared.name());
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
}
