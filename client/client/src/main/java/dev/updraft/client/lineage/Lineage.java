package dev.updraft.client.lineage;

import dev.updraft.client.Session;
import dev.updraft.client.grpc.Origins.Origin;
import dev.updraft.client.grpc.Origins.Value;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.types.Literal;
import dev.updraft.types.Literals;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A call, what it was given, and so on back: a file or frame leads to the call that made it, and
 * within a workflow every value to the node that gave it.
 *
 * @param origin which call, of which code, by whom, from which notebook and cell
 * @param outputs of a workflow: the nodes that gave what it gave; none where {@code repeated}
 * @param inputs in the order of the call; none where {@code repeated}
 * @param repeated whether it stands, with its inputs, further up already
 */
public record Lineage(Origin origin, List<Part> outputs, List<Part> inputs, boolean repeated) {
  private static final int MOST = 200;

  /**
   * Raw data lie in a folder that is named by their attempt: execution, node, number (contract 1.3,
   * 1.4).
   */
  private static final Pattern MADE_BY =
      Pattern.compile(".*/data/[a-z0-9]{2}/([a-z][a-z0-9]*)-[^/]+-\\d+(/.*)?");

  public Lineage {
    outputs = List.copyOf(outputs);
    inputs = List.copyOf(inputs);
  }

  /**
   * An input of a call, or an output of a workflow.
   *
   * @param from the calls that made it; empty for a plain value from outside, or for data that were
   *     uploaded
   */
  public record Part(String name, Literal value, List<Lineage> from) {
    public Part {
      from = List.copyOf(from);
    }
  }

  /**
   * Traces a call back; at most 200 calls are looked at.
   *
   * @param node the path of a workflow's node; empty for the execution itself
   * @param output the only one that counts of a workflow; empty = all
   */
  public static Lineage of(Session session, ExecutionId execution, String node, String output) {
    var tracing = new Tracing(session);
    var origin = tracing.origin(execution, node);
    if (!output.isEmpty()) {
      Outputs.of(session, origin.made(), output); // refuses one that is not there
    }
    return tracing.trace(origin, output);
  }

  private static final class Tracing {
    private final Session session;
    private final Set<ExecutionId> seen = new HashSet<>();

    private Tracing(Session session) {
      this.session = session;
    }

    private Origin origin(ExecutionId id, String node) {
      return session.backend().origins().of(id, node);
    }

    private Lineage trace(Origin origin, String output) {
      if (!seen.add(origin.made()) || seen.size() > MOST) {
        return new Lineage(origin, List.of(), List.of(), true);
      }
      return new Lineage(
          origin,
          origin.outputs().stream()
              .filter(value -> output.isEmpty() || value.name().equals(output))
              .map(value -> part(origin, value))
              .toList(),
          origin.inputs().stream().map(value -> part(origin, value)).toList(),
          false);
    }

    private Part part(Origin of, Value value) {
      var makers =
          value.from().isEmpty()
              ? Literals.uris(value.literal())
                  .flatMap(uri -> maker(uri).stream())
                  .map(name -> new ExecutionId(of.made().project(), of.made().domain(), name))
              : value.from().stream();
      return new Part(
          value.name(),
          value.literal(),
          makers.distinct().filter(id -> !id.equals(of.made())).flatMap(this::found).toList());
    }

    /** One that retention has removed is not there any more. */
    private Stream<Lineage> found(ExecutionId id) {
      try {
        return Stream.of(trace(origin(id, ""), ""));
      } catch (BackendException.NotFound _) {
        return Stream.empty();
      }
    }
  }

  /** The name of the execution under whose attempt something was stored. */
  static Optional<String> maker(String uri) {
    var match = MADE_BY.matcher(uri);
    return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
  }
}
