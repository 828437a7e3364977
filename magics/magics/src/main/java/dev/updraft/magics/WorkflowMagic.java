package dev.updraft.magics;

import dev.updraft.cell.Grammar;
import dev.updraft.cell.InvalidLine;
import dev.updraft.cell.TaskOptions;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.magics.view.Table;
import dev.updraft.magics.view.Table.Cell;
import dev.updraft.magics.view.Table.Heading;
import dev.updraft.task.DeclaredTask;
import dev.updraft.task.closure.CaptureRefused;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.graph.Reference;
import dev.updraft.workflow.Called;
import dev.updraft.workflow.Callee;
import dev.updraft.workflow.CompileWorkflow;
import dev.updraft.workflow.CompiledWorkflow;
import dev.updraft.workflow.ReadWorkflow;
import dev.updraft.workflow.WorkflowDraft;
import dev.updraft.workflow.WorkflowOptions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code %%workflow}: reads the cell's method as a graph, checks it, draws it; {@code %workflow}
 * shows the workflows of this notebook. The method stays plain Java.
 */
final class WorkflowMagic implements Magics.CellMagic, Magics.LineMagic {
  static final Grammar SHOW = new Grammar("%workflow", List.of("[NAME]"), List.of());

  private final Workbench bench;
  private final DeclareCell cell;
  private final ReadWorkflow read;

  WorkflowMagic(Workbench bench) {
    this.bench = bench;
    this.cell = new DeclareCell(bench);
    this.read = new ReadWorkflow(bench.capture());
  }

  @Override
  public @Nullable Object call(List<String> words, String body) throws InterruptedException {
    var asked = asked(words);
    var name = asked.name();
    try {
      var draft =
          read.of(bench.code(), cell.text(body), name, bench.surroundings(""), this::called);
      var declared = cell.analyse(TaskOptions.parse(name.map(List::of).orElseGet(List::of)), body);
      var workflow =
          new NotebookWorkflow(
              declared.name(),
              draft.key(),
              draft.signature(),
              bench.cells().current(),
              asked.policy(compile(draft, declared)),
              asked.maxParallelism());
      cell.evaluate(declared, body);
      bench.workflows().put(declared.name(), workflow);
      bench.tasks().remove(declared.name());
      bench.notebook().show(workflow.view());
      return null;
    } catch (CaptureRefused e) {
      throw new NotebookError(String.valueOf(e.getMessage()), null, e);
    }
  }

  private static WorkflowOptions asked(List<String> words) {
    try {
      return WorkflowOptions.parse(words);
    } catch (InvalidLine e) {
      throw new NotebookError(String.valueOf(e.getMessage()), null, e);
    }
  }

  /** What a method of the notebook was declared as. */
  private Optional<Called> called(String key) {
    return bench.tasks().values().stream()
        .filter(task -> task.closure().members().getFirst().key().equals(key))
        .map(task -> new Called(task.name(), Called.Kind.TASK))
        .findFirst()
        .or(
            () ->
                bench.workflows().values().stream()
                    .filter(workflow -> workflow.key().equals(key))
                    .map(workflow -> new Called(workflow.name(), Called.Kind.WORKFLOW))
                    .findFirst());
  }

  private CompiledWorkflow compile(WorkflowDraft draft, DeclaredTask declared)
      throws InterruptedException {
    var callees = new HashMap<Called, Callee>();
    for (var called : draft.calls()) {
      callees.put(called, new Callee(reference(called.name()), typed(called)));
    }
    return CompileWorkflow.of(
        draft,
        reference(declared.name()),
        cell.types(declared).typedInterface(),
        called -> found(callees, called));
  }

  private static Callee found(Map<Called, Callee> callees, Called called) {
    var callee = callees.get(called);
    if (callee == null) {
      throw new IllegalStateException(called + " is not among the calls of its workflow.");
    }
    return callee;
  }

  private TypedInterface typed(Called called) throws InterruptedException {
    return switch (called.kind()) {
      case TASK -> bench.task(called.name()).mapping(bench).typedInterface();
      case WORKFLOW ->
          Optional.ofNullable(bench.workflows().get(called.name()))
              .orElseThrow(() -> new IllegalStateException(called + " is not declared."))
              .compiled()
              .workflow()
              .typedInterface();
    };
  }

  /** A declaration asks no backend: project, domain and version are known with the registration. */
  private static Reference reference(String name) {
    return new Reference("", "", name, "");
  }

  @Override
  public Object call(List<String> words) {
    var line = SHOW.read(words);
    line.check();
    var name = line.word(0);
    if (name.isPresent()) {
      var workflow = bench.workflows().get(name.get());
      if (workflow == null) {
        throw new NotebookError(
            "No workflow '"
                + name.get()
                + "' is declared in this notebook. There are: "
                + String.join(", ", bench.workflows().keySet().stream().sorted().toList())
                + ".");
      }
      return workflow.view();
    }
    return new Table(
        List.of(
            Heading.text("workflow"),
            Heading.text("returns"),
            Heading.number("nodes"),
            Heading.text("declared in")),
        bench.workflows().values().stream()
            .sorted(Comparator.comparing(NotebookWorkflow::name))
            .map(
                workflow ->
                    List.of(
                        Cell.of(workflow.signature().toString()),
                        Cell.of(workflow.signature().returns()),
                        Cell.of(Integer.toString(workflow.compiled().workflow().nodes().size())),
                        Cell.dim(workflow.cell())))
            .toList(),
        "No workflow is declared in this notebook yet. Declare one with %%workflow.",
        "");
  }
}
