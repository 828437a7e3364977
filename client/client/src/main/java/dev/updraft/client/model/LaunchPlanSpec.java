package dev.updraft.client.model;

import dev.updraft.types.Literal;
import java.util.Map;
import java.util.Optional;

/**
 * A launch plan to register: a registered workflow with inputs bound beforehand, and perhaps a
 * schedule.
 *
 * @param workflow whose default launch plan is registered under its name and version
 * @param defaults over the workflow's own; a launch may give others
 * @param fixed what no launch may give
 */
public record LaunchPlanSpec(
    WorkflowId workflow,
    Map<String, Literal> defaults,
    Map<String, Literal> fixed,
    Optional<Schedule> schedule) {
  public LaunchPlanSpec {
    defaults = Map.copyOf(defaults);
    fixed = Map.copyOf(fixed);
  }
}
