package dev.updraft.magics;

import dev.updraft.client.CallOptions;
import dev.updraft.client.model.Launchable;
import dev.updraft.client.model.Registered;
import dev.updraft.client.model.WorkflowId;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.magics.view.ForeseenTable;
import dev.updraft.magics.view.Table;
import dev.updraft.task.why.GivenInputs;
import dev.updraft.types.Literal;
import dev.updraft.types.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code %run X a=value} of a workflow or task that this notebook does not declare: a colleague's,
 * a promoted one. The newest that is registered under the name runs.
 */
final class RunRegistered {
  private static final int ROWS = 10;

  private final Workbench bench;
  private final RemoteCalls calls;
  private final String magic;

  RunRegistered(Workbench bench, RemoteCalls calls, String magic) {
    this.bench = bench;
    this.calls = calls;
    this.magic = magic;
  }

  /** The one of that name, if there is one. */
  Optional<Registered> find(String name) {
    var session = bench.session();
    var settings = session.settings();
    return session.backend().launchables().find(settings.project(), settings.domain(), name, "");
  }

  /** What would hit and what would run. */
  Table dryRun(String name, Registered registered, List<String> assignments, CallOptions options)
      throws InterruptedException {
    return ForeseenTable.of(
        bench.session().dryRun(registered.what(), inputs(name, registered, assignments), options));
  }

  NotebookCall<Map<String, Literal>> start(
      String name, Registered registered, List<String> assignments, CallOptions options)
      throws InterruptedException {
    var inputs = inputs(name, registered, assignments);
    return calls.start(name, graph(name, registered.what()), registered.what(), inputs, options);
  }

  private Optional<WorkflowGraph> graph(String name, Launchable what) {
    return what instanceof WorkflowId id
        ? bench
            .session()
            .backend()
            .registry()
            .workflow(id)
            .map(stored -> new WorkflowGraph(name, stored.workflow()))
        : Optional.empty();
  }

  /**
   * The value of a call that has ended: what needs no class of the user's as it is, anything else
   * to look at.
   */
  @Nullable Object value(String name, Map<String, Literal> outputs) {
    if (outputs.isEmpty()) {
      return null;
    }
    var only = outputs.size() == 1 ? plain(outputs.values().iterator().next()) : null;
    return only != null
        ? only
        : StoredOutputs.of(name, name, Wire.writeLiterals(outputs)).head(ROWS);
  }

  private static @Nullable Object plain(Literal literal) {
    return switch (literal) {
      case Literal.Integer(var value) -> value;
      case Literal.Float(var value) -> value;
      case Literal.Text(var value) -> value;
      case Literal.Bool(var value) -> value;
      case Literal.Datetime(var value) -> value;
      case Literal.Span(var value) -> value;
      default -> null;
    };
  }

  private Map<String, Literal> inputs(String name, Registered registered, List<String> assignments)
      throws InterruptedException {
    var words = new ArrayList<String>();
    for (var word : assignments) {
      words.add(written(word));
    }
    try {
      return GivenInputs.read(name, words, registered.typed().inputs(), registered.optional());
    } catch (IllegalArgumentException e) {
      throw new NotebookError(magic + ": " + e.getMessage(), null, e);
    }
  }

  /** {@code a=$variable} with the variable's value in its place. */
  private String written(String word) throws InterruptedException {
    var at = word.indexOf("=$");
    if (at < 0) {
      return word;
    }
    try {
      var value = Assignments.variable(bench, word.substring(at + 2));
      return word.substring(0, at + 1)
          + switch (value) {
            case String text -> text;
            case Number number -> number;
            case Boolean truth -> truth;
            case Instant moment -> moment;
            case LocalDate day -> day;
            case Duration span -> span;
            case Enum<?> constant -> constant.name();
            case null, default ->
                throw new IllegalArgumentException(
                    "'%s': only the declared method says how such a value travels. Declare its task or workflow in this notebook"
                        .formatted(word));
          };
    } catch (IllegalArgumentException e) {
      throw new NotebookError(magic + ": " + e.getMessage() + ".", null, e);
    }
  }
}
