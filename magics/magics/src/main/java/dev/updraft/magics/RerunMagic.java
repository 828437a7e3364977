package dev.updraft.magics;

import dev.updraft.cell.Grammar;
import dev.updraft.cell.Option;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.NotebookError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code %rerun EXECUTION a=value}: a call again, as it was: the same version of the code, the same
 * inputs but for those that are given. Without an execution, the last that this notebook started.
 */
final class RerunMagic implements Magics.LineMagic {
  static final Grammar GRAMMAR =
      new Grammar(
          "%rerun",
          List.of("[EXECUTION]", "[input=value..]"),
          List.of(Option.flag("--detach", "do not wait: an Execution")));

  private final Workbench bench;
  private final RemoteCalls calls;
  private final Targets targets;

  RerunMagic(Workbench bench, RemoteCalls calls) {
    this.bench = bench;
    this.calls = calls;
    this.targets = new Targets(bench);
  }

  @Override
  public @Nullable Object call(List<String> words) throws InterruptedException {
    var line = GRAMMAR.read(words);
    var detached = line.has("--detach");
    line.check();
    var named = line.word(0).filter(word -> !word.contains("="));
    var id = targets.execution(named);
    var name = bench.session().backend().executions().task(id).name();
    var task =
        Optional.ofNullable(bench.tasks().get(name))
            .orElseThrow(
                () ->
                    new NotebookError(
                        "To run %s again its task '%s' must be declared in this notebook: its method says of which Java class the value is."
                            .formatted(CellCalls.brief(id.name()), name)));
    var assignments = line.words().subList(named.isPresent() ? 1 : 0, line.words().size());
    var given = Assignments.read(bench, GRAMMAR.magic(), task, assignments);
    var call =
        calls.again(id, task, task.mapping(bench), given.literals(bench.session().transfers()));
    if (!detached) {
      return call.run();
    }
    call.announce();
    return call;
  }
}
