package dev.updraft.workflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Cells with what is expected of them. A file begins with the notebook, its cells parted by {@code
 * ---}; then comes for each case a line with its sentence, the cell, and the text; run with {@code
 * -Dupdraft.golden=write} and review the difference to change it.
 */
final class GoldenCells {
  private static final Path FOLDER = Path.of("src/test/resources/dev/updraft/workflow");

  /** The notebook's cells. */
  final List<String> cells;

  final List<Case> cases;

  /** A sentence, a cell, and what is expected of it. */
  record Case(String sentence, String cell, String expected) {
    @Override
    public String toString() {
      return sentence;
    }
  }

  private GoldenCells(List<String> cells, List<Case> cases) {
    this.cells = cells;
    this.cases = cases;
  }

  static GoldenCells of(String file) {
    try {
      var text = new String(GoldenCells.class.getResourceAsStream(file).readAllBytes(), UTF_8);
      var parts = text.split("(?m)^=== ", -1);
      var cases = new ArrayList<Case>();
      for (int i = 1; i < parts.length; i++) {
        int line = parts[i].indexOf('\n');
        var halves = parts[i].substring(line + 1).split("(?m)^>>>\n", -1);
        cases.add(new Case(parts[i].substring(0, line), halves[0], halves[1]));
      }
      return new GoldenCells(List.of(parts[0].split("(?m)^---\n")), cases);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  WorkflowNotebook notebook() {
    var notebook = new WorkflowNotebook();
    cells.forEach(notebook::cell);
    return notebook;
  }

  /** A case that fails must not hide the others; its test fails all the same. */
  private static String attempt(Function<Case, String> actual, Case given) {
    try {
      return actual.apply(given);
    } catch (RuntimeException | AssertionError e) {
      return e + "\n";
    }
  }

  /** Writes the file anew, if that was asked for. */
  void rewrite(String file, Function<Case, String> actual) {
    if (!"write".equals(System.getProperty("updraft.golden"))) {
      return;
    }
    var golden = new StringBuilder(String.join("---\n", cells));
    for (var each : cases) {
      golden
          .append("=== ")
          .append(each.sentence())
          .append('\n')
          .append(each.cell())
          .append(">>>\n")
          .append(attempt(actual, each));
    }
    try {
      Files.writeString(FOLDER.resolve(file), golden);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
