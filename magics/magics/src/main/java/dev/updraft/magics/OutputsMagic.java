package dev.updraft.magics;

import dev.updraft.cell.Grammar;
import dev.updraft.cell.Option;
import dev.updraft.client.model.Artifact;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.magics.view.Table;
import dev.updraft.magics.view.Table.Cell;
import dev.updraft.magics.view.Table.Heading;
import dev.updraft.types.mapping.ValueRefused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code %outputs}: what the catalog remembers; with a target, its value, of the class that the
 * task's method returns here.
 */
final class OutputsMagic implements Magics.LineMagic {
  static final Grammar GRAMMAR =
      new Grammar(
          "%outputs",
          List.of("[EXECUTION or X or X@KEY or X~N]"),
          List.of(
              Option.value("-n", "ROWS", "how many to list"),
              Option.flag("--schema", "the types, not the value"),
              Option.flag("--mine", "only those that this notebook's session made or hit")));

  private final Workbench bench;
  private final Targets targets;

  OutputsMagic(Workbench bench) {
    this.bench = bench;
    this.targets = new Targets(bench);
  }

  @Override
  public @Nullable Object call(List<String> words) throws InterruptedException {
    var line = GRAMMAR.read(words);
    var target = line.word(0);
    var rows = line.whole("-n", 1, 10_000).orElse(20);
    var schema = line.has("--schema");
    var mine = line.has("--mine");
    line.check();
    if (target.isEmpty()) {
      return list(mine ? bench.notebook().session() : "", rows);
    }
    if (bench.tasks().containsKey(target.get()) || target.get().matches(".+[@~].+")) {
      var artifact = targets.artifact(target.get());
      return schema ? schema(artifact) : value(artifact.task().name(), artifact.outputs());
    }
    var id = targets.execution(target);
    var row = bench.session().backend().executions().get(id);
    return value(row.task(), bench.session().backend().executions().outputs(id));
  }

  private Table list(String session, int rows) {
    var settings = bench.session().settings();
    var artifacts =
        bench
            .session()
            .backend()
            .catalog()
            .list(settings.project(), settings.domain(), "", session, rows);
    return Shelf.table(artifacts, bench.clock().instant(), rows);
  }

  private static Table schema(Artifact artifact) {
    return new Table(
        List.of(Heading.text("name"), Heading.text("type")),
        artifact.type().outputs().entrySet().stream()
            .map(
                output ->
                    List.of(
                        Cell.code(output.getKey()), Cell.of(output.getValue().type().toString())))
            .toList(),
        "This task has no outputs.",
        "");
  }

  private @Nullable Object value(String name, byte[] outputs) throws InterruptedException {
    var task = bench.tasks().get(name);
    if (task == null) {
      throw new NotebookError(
          "To load a value of "
              + name
              + ", its task must be declared in this notebook: its method says of which Java class the value is.");
    }
    try {
      return bench.session().decode(task.mapping(bench), outputs);
    } catch (ValueRefused e) {
      throw new NotebookError(
          "This output of " + name + " does not fit the method as it is now: " + e.getMessage(),
          null,
          e);
    }
  }
}
