package dev.updraft.magics;

import dev.updraft.cell.Grammar;
import dev.updraft.client.lineage.Lineage;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.Labels;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.magics.view.LiteralText;
import dev.updraft.magics.view.Table;
import dev.updraft.magics.view.Table.Cell;
import dev.updraft.magics.view.Table.Heading;
import dev.updraft.magics.view.Words;
import dev.updraft.types.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code %lineage}: which executions, code and inputs made a value, back to what was uploaded. The
 * tree is drawn in the first column.
 */
final class LineageMagic implements Magics.LineMagic {
  static final Grammar GRAMMAR =
      new Grammar("%lineage", List.of("[EXECUTION or X or X@KEY]"), List.of());

  private static final int VERSION_LETTERS = 12;

  private final Workbench bench;
  private final Targets targets;

  LineageMagic(Workbench bench) {
    this.bench = bench;
    this.targets = new Targets(bench);
  }

  @Override
  public Object call(List<String> words) throws InterruptedException {
    var line = GRAMMAR.read(words);
    line.check();
    try {
      var rows = new ArrayList<List<Cell>>();
      add(rows, Lineage.of(bench.session(), execution(line.word(0))), "", "");
      return new Table(
          List.of(
              Heading.text("value"),
              Heading.text("execution"),
              Heading.text("when"),
              Heading.text("by"),
              Heading.text("notebook"),
              Heading.text("code")),
          rows,
          "",
          "");
    } catch (BackendException e) {
      throw new NotebookError(String.valueOf(e.getMessage()), null, e);
    }
  }

  private ExecutionId execution(Optional<String> word) throws InterruptedException {
    if (word.isPresent() && targets.namesOutput(word.get())) {
      var artifact = targets.artifact(word.get());
      return artifact
          .source()
          .orElseThrow(
              () -> new NotebookError("It is not known which execution made " + word.get() + "."))
          .execution();
    }
    return targets.execution(word);
  }

  /**
   * @param before the lines of the tree that lead past this row
   * @param name of the input that it is, with what joins it to the row above
   */
  private void add(List<List<Cell>> rows, Lineage step, String name, String before) {
    rows.add(row(step, name));
    for (var i = 0; i < step.inputs().size(); i++) {
      var input = step.inputs().get(i);
      var last = i == step.inputs().size() - 1;
      var joined = before + (last ? "└ " : "├ ") + input.name() + " ";
      if (input.from().isEmpty()) {
        rows.add(plain(joined, input.value()));
      }
      for (var from : input.from()) {
        add(rows, from, joined + "← ", before + (last ? "  " : "│ "));
      }
    }
  }

  private List<Cell> row(Lineage step, String name) {
    var row = step.row();
    var labels = row.labels();
    return List.of(
        Cell.code(name + step.task().name() + (step.repeated() ? "  (see above)" : "")),
        Cell.code(CellCalls.brief(step.execution().name())),
        Cell.hover(Words.ago(row.createdAt(), bench.clock().instant()), row.createdAt().toString()),
        Cell.dim(labels.getOrDefault(Labels.USER, "")),
        Cell.dim(place(labels.getOrDefault(Labels.NOTEBOOK, ""), labels.get(Labels.CELL))),
        version(step.task().version()));
  }

  private static Cell version(String version) {
    return version.length() <= VERSION_LETTERS
        ? Cell.dim(version)
        : Cell.hover(version.substring(0, VERSION_LETTERS) + "…", version);
  }

  private static String place(String notebook, @Nullable String cell) {
    return cell == null ? notebook : (notebook + " cell [" + cell + "]").strip();
  }

  private static List<Cell> plain(String joined, Literal value) {
    var shown = LiteralText.brief(value);
    var whole = LiteralText.of(value);
    return List.of(
        Cell.code(joined + "= " + shown, shown.equals(whole) ? "" : whole),
        Cell.of(""),
        Cell.of(""),
        Cell.of(""),
        Cell.of(""),
        Cell.of(""));
  }
}
