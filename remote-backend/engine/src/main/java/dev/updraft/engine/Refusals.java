package dev.updraft.engine;

import dev.updraft.model.Conflict;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.NotFound;
import dev.updraft.model.Refusal;
import java.util.Optional;

/** The sentences that several places refuse with. */
final class Refusals {
  private Refusals() {}

  static NotFound noExecution(ExecutionId id) {
    return new NotFound(
        "No execution '%s' in project '%s', domain '%s'."
            .formatted(id.name(), id.project(), id.domain()));
  }

  /** Why something that is not live cannot be ended. */
  static Refusal notLive(Optional<Execution> stored, ExecutionId id) {
    return stored
        .<Refusal>map(
            execution ->
                new Conflict(
                    Conflict.Kind.ENDED,
                    "Cannot abort execution '%s': it is %s already."
                        .formatted(id.name(), execution.phase())))
        .orElseGet(() -> noExecution(id));
  }
}
