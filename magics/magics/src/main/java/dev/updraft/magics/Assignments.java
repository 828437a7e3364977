package dev.updraft.magics;

import dev.updraft.cell.Nearest;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.task.why.ReadInput;
import dev.updraft.types.Literal;
import dev.updraft.types.TypedInterface.Variable;
import dev.updraft.types.mapping.TaskMapping;
import dev.updraft.types.mapping.Transfers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a call as a magic's line gives them: {@code minDistance=500} is read by the input's
 * type, {@code flights=$flights} is the value of a variable of the notebook.
 */
final class Assignments {
  private final TaskMapping mapping;
  private final Map<String, Given> given = new LinkedHashMap<>();

  /** What was given for an input. */
  private sealed interface Given {
    record Written(Literal literal) implements Given {}

    record Held(@Nullable Object value) implements Given {}
  }

  private Assignments(TaskMapping mapping) {
    this.mapping = mapping;
  }

  /** Reads them; all that is wrong is reported together. */
  static Assignments read(Workbench bench, String magic, NotebookTask task, List<String> words)
      throws InterruptedException {
    return read(bench, magic, task.name(), task.mapping(bench), words);
  }

  /** As above, of whatever has these types. */
  static Assignments read(
      Workbench bench, String magic, String name, TaskMapping mapping, List<String> words)
      throws InterruptedException {
    var read = new Assignments(mapping);
    var problems = new ArrayList<String>();
    for (var word : words) {
      try {
        read.add(bench, name, word);
      } catch (IllegalArgumentException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      throw new NotebookError(magic + ": " + String.join("; ", problems) + ".");
    }
    return read;
  }

  private void add(Workbench bench, String task, String word) throws InterruptedException {
    var at = word.indexOf('=');
    var input = at < 0 ? word : word.substring(0, at);
    var variable = types().get(input);
    if (at < 0 || variable == null) {
      throw new IllegalArgumentException(
          "'%s' gives no input of %s%s. Write input=value, of: %s"
              .formatted(word, task, nearest(input), String.join(", ", types().keySet())));
    }
    if (given.containsKey(input)) {
      throw new IllegalArgumentException("'" + input + "' is given twice");
    }
    var text = word.substring(at + 1);
    given.put(
        input,
        text.startsWith("$")
            ? new Given.Held(variable(bench, text.substring(1)))
            : new Given.Written(written(input, text, variable)));
  }

  private String nearest(String input) {
    return Nearest.to(input, types().keySet())
        .filter(near -> !near.equals(input))
        .map(near -> " (did you mean " + near + "?)")
        .orElse("");
  }

  private static Literal written(String input, String text, Variable variable) {
    try {
      return ReadInput.of(text, variable.type());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' %s; or give a variable of the notebook: %s=$variable"
              .formatted(input, e.getMessage(), input),
          e);
    }
  }

  static @Nullable Object variable(Workbench bench, String name) throws InterruptedException {
    if (bench.notebook().jshell().variables().noneMatch(each -> each.name().equals(name))) {
      throw new IllegalArgumentException("the notebook has no variable '" + name + "'");
    }
    return bench.notebook().evaluate(name);
  }

  private Map<String, Variable> types() {
    return mapping.typedInterface().inputs();
  }

  /** The names of the inputs for which nothing was given. */
  Set<String> missing() {
    var missing = new java.util.LinkedHashSet<>(types().keySet());
    missing.removeAll(given.keySet());
    return missing;
  }

  /** The arguments of the method, in order; all must be given. */
  @Nullable Object[] arguments(Transfers transfers) {
    return types().keySet().stream()
        .map(
            name ->
                switch (given.get(name)) {
                  case Given.Held(var value) -> value;
                  case Given.Written(var literal) -> mapping.argument(name, literal, transfers);
                  case null -> throw new IllegalStateException("no value for " + name);
                })
        .toArray();
  }

  /** What was given, as literals. */
  Map<String, Literal> literals(Transfers transfers) {
    var literals = new LinkedHashMap<String, Literal>();
    given.forEach(
        (name, one) ->
            literals.put(
                name,
                switch (one) {
                  case Given.Held(var value) -> mapping.literal(name, value, transfers);
                  case Given.Written(var literal) -> literal;
                }));
    return literals;
  }
}
