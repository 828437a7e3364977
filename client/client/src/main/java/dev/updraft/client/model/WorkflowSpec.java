package dev.updraft.client.model;

import dev.updraft.types.Literal;
import dev.updraft.types.graph.Workflow;
import java.util.List;
import java.util.Map;

/**
 * A workflow as it is registered.
 *
 * @param description shown to people
 * @param inner the workflows that its nodes run, and those that these run; nodes name them by the
 *     ids that they have here
 * @param defaults of inputs; those without one must be given at each launch
 */
public record WorkflowSpec(
    Workflow workflow, String description, List<Workflow> inner, Map<String, Literal> defaults) {
  public WorkflowSpec {
    inner = List.copyOf(inner);
    defaults = Map.copyOf(defaults);
  }
}
