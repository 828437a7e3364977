package dev.updraft.magics;

import dev.updraft.cell.Grammar;
import dev.updraft.cell.Option;
import dev.updraft.client.grpc.Catalog;
import dev.updraft.client.lineage.Lineage;
import dev.updraft.client.lineage.Named;
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
    var named = Named.read(line.word(0).orElse(""));
    var execution = execution(named);
    return forward ? forward(words, execution, named, before, rows) : back(execution, named);
  }

  private Table back(ExecutionId execution, Named named) {
    return LineageTable.of(
        Lineage.of(bench.session(), execution, named.node(), named.output()),
        bench.clock().instant());
  }

  private Table forward(
      List<String> words, ExecutionId execution, Named named, String before, int rows) {
    Catalog.Uses found =
        Uses.of(bench.session(), execution, named.node(), named.output(), before, rows);
    return LineageTable.uses(
        found.uses(), bench.clock().instant(), Older.line("%lineage", words, found.next()));
  }

  private ExecutionId execution(Named named) throws InterruptedException {
    var call = named.call();
    if (call.isEmpty() || !named.node().isEmpty() || !targets.namesOutput(call)) {
      return targets.execution(Optional.of(call).filter(text -> !text.isEmpty()));
    }
    return targets
        .artifact(call)
        .source()
        .orElseThrow(() -> new NotebookError("It is not known which execution made " + call + "."))
        .execution();
  }
}
