package dev.updraft.client.model;

import dev.updraft.types.Literal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A registered launch plan.
 *
 * @param id under which it is launched
 * @param fixed inputs that no launch can change
 * @param schedule empty for one without, or with one that we cannot read
 * @param changed when it was last activated or deactivated, else registered
 */
public record LaunchPlan(
    WorkflowId id,
    WorkflowId workflow,
    Map<String, Literal> fixed,
    Optional<Schedule> schedule,
    boolean active,
    Instant changed) {
  public LaunchPlan {
    fixed = Map.copyOf(fixed);
  }
}
