package dev.updraft.workflow;

import dev.updraft.types.graph.Workflow;
import java.util.List;

/**
 * A workflow with the graphs that it needs beside those of the workflows that it calls.
 *
 * @param inner what the arms of branches became that need more than one node, or none; their names
 *     begin with the workflow's
 */
public record CompiledWorkflow(Workflow workflow, List<Workflow> inner) {
  public CompiledWorkflow {
    inner = List.copyOf(inner);
  }
}
