package dev.updraft.promote;

import dev.updraft.cell.InvalidLine;
import dev.updraft.cell.TaskOptions;
import dev.updraft.task.closure.CaptureClosure;
import dev.updraft.task.closure.CellPosition;
import dev.updraft.task.closure.CellText;
import dev.updraft.task.closure.WrittenCode;
import dev.updraft.workflow.WorkflowOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a notebook from its top: takes imports, declarations, task and workflow cells, and what is
 * put on the class path. Calls, plots and every other statement are left alone, for nothing is run.
 */
final class ReadNotebook {
  /** What the kernel imports before the first cell. */
  private static final List<String> IMPORTED =
      List.of(
          "java.util",
          "java.io",
          "java.math",
          "java.net",
          "java.time",
          "java.util.concurrent",
          "java.util.prefs",
          "java.util.regex");

  /** Magics that bring declarations from somewhere else. */
  private static final Set<String> FROM_ELSEWHERE = Set.of("load", "loadFromPOM");

  private final CaptureClosure capture = new CaptureClosure();
  private final WrittenCode code = capture.written();
  private final Map<String, WrittenTask> tasks = new HashMap<>();
  private final Map<String, WrittenWorkflow> workflows = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final ClassPathLines classPath;

  private ReadNotebook(ClassPathLines classPath) {
    this.classPath = classPath;
  }

  static WrittenNotebook of(NotebookFile file, JarSource jars) {
    var read = new ReadNotebook(new ClassPathLines(file.folder(), jars));
    read.kernelsImports();
    try (var snippets = new Snippets()) {
      file.cells().forEach(cell -> read.cell(cell, snippets));
    }
    return new WrittenNotebook(
        read.capture, read.code, read.tasks, read.workflows, read.classPath.jars(), read.problems);
  }

  private void kernelsImports() {
    for (var each : IMPORTED) {
      code.add(new CellText(new CellPosition("the kernel", 1, 1), "import " + each + ".*;"));
    }
  }

  private void cell(NotebookFile.Cell cell, Snippets snippets) {
    switch (CellMagics.of(cell)) {
      case CellMagics.Lines lines -> java(lines, snippets);
      case CellMagics.Whole whole -> {
        switch (whole.name()) {
          case "task" -> task(whole);
          case "workflow" -> workflow(whole);
          case "time" -> // runs what stands below it
              java(CellMagics.lines(cell.label(), "\n" + whole.body().text()), snippets);
          default -> {
            if (FROM_ELSEWHERE.contains(whole.name())) {
              elsewhere("%%" + whole.name(), whole.at());
            }
          }
        }
      }
    }
  }

  private void java(CellMagics.Lines lines, Snippets snippets) {
    for (var call : lines.calls()) {
      try {
        if (!classPath.take(call) && FROM_ELSEWHERE.contains(call.name())) {
          elsewhere("%" + call.name(), call.at());
        }
      } catch (NotebookRefused e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    if (lines.java().text().isBlank()) {
      return;
    }
    if (code.isDeclarations(lines.java().text())) {
      code.add(lines.java());
      return;
    }
    var split = snippets.of(lines.java());
    split.pieces().forEach(code::add);
    if (!split.rest().text().isBlank()) {
      var rest = split.rest();
      var blank = rest.text().length() - rest.text().stripLeading().length();
      problems.add(
          rest.part(blank, rest.text().length()).start()
              + ": from here on the cell is no complete Java, so what it declares is not known. Mend or delete the cell.");
    }
  }

  private void elsewhere(String magic, CellPosition at) {
    problems.add(
        at
            + ": "
            + magic
            + " brings code from another file, which a promotion does not read. Declare in this notebook what its tasks need"
            + (magic.endsWith("POM") ? ": a %maven line for each library." : "."));
  }

  private void task(CellMagics.Whole cell) {
    try {
      var options = TaskOptions.parse(cell.words());
      var before = code.soFar();
      code.addCell(cell.body(), "task", options.name())
          .ifPresent(
              name -> {
                tasks.put(name, new WrittenTask(name, options, cell.body(), before, code.token()));
                workflows.remove(name);
              });
    } catch (InvalidLine e) {
      problems.add(cell.at() + ": " + e.getMessage());
    }
  }

  private void workflow(CellMagics.Whole cell) {
    try {
      var options = WorkflowOptions.parse(cell.words());
      var before = code.soFar();
      Optional<String> declared = code.addCell(cell.body(), "workflow", options.name());
      declared.ifPresent(
          name -> {
            workflows.put(name, new WrittenWorkflow(name, options, cell.body(), before));
            tasks.remove(name);
          });
    } catch (InvalidLine e) {
      problems.add(cell.at() + ": " + e.getMessage());
    }
  }
}
