package dev.updraft.client.model;

import dev.updraft.types.Literal;
import java.util.Map;
import java.util.Optional;

/**
 * A launch plan of its own for a registered workflow.
 *
 * @param workflow must be registered
 * @param defaults of inputs, beside those of the workflow's default launch plan
 * @param fixed inputs that no launch can change
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

  /** A schedule on a workflow, with inputs fixed. */
  public static LaunchPlanSpec scheduled(
      WorkflowId workflow, Schedule schedule, Map<String, Literal> fixed) {
    return new LaunchPlanSpec(workflow, Map.of(), fixed, Optional.of(schedule));
  }

  /** The plan's own name: the scheduled ones of a workflow share one, so one at most is active. */
  public String name() {
    return schedule.isPresent() ? scheduled(workflow.name()) : workflow.name();
  }

  /** The name of the launch plans that schedule a workflow. */
  public static String scheduled(String workflow) {
    return workflow + ".schedule";
  }
}
