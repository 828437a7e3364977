package dev.updraft.workflow;

import static java.util.Objects.requireNonNull;

import dev.updraft.task.closure.Closure;
import dev.updraft.task.closure.Notebook;
import dev.updraft.task.closure.Surroundings;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.mapping.DataClasses;
import dev.updraft.types.mapping.Signature;
import dev.updraft.types.mapping.TaskMapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A notebook with tasks and workflows, whose cells come from a text with {@code ---} between. */
final class WorkflowNotebook implements AutoCloseable {
  static final Surroundings SURROUNDINGS =
      new Surroundings(25, List.of(), List.of(Notebook.apiJar()), List.of(), "", List.of());

  final Notebook notebook = new Notebook();
  private final ReadWorkflow read = new ReadWorkflow(Notebook.CAPTURE);
  private final Map<String, Called> called = new HashMap<>();
  private final Map<String, Callee> callees = new HashMap<>();

  /** A cell that begins with a magic's name is declared; any other one is evaluated. */
  WorkflowNotebook cell(String text) {
    if (text.startsWith("%%task\n")) {
      task(text.substring(text.indexOf('\n') + 1));
    } else if (text.startsWith("%%workflow\n")) {
      workflow(text.substring(text.indexOf('\n') + 1));
    } else {
      notebook.cell(text);
    }
    return this;
  }

  private void task(String body) {
    var closure = notebook.task(body).closure();
    declare(closure, new Called(closure.signature().method(), Called.Kind.TASK));
  }

  private void workflow(String body) {
    var draft = read(body);
    var closure = closure(body);
    notebook.cell(draft.source());
    declare(closure, new Called(draft.signature().method(), Called.Kind.WORKFLOW));
  }

  private void declare(Closure closure, Called name) {
    called.put(closure.members().getFirst().key(), name);
    callees.put(name.name(), new Callee(reference(name.name()), mapping(closure)));
  }

  private static Reference reference(String name) {
    return new Reference("updraft", "development", name, "");
  }

  /** The method with all that it reaches, as if it were a task. */
  Closure closure(String body) {
    return Notebook.CAPTURE
        .ofCell(notebook.code, notebook.body(body), Optional.empty(), SURROUNDINGS)
        .closure();
  }

  private static TypedInterface mapping(Closure closure) {
    var names = closure.signature().parameters().stream().map(each -> each.name()).toList();
    var method = Notebook.method(closure);
    return TaskMapping.of(Signature.of(method.getName(), method, names), DataClasses.none())
        .typedInterface();
  }

  WorkflowDraft read(String body) {
    return read.of(
        notebook.code,
        notebook.body(body),
        Optional.empty(),
        SURROUNDINGS,
        key -> Optional.ofNullable(called.get(key)));
  }

  CompiledWorkflow compile(String body) {
    var draft = read(body);
    return CompileWorkflow.of(
        draft,
        reference(draft.signature().method()),
        mapping(closure(body)),
        each -> requireNonNull(callees.get(each.name())));
  }

  @Override
  public void close() {
    notebook.close();
  }
}
