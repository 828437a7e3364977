package dev.updraft.client.lineage;

import dev.updraft.client.Session;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.ExecutionRow;
import dev.updraft.client.model.TaskId;
import dev.updraft.types.Literal;
import dev.updraft.types.Literals;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An execution, what it was called with, and so on back: every file and frame leads to the
 * execution that made it.
 *
 * @param execution which call
 * @param task the version of the code that it ran
 * @param row who called it, when, from which notebook and cell
 * @param inputs in the order of the call; none where {@code repeated}
 * @param repeated whether it stands, with its inputs, further up already
 */
public record Lineage(
    ExecutionId execution, TaskId task, ExecutionRow row, List<Input> inputs, boolean repeated) {
  private static final int MOST = 200;

  /**
   * Raw data lie in a folder that is named by their attempt: execution, node, number (contract 1.3,
   * 1.4).
   */
  private static final Pattern MADE_BY =
      Pattern.compile(".*/data/[a-z0-9]{2}/([a-z][a-z0-9]*)-[^/]+-\\d+(/.*)?");

  public Lineage {
    inputs = List.copyOf(inputs);
  }

  /**
   * One input of a call.
   *
   * @param from the executions that made the files and frames in it; empty for a plain value, or
   *     for data that were uploaded
   */
  public record Input(String name, Literal value, List<Lineage> from) {
    public Input {
      from = List.copyOf(from);
    }
  }

  /** Traces an execution back; at most 200 executions are looked at. */
  public static Lineage of(Session session, ExecutionId execution) {
    return new Tracing(session).trace(execution);
  }

  private static final class Tracing {
    private final Session session;
    private final Set<ExecutionId> seen = new HashSet<>();

    private Tracing(Session session) {
      this.session = session;
    }

    private Lineage trace(ExecutionId id) {
      var executions = session.backend().executions();
      var row = executions.get(id);
      var task = executions.task(id);
      if (!seen.add(id) || seen.size() > MOST) {
        return new Lineage(id, task, row, List.of(), true);
      }
      var inputs = new ArrayList<Input>();
      session
          .inputs(id)
          .forEach((name, value) -> inputs.add(new Input(name, value, makers(id, value))));
      return new Lineage(id, task, row, inputs, false);
    }

    private List<Lineage> makers(ExecutionId of, Literal value) {
      return Literals.uris(value)
          .flatMap(uri -> maker(uri).stream())
          .distinct()
          .map(name -> new ExecutionId(of.project(), of.domain(), name))
          .flatMap(id -> found(id).stream())
          .toList();
    }

    /** One that retention has removed is not there any more. */
    private Optional<Lineage> found(ExecutionId id) {
      try {
        return Optional.of(trace(id));
      } catch (BackendException.NotFound | IllegalArgumentException _) {
        return Optional.empty();
      }
    }
  }

  /** The name of the execution under whose attempt something was stored. */
  static Optional<String> maker(String uri) {
    var match = MADE_BY.matcher(uri);
    return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
  }
}
