package dev.updraft.magics;

import dev.updraft.cell.Grammar;
import dev.updraft.cell.Option;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.TaskId;
import dev.updraft.client.model.WorkflowId;
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
    var assignments = line.words().subList(named.isPresent() ? 1 : 0, line.words().size());
    var call =
        switch (bench.session().backend().executions().launched(id).what()) {
          case TaskId task -> task(id, task.name(), assignments);
          case WorkflowId workflow -> workflow(id, workflow.name(), assignments);
        };
    if (!detached) {
      return call.run();
    }
    call.announce();
    return call;
  }

  private NotebookCall<?> task(ExecutionId id, String name, List<String> assignments)
      throws InterruptedException {
    var task =
        Optional.ofNullable(bench.tasks().get(name))
            .orElseThrow(() -> undeclared(id, "task", name));
    var given = Assignments.read(bench, GRAMMAR.magic(), task, assignments);
    return calls.again(id, task, task.mapping(bench), given.literals(bench.session().transfers()));
  }

  private NotebookCall<?> workflow(ExecutionId id, String name, List<String> assignments)
      throws InterruptedException {
    var workflow =
        Optional.ofNullable(bench.workflows().get(name))
            .orElseThrow(() -> undeclared(id, "workflow", name));
    var mapping = workflow.mapping(bench, NotebookTask.handle(bench, name));
    var given = Assignments.read(bench, GRAMMAR.magic(), name, mapping, assignments);
    return calls.again(id, workflow, mapping, given.literals(bench.session().transfers()));
  }

  private static NotebookError undeclared(ExecutionId id, String kind, String name) {
    return new NotebookError(
        "To run %s again its %s '%s' must be declared in this notebook: its method says of which Java class the value is."
            .formatted(CellCalls.brief(id.name()), kind, name));
  }
}
