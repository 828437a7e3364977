package dev.updraft.client.model;

import dev.updraft.types.Literal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A registered launch plan as a list shows it.
 *
 * @param bound the inputs that it has values for
 * @param schedule empty when it has none, or one that this client cannot read
 * @param written its schedule as it is registered; empty when it has none
 * @param updated when it was activated or deactivated last, or else created
 */
public record LaunchPlanRow(
    WorkflowId id,
    WorkflowId workflow,
    boolean active,
    Map<String, Literal> bound,
    Optional<Schedule> schedule,
    String written,
    Instant created,
    Instant updated) {
  public LaunchPlanRow {
    bound = Map.copyOf(bound);
  }
}
