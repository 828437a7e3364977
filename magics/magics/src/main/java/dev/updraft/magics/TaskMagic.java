package dev.updraft.magics;

import dev.updraft.cell.Grammar;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.view.Table;
import dev.updraft.magics.view.Table.Cell;
import dev.updraft.magics.view.Table.Heading;
import java.util.Comparator;
import java.util.List;

/** {@code %task}: the tasks of this notebook; with a name, that task's manifest as it is now. */
final class TaskMagic implements Magics.LineMagic {
  static final Grammar GRAMMAR = new Grammar("%task", List.of("[NAME]"), List.of());
  private final Workbench bench;

  TaskMagic(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public Object call(List<String> words) {
    var line = GRAMMAR.read(words);
    line.check();
    if (line.word(0).isPresent()) {
      var task = bench.task(line.word(0).get());
      task.refresh(bench);
      return TaskViews.of(task);
    }
    return new Table(
        List.of(
            Heading.text("task"),
            Heading.text("returns"),
            Heading.text("code"),
            Heading.text("declared in")),
        bench.tasks().values().stream()
            .sorted(Comparator.comparing(NotebookTask::name))
            .map(
                task ->
                    List.of(
                        Cell.of(task.closure().signature().toString()),
                        Cell.of(task.closure().signature().returns()),
                        Cell.code(task.closure().key().brief()),
                        Cell.dim(task.cell())))
            .toList(),
        "No task is declared in this notebook yet. Declare one with %%task.",
        "");
  }
}
