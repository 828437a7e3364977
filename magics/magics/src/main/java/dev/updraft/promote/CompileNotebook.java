package dev.updraft.promote;

import dev.updraft.cell.Nearest;
import dev.updraft.cell.TaskOptions;
import dev.updraft.client.RemoteTask;
import dev.updraft.client.RemoteWorkflow;
import dev.updraft.client.UserTypes;
import dev.updraft.task.ClosureClasses;
import dev.updraft.task.DeclareTask;
import dev.updraft.task.DeclaredTask;
import dev.updraft.task.TaskForm;
import dev.updraft.task.closure.CaptureRefused;
import dev.updraft.task.closure.CellText;
import dev.updraft.task.closure.Closure;
import dev.updraft.task.closure.Surroundings;
import dev.updraft.task.closure.WrittenCode;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.mapping.Signature;
import dev.updraft.types.mapping.TaskMapping;
import dev.updraft.types.mapping.TypeRefused;
import dev.updraft.workflow.Called;
import dev.updraft.workflow.Callee;
import dev.updraft.workflow.CompileWorkflow;
import dev.updraft.workflow.CompiledWorkflow;
import dev.updraft.workflow.ReadWorkflow;
import dev.updraft.workflow.WorkflowForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compiles one workflow of a notebook that was only read: its tasks are captured as the notebook
 * stands after its last cell, and nothing that the workflow does not need is looked at. What is
 * wrong is said together.
 */
final class CompileNotebook {
  /** The release that closures are compiled for; as in the notebook. */
  private static final int RELEASE = 25;

  private final WrittenNotebook notebook;
  private final List<Path> provided;
  private final List<Path> userJars;
  private final ClassLoader loader;
  private final UserTypes types;
  private final DeclareTask declare;
  private final Map<String, Optional<Task>> tasks = new LinkedHashMap<>();
  private final Map<String, Optional<Compiled>> workflows = new LinkedHashMap<>();
  private final Set<String> problems = new LinkedHashSet<>();

  private record Task(Closure closure, TaskMapping mapping, RemoteTask remote) {}

  private record Compiled(
      String methodKey, CompiledWorkflow compiled, TaskMapping mapping, String description) {}

  /**
   * @param provided our API and adapters, as the kernel has them
   */
  CompileNotebook(WrittenNotebook notebook, List<Path> provided) {
    this.notebook = notebook;
    this.provided = provided;
    this.userJars = notebook.jars().stream().map(UserJar::path).toList();
    this.loader = new NotebookLoader(Stream.concat(userJars.stream(), provided.stream()).toList());
    this.types = new UserTypes(() -> loader);
    this.declare = new DeclareTask(notebook.capture());
  }

  /** All of it, or every reason why not. */
  Promotable of(String name) {
    problems.addAll(notebook.problems());
    var written = notebook.workflows().get(name);
    if (written == null) {
      problems.add(unknown(name));
      throw new NotebookRefused(List.copyOf(problems));
    }
    var compiled = workflow(name);
    if (!problems.isEmpty() || compiled.isEmpty()) {
      throw new NotebookRefused(List.copyOf(problems));
    }
    var remote = remote(compiled.get(), written);
    var closures = new LinkedHashMap<String, Closure>();
    remote.tasks().keySet().forEach(each -> closures.put(each, captured(each).closure()));
    return new Promotable(remote, closures, coordinates(closures));
  }

  private RemoteWorkflow remote(Compiled compiled, WrittenWorkflow written) {
    return new WorkflowForm(
            task -> captured(task).remote(), inner -> workflow(inner).map(Compiled::compiled))
        .of(
            compiled.compiled(),
            compiled.description(),
            compiled.mapping(),
            written.options().maxParallelism());
  }

  private Task captured(String name) {
    return task(name)
        .orElseThrow(() -> new IllegalStateException("task " + name + " was found good"));
  }

  private Map<String, String> coordinates(Map<String, Closure> closures) {
    var known = new HashMap<String, String>();
    for (var jar : notebook.jars()) {
      for (var closure : closures.values()) {
        closure.libraries().stream()
            .filter(library -> library.path().equals(jar.path()))
            .forEach(
                library -> jar.coordinate().ifPresent(text -> known.put(library.sha256(), text)));
      }
    }
    return known;
  }

  private String unknown(String name) {
    var declared = new TreeSet<>(notebook.workflows().keySet());
    if (notebook.tasks().containsKey(name)) {
      return "'%s' is a task, and a promotion is of workflows, with all their tasks.%s"
          .formatted(name, there(declared));
    }
    return "The notebook has no workflow '%s'.%s%s"
        .formatted(
            name,
            Nearest.to(name, declared).map(near -> " Did you mean " + near + "?").orElse(""),
            there(declared));
  }

  private static String there(Set<String> declared) {
    return declared.isEmpty()
        ? " It has none: declare one with %%workflow."
        : " It has: " + String.join(", ", declared) + ".";
  }

  private Surroundings surroundings(String image) {
    return new Surroundings(RELEASE, userJars, provided, List.of(), image, List.of());
  }

  private Optional<Task> task(String name) {
    var known = tasks.get(name);
    if (known == null) {
      known = said(() -> capture(name));
      tasks.put(name, known);
    }
    return known;
  }

  private Optional<Compiled> workflow(String name) {
    var known = workflows.get(name);
    if (known == null) {
      workflows.put(name, Optional.empty()); // one that runs itself has no end
      known = said(() -> compile(name));
      workflows.put(name, known);
    }
    return known;
  }

  private interface Work<T> {
    @Nullable T done();
  }

  /** What is wrong is remembered, so that the next one is looked at as well. */
  private <T> Optional<T> said(Work<T> work) {
    try {
      return Optional.ofNullable(work.done());
    } catch (CaptureRefused e) {
      e.refusals().forEach(refusal -> problems.add(refusal.text()));
    } catch (NotebookRefused e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  private @Nullable Task capture(String name) {
    var written = notebook.tasks().get(name);
    if (written == null) {
      return null;
    }
    var around = surroundings(written.options().environment().image().orElse(""));
    var declared = declared(written.before(), written.body(), written.options(), around);
    var closure = declared.closure();
    if (notebook.code().changedSince(written.moment(), closure)) {
      closure = notebook.capture().again(notebook.code(), closure, around);
    }
    var mapping = mapping(name, closure, written.body());
    return new Task(closure, mapping, TaskForm.of(name, written.options(), closure, mapping));
  }

  private DeclaredTask declared(
      WrittenCode code, CellText body, TaskOptions options, Surroundings around) {
    return declare.of(code, body, options, around, _ -> Optional.empty());
  }

  private TaskMapping mapping(String name, Closure closure, CellText body) {
    try {
      var method = new ClosureClasses(closure.jar(), loader).method(closure.entry());
      var names = closure.signature().parameters().stream().map(each -> each.name()).toList();
      return TaskMapping.of(Signature.of(name, method, names), types);
    } catch (TypeRefused e) {
      throw new NotebookRefused(body.start().cell() + ": " + e.getMessage());
    }
  }

  private @Nullable Compiled compile(String name) {
    var written = notebook.workflows().get(name);
    if (written == null) {
      return null;
    }
    var keys = called(written);
    var draft =
        new ReadWorkflow(notebook.capture())
            .of(
                written.before(),
                written.body(),
                written.options().name(),
                surroundings(""),
                key -> Optional.ofNullable(keys.get(key)).or(() -> broken(key)));
    if (!draft.calls().stream().allMatch(this::found)) {
      return null; // why is among the problems
    }
    var options = TaskOptions.parse(written.options().name().map(List::of).orElseGet(List::of));
    var declared = declared(written.before(), written.body(), options, surroundings(""));
    var mapping = mapping(name, declared.closure(), written.body());
    var compiled =
        CompileWorkflow.of(draft, reference(name), mapping.typedInterface(), this::callee);
    return new Compiled(
        draft.key(),
        written.options().policy(compiled),
        mapping,
        draft.signature().documentation().orElse(""));
  }

  /**
   * What the methods that the cell mentions were declared as, by their keys. Captured before the
   * workflow is read: the compiler does one thing at a time.
   */
  private Map<String, Called> called(WrittenWorkflow workflow) {
    var mentioned = notebook.code().mentioned(workflow.body().text());
    var keys = new HashMap<String, Called>();
    for (var name : candidates(workflow, mentioned)) {
      (notebook.tasks().containsKey(name) ? task(name) : Optional.<Task>empty())
          .ifPresent(
              task ->
                  keys.put(
                      task.closure().members().getFirst().key(),
                      new Called(name, Called.Kind.TASK)));
      if (!name.equals(workflow.name())) {
        workflow(name)
            .ifPresent(
                inner -> keys.put(inner.methodKey(), new Called(name, Called.Kind.WORKFLOW)));
      }
    }
    return keys;
  }

  /** One that cannot be captured has no key; that is no reason to call it a plain method. */
  private Optional<Called> broken(String key) {
    var method = key.substring(2).replaceFirst("\\(.*", "");
    return tasks.entrySet().stream()
        .filter(task -> task.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .filter(name -> notebook.code().methodOf(name).equals(Optional.of(method)))
        .findFirst()
        .map(name -> new Called(name, Called.Kind.TASK));
  }

  private boolean found(Called called) {
    return switch (called.kind()) {
      case TASK -> task(called.name()).isPresent();
      case WORKFLOW -> workflow(called.name()).isPresent();
    };
  }

  /** Declared above the workflow; a task's method may have another name than the task. */
  private List<String> candidates(WrittenWorkflow workflow, Set<String> mentioned) {
    var candidates = new ArrayList<String>();
    Stream.concat(notebook.tasks().keySet().stream(), notebook.workflows().keySet().stream())
        .filter(name -> workflow.before().declares(name))
        .filter(
            name ->
                mentioned.contains(name)
                    || mentioned.contains(notebook.code().methodOf(name).orElse(name)))
        .sorted()
        .forEach(candidates::add);
    return candidates;
  }

  private Callee callee(Called called) {
    var typed =
        switch (called.kind()) {
          case TASK -> captured(called.name()).mapping().typedInterface();
          case WORKFLOW ->
              workflow(called.name())
                  .orElseThrow(() -> new IllegalStateException(called + " was found good"))
                  .compiled()
                  .workflow()
                  .typedInterface();
        };
    return new Callee(reference(called.name()), typed);
  }

  private static Reference reference(String name) {
    return new Reference("", "", name, "");
  }
}
