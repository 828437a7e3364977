package dev.updraft.magics;

import dev.updraft.cell.Grammar;
import dev.updraft.cell.Option;
import dev.updraft.client.grpc.Catalog;
import dev.updraft.client.lineage.Lineage;
import dev.updraft.client.lineage.Uses;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.magics.view.LineageTable;
import dev.updraft.magics.view.Table;
import java.util.List;
import java.util.Optional;

/**
 * {@code %lineage}: which executions, code and inputs made a value, back to what was uploaded; with
 * {@code --forward}, what was made from it.
 */
final class LineageMagic implements Magics.LineMagic {
  static final Grammar GRAMMAR =
      new Grammar(
          "%lineage",
          List.of("[EXECUTION[/NODE] or X or X@KEY][.name]"),
          List.of(
              Option.flag("--forward", "the calls that had it among their inputs"),
              Option.value("-n", "ROWS", "how many of those"),
              Option.value("--before", "TOKEN", "the page that a list's last line names")));

  private final Workbench bench;
  private final Targets targets;

  LineageMagic(Workbench bench) {
    this.bench = bench;
    this.targets = new Targets(bench);
  }

  /** What a word names: a call, and perhaps one of its outputs. */
  private record Asked(ExecutionId execution, String node, String output) {}

  @Override
  public Object call(List<String> words) throws InterruptedException {
    var line = GRAMMAR.read(words);
    var forward = line.has("--forward");
    var rows = line.whole("-n", 1, 1_000).orElse(20);
    var before = line.text("--before").orElse("");
    if (!forward && !before.isEmpty()) {
      line.problem("--before goes on with a list of --forward.");
    }
    line.check();
    var asked = asked(line.word(0));
    return forward ? forward(words, asked, before, rows) : back(asked);
  }

  private Table back(Asked asked) {
    return LineageTable.of(
        Lineage.of(bench.session(), asked.execution(), asked.node(), asked.output()),
        bench.clock().instant());
  }

  private Table forward(List<String> words, Asked asked, String before, int rows) {
    Catalog.Uses found =
        Uses.of(bench.session(), asked.execution(), asked.node(), asked.output(), before, rows);
    return LineageTable.uses(
        found.uses(), bench.clock().instant(), Older.line("%lineage", words, found.next()));
  }

  private Asked asked(Optional<String> word) throws InterruptedException {
    var said = word.orElse("");
    int point = said.indexOf('.');
    var output = point < 0 ? "" : said.substring(point + 1);
    var whole = point < 0 ? said : said.substring(0, point);
    int slash = whole.indexOf('/');
    if (slash > 0) {
      return new Asked(
          targets.execution(Optional.of(whole.substring(0, slash))),
          whole.substring(slash + 1),
          output);
    }
    if (!whole.isEmpty() && targets.namesOutput(whole)) {
      var source =
          targets
              .artifact(whole)
              .source()
              .orElseThrow(
                  () -> new NotebookError("It is not known which execution made " + whole + "."));
      return new Asked(source.execution(), "", output);
    }
    return new Asked(
        targets.execution(Optional.of(whole).filter(text -> !text.isEmpty())), "", output);
  }
}
