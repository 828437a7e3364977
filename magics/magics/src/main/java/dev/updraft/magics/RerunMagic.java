package dev.updraft.magics;

import dev.updraft.cell.Grammar;
import dev.updraft.cell.Option;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.Launchable;
import dev.updraft.client.model.TaskId;
import dev.updraft.client.model.WorkflowId;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.task.closure.CaptureRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code %rerun EXECUTION a=value}: a call again, as it was: the same version of the code, the same
 * inputs but for those that are given. With {@code --recover}, what ended well then is kept.
 * Without an execution, the last that this notebook started.
 */
final class RerunMagic implements Magics.LineMagic {
  static final Grammar GRAMMAR =
      new Grammar(
          "%rerun",
          List.of("[EXECUTION]", "[input=value..]"),
          List.of(
              Option.flag("--recover", "keep what ended well; only the rest runs"),
              Option.flag("--detach", "do not wait: an Execution")));

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
    var recover = line.has("--recover");
    line.check();
    var named = line.word(0).filter(word -> !word.contains("="));
    var assignments = line.words().subList(named.isPresent() ? 1 : 0, line.words().size());
    if (recover && !assignments.isEmpty()) {
      throw new NotebookError(
          "--recover keeps what was made from the inputs of then, so it cannot take '%s'. Leave the inputs out, or leave --recover out: then all of it runs with the new inputs."
              .formatted(String.join(" ", assignments)));
    }
    var id = targets.execution(named);
    var what = bench.session().backend().executions().launched(id).what();
    var call = recover ? recovered(id, what) : again(id, what, assignments);
    if (!detached) {
      return call.run();
    }
    call.announce();
    return call;
  }

  private NotebookCall<?> again(ExecutionId id, Launchable what, List<String> assignments)
      throws InterruptedException {
    return switch (what) {
      case TaskId task -> task(id, task.name(), assignments);
      case WorkflowId workflow -> workflow(id, workflow.name(), assignments);
    };
  }

  private NotebookCall<?> task(ExecutionId id, String name, List<String> assignments)
      throws InterruptedException {
    var task = declaredTask(id, name);
    var given = Assignments.read(bench, GRAMMAR.magic(), task, assignments);
    return calls.again(id, task, task.mapping(bench), given.literals(bench.session().transfers()));
  }

  private NotebookCall<?> workflow(ExecutionId id, String name, List<String> assignments)
      throws InterruptedException {
    var workflow = declaredWorkflow(id, name);
    var mapping = workflow.mapping(bench, NotebookTask.handle(bench, name));
    var given = Assignments.read(bench, GRAMMAR.magic(), name, mapping, assignments);
    return calls.again(id, workflow, mapping, given.literals(bench.session().transfers()));
  }

  private NotebookCall<?> recovered(ExecutionId id, Launchable what) throws InterruptedException {
    return switch (what) {
      case TaskId(_, _, var name, var version) -> {
        var task = declaredTask(id, name);
        yield calls.recover(
            id,
            task,
            task.mapping(bench),
            notes(id, name, () -> bench.session().register(task.remote(bench)).version(), version));
      }
      case WorkflowId(_, _, var name, var version) -> {
        var workflow = declaredWorkflow(id, name);
        var handle = NotebookTask.handle(bench, name);
        yield calls.recover(
            id,
            workflow,
            workflow.mapping(bench, handle),
            notes(
                id,
                name,
                () -> bench.session().register(workflow.remote(bench, handle)).version(),
                version));
      }
    };
  }

  /**
   * What is kept is of the code of then: who has changed it since wants something else, perhaps.
   */
  private List<String> notes(ExecutionId id, String name, Supplier<String> version, String then) {
    var notes = new ArrayList<String>();
    notes.add("goes on from " + CellCalls.brief(id.name()) + ": what ended well there is kept");
    if (!isStill(then, version)) {
      notes.add(
          "runs the code of then: it has changed here. %%run %s runs it as it is now; what did not change is a hit if it is cached"
              .formatted(name));
    }
    return notes;
  }

  private static boolean isStill(String then, Supplier<String> version) {
    try {
      return version.get().equals(then);
    } catch (CaptureRefused | BackendException | NotebookError _) {
      return false; // as it is now it could not run at all
    }
  }

  private NotebookTask declaredTask(ExecutionId id, String name) {
    return Optional.ofNullable(bench.tasks().get(name))
        .orElseThrow(() -> undeclared(id, "task", name));
  }

  private NotebookWorkflow declaredWorkflow(ExecutionId id, String name) {
    return Optional.ofNullable(bench.workflows().get(name))
        .orElseThrow(() -> undeclared(id, "workflow", name));
  }

  private static NotebookError undeclared(ExecutionId id, String kind, String name) {
    return new NotebookError(
        "To run %s again its %s '%s' must be declared in this notebook: its method says of which Java class the value is."
            .formatted(CellCalls.brief(id.name()), kind, name));
  }
}
