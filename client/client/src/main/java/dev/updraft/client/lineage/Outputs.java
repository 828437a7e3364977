package dev.updraft.client.lineage;

import dev.updraft.client.Session;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.types.Literal;
import dev.updraft.types.wire.Wire;
import java.util.Map;
import java.util.TreeSet;

/** The outputs of a call whose lineage is asked for. */
final class Outputs {
  private Outputs() {}

  /**
   * Those that are meant.
   *
   * @param name empty = all
   * @throws IllegalArgumentException when there is none of that name
   */
  static Map<String, Literal> of(Session session, ExecutionId made, String name) {
    var all = Wire.readLiterals(session.backend().executions().outputs(made));
    if (name.isEmpty()) {
      return all;
    }
    var literal = all.get(name);
    if (literal == null) {
      throw new IllegalArgumentException(
          all.isEmpty()
              ? "Execution %s has no outputs, so none is called '%s'.".formatted(made.name(), name)
              : "Execution %s has no output '%s'. It has: %s."
                  .formatted(made.name(), name, String.join(", ", new TreeSet<>(all.keySet()))));
    }
    return Map.of(name, literal);
  }
}
