package dev.updraft.magics;

import dev.updraft.api.Execution;
import dev.updraft.client.Session;
import dev.updraft.client.model.Artifact;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.magics.notebook.NotebookError;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what people write for an execution or a remembered output: {@code a7xk}, {@code $e}, {@code
 * delays}, {@code delays@3f2a}, {@code delays~1}.
 */
final class Targets {
  private static final Pattern ENTRY = Pattern.compile("([^@~]+)@(\\w+)");
  private static final Pattern EARLIER = Pattern.compile("([^@~]+)~(\\d{1,4})");
  private final Workbench bench;

  Targets(Workbench bench) {
    this.bench = bench;
  }

  /** Whether a word names a remembered output rather than an execution. */
  boolean namesOutput(String word) {
    try {
      return bench.tasks().containsKey(word)
          || word.matches(".+[@~].+")
          || !bench.session().remembered(word, 1).isEmpty();
    } catch (BackendException.Unknown _) {
      return false; // a Flyte does not list them
    } catch (BackendException e) {
      throw new NotebookError(String.valueOf(e.getMessage()), null, e);
    }
  }

  /** The execution that a word means; without one, the last that this notebook started. */
  ExecutionId execution(Optional<String> word) throws InterruptedException {
    if (word.isEmpty()) {
      return bench
          .last()
          .orElseThrow(
              () ->
                  new NotebookError(
                      "This notebook has started no execution yet. Name one: see %executions."));
    }
    if (word.get().startsWith("$")) {
      return variable(word.get().substring(1));
    }
    try {
      return bench.session().find(word.get());
    } catch (BackendException e) {
      throw new NotebookError(String.valueOf(e.getMessage()), null, e);
    }
  }

  /**
   * An execution, or a node of one.
   *
   * @param node empty = none
   */
  record NodeTarget(ExecutionId execution, String node) {}

  /**
   * What {@code a7xk/n1} means; a node within another is {@code a7xk/n0-0-n1} or {@code
   * a7xk/n0/n1}.
   */
  NodeTarget node(Optional<String> word) throws InterruptedException {
    var at = word.map(text -> text.indexOf('/')).orElse(-1);
    return at < 0
        ? new NodeTarget(execution(word), "")
        : new NodeTarget(
            execution(word.map(text -> text.substring(0, at))),
            word.orElseThrow().substring(at + 1));
  }

  private ExecutionId variable(String name) throws InterruptedException {
    if (bench.notebook().jshell().variables().noneMatch(variable -> variable.name().equals(name))) {
      throw new NotebookError("The notebook has no variable '" + name + "'.");
    }
    if (bench.notebook().evaluate(name) instanceof Execution<?> execution) {
      return bench.session().execution(execution.id());
    }
    throw new NotebookError(
        "The variable '"
            + name
            + "' holds no Execution. Name an execution, or a variable with one from submit(..).");
  }

  /**
   * The remembered output that {@code task}, {@code task@KEY} or {@code task~N} means, with its
   * outputs.
   */
  Artifact artifact(String word) {
    var session = bench.session();
    try {
      var entry = ENTRY.matcher(word);
      if (entry.matches()) {
        return get(session, entry.group(1), entry.group(2));
      }
      var earlier = EARLIER.matcher(word);
      return earlier.matches()
          ? earlier(session, earlier.group(1), Integer.parseInt(earlier.group(2)))
          : get(session, word, "");
    } catch (BackendException e) {
      throw new NotebookError(String.valueOf(e.getMessage()), null, e);
    }
  }

  private Artifact earlier(Session session, String task, int back) {
    var newest =
        session
            .backend()
            .catalog()
            .list(session.settings().project(), session.settings().domain(), task, "", back + 1);
    if (newest.size() <= back) {
      throw new NotebookError(
          "The catalog remembers "
              + newest.size()
              + " outputs of "
              + task
              + ", so there is no "
              + task
              + "~"
              + back
              + ". See %outputs.");
    }
    return get(session, task, newest.get(back).key());
  }

  private static Artifact get(Session session, String task, String key) {
    return session
        .backend()
        .catalog()
        .get(session.settings().project(), session.settings().domain(), task, key);
  }
}
