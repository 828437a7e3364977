package dev.updraft.workflow;

import dev.updraft.task.closure.AttributedCell;
import dev.updraft.task.closure.CaptureClosure;
import dev.updraft.task.closure.CaptureRefused;
import dev.updraft.task.closure.CellPosition;
import dev.updraft.task.closure.CellText;
import dev.updraft.task.closure.NotebookCode;
import dev.updraft.task.closure.Refusal;
import dev.updraft.task.closure.Surroundings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.element.VariableElement;

/**
 * Reads the method of a {@code %%workflow} cell as a graph. The method stays plain Java: nothing is
 * run, and what cannot be a part of a graph is refused with its place and a way out.
 */
public final class ReadWorkflow {
  private final CaptureClosure capture;

  public ReadWorkflow(CaptureClosure capture) {
    this.capture = capture;
  }

  /**
   * Reads the workflow of a cell that has not been evaluated yet.
   *
   * @param body the cell without its magic line
   * @param name the method that the magic line names, if it names one
   * @param declared the task or workflow that a method of the notebook was declared as, by the
   *     method's key ({@code m:load(java.lang.String)}, the first member of a task's closure)
   * @throws CaptureRefused with all reasons, when the method is no graph
   */
  public WorkflowDraft of(
      NotebookCode notebook,
      CellText body,
      Optional<String> name,
      Surroundings surroundings,
      Function<String, Optional<Called>> declared) {
    return capture.reading(
        notebook, body, name, surroundings, "workflow", cell -> read(cell, declared));
  }

  private static WorkflowDraft read(
      AttributedCell cell, Function<String, Optional<Called>> declared) {
    var reading = new Reading(cell, declared);
    var scope = new Scope();
    for (var parameter : cell.element().getParameters()) {
      scope.declare(parameter, parameter(parameter));
    }
    if (!cell.method().getTypeParameters().isEmpty()) {
      reading.refuse(
          cell.method(),
          "the workflow '"
              + cell.element().getSimpleName()
              + "' is generic; its interface names the types that travel.",
          "write the types out.");
    }
    var body = cell.method().getBody();
    if (body != null) {
      new ReadStatements(reading).body(body.getStatements(), scope);
    }
    var problems = reading.problems();
    if (reading.calls().isEmpty() && reading.refusals().isEmpty() && problems.isEmpty()) {
      reading.refuse(
          cell.method(),
          "'"
              + cell.element().getSimpleName()
              + "' calls no task, so there is nothing to run as a workflow.",
          "call a task in it, or make it a task itself: %%task.");
    }
    var refusals = new ArrayList<>(problems);
    refusals.addAll(reading.refusals());
    if (!refusals.isEmpty()) {
      refusals.sort(
          Comparator.comparing(
              Refusal::at,
              Comparator.comparingInt(CellPosition::line).thenComparingInt(CellPosition::column)));
      throw new CaptureRefused(List.copyOf(refusals));
    }
    return new WorkflowDraft(
        cell.key(),
        cell.signature(),
        scope.nodes(),
        scope.returned(),
        reading.place(cell.method()),
        reading.calls(),
        cell.source(),
        cell.imports());
  }

  private static Value parameter(VariableElement parameter) {
    return new Value.Parameter(parameter.getSimpleName().toString(), List.of());
  }
}
