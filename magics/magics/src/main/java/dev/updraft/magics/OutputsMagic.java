package dev.updraft.magics;

import dev.updraft.cell.Grammar;
import dev.updraft.cell.Option;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.types.mapping.ValueRefused;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code %outputs}: what the catalog remembers; with a target, its value, of the class that the
 * task's method returns here.
 */
final class OutputsMagic implements Magics.LineMagic {
  static final Grammar GRAMMAR =
      new Grammar(
          "%outputs",
          List.of("[EXECUTION or X or X@KEY or X~N][.name]"),
          Stream.concat(
                  Stream.of(
                      Option.value("-n", "ROWS", "how many to list"),
                      Option.value("--head", "N", "a dataframe's first rows, not the value"),
                      Option.flag("--schema", "the types, not the value"),
                      Option.flag("--all", "the value, however large"),
                      Option.flag("--mine", "only those that this notebook's session made or hit")),
                  Shelf.OPTIONS.stream())
              .toList());

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
    var head = line.whole("--head", 1, 10_000);
    var schema = line.has("--schema");
    var all = line.has("--all");
    var mine = line.has("--mine");
    if (target.isEmpty() && (head.isPresent() || schema || all)) {
      line.problem("--head, --schema and --all are about one output: name it.");
    }
    var asked =
        Shelf.Asked.read(
            line, bench.clock().instant(), mine ? bench.notebook().session() : "", rows);
    if (target.isPresent() && asked.narrowed()) {
      line.problem(
          "--by, --notebook, --since and --before narrow the list: %cache ls "
              + target.get()
              + " lists one task's.");
    }
    if (!asked.session().isEmpty() && asked.narrowed() && asked.before().isEmpty()) {
      line.problem("--mine lists what the session touched; it is not narrowed further.");
    }
    if (schema && head.isPresent()) {
      line.problem("--head shows rows and --schema types: ask for one of them.");
    }
    line.check();
    if (target.isEmpty()) {
      return new Shelf(bench).table("%outputs", words, "", asked);
    }
    var found = find(target.get());
    if (schema) {
      return found.schema();
    }
    if (head.isPresent()) {
      return found.head(head.getAsInt());
    }
    if (!all) {
      found.checkSize();
    }
    return value(found, output(target.get()));
  }

  /** The name behind the point: no task, execution or variable has a point in its own. */
  private static Optional<String> output(String target) {
    int point = target.indexOf('.');
    return point < 0 ? Optional.empty() : Optional.of(target.substring(point + 1));
  }

  private StoredOutputs find(String target) throws InterruptedException {
    var output = output(target);
    return output.isEmpty()
        ? whole(target)
        : whole(target.substring(0, target.indexOf('.'))).only(output.get());
  }

  private StoredOutputs whole(String word) throws InterruptedException {
    if (targets.namesOutput(word)) {
      return StoredOutputs.of(word, targets.artifact(word));
    }
    var id = targets.execution(Optional.of(word));
    var executions = bench.session().backend().executions();
    return StoredOutputs.of(word, executions.get(id).task(), executions.outputs(id));
  }

  private @Nullable Object value(StoredOutputs found, Optional<String> output)
      throws InterruptedException {
    var name = found.task();
    var task = bench.tasks().get(name);
    if (task == null) {
      throw new NotebookError(
          "To load a value of "
              + name
              + ", its task must be declared in this notebook: its method says of which Java class the value is.");
    }
    try {
      var mapping = task.mapping(bench);
      return output.isEmpty()
          ? bench.session().decode(mapping, found.bytes())
          : found.value(output.get(), mapping, bench.session().transfers());
    } catch (ValueRefused e) {
      throw new NotebookError(
          "This output of " + name + " does not fit the method as it is now: " + e.getMessage(),
          null,
          e);
    }
  }
}
