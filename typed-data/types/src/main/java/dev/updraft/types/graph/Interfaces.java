package dev.updraft.types.graph;

import dev.updraft.types.TypedInterface;
import java.util.Optional;
import java.util.Set;

/** What is registered already, as far as graphs need to know. */
public interface Interfaces {
  /** Empty when there is no such task. */
  Optional<TypedInterface> task(Reference task);

  /** Empty when there is no such launch plan. */
  Optional<PlanInterface> launchPlan(Reference launchPlan);

  /**
   * What a launch plan still takes, and gives.
   *
   * @param typedInterface inputs without those that the plan fixes
   * @param withDefault the inputs that may be left out
   */
  record PlanInterface(TypedInterface typedInterface, Set<String> withDefault) {
    public PlanInterface {
      withDefault = Set.copyOf(withDefault);
    }
  }
}
