package dev.updraft.workflow;

import dev.updraft.task.closure.CaptureRefused;
import dev.updraft.task.closure.Refusal;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.graph.Binding;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.graph.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Gives a draft the types of what it calls, and makes it a graph. */
public final class CompileWorkflow {
  private CompileWorkflow() {}

  /**
   * Compiles a draft.
   *
   * @param id the workflow's name; the graphs of its branches are named after it
   * @param own the interface of the workflow's method
   * @param callees what the draft's {@link WorkflowDraft#calls()} stand for
   * @throws CaptureRefused where Java converts a value and the platform does not
   */
  public static CompiledWorkflow of(
      WorkflowDraft draft, Reference id, TypedInterface own, Function<Called, Callee> callees) {
    var inner = new ArrayList<Workflow>();
    var refusals = new LinkedHashSet<Refusal>();
    var types = new Types(own.inputs());
    var nodes = new CompileNodes(id, callees, inner, refusals);
    var compiled =
        nodes.all(draft.nodes(), types, new CompileNodes.Expected(draft.result(), own.outputs()));
    var bind = new Bind(types, draft.place(), refusals);
    var outputs =
        draft
            .result()
            .map(result -> bind.outputs(result, own.outputs(), "the result"))
            .orElseGet(LinkedHashMap<String, Binding>::new);
    refuse(refusals);
    var workflow =
        new Workflow(
            id, own, compiled, outputs, Workflow.OnFailure.FAIL_IMMEDIATELY, Optional.empty());
    return new CompiledWorkflow(workflow, inner);
  }

  private static void refuse(Set<Refusal> refusals) {
    if (!refusals.isEmpty()) {
      throw new CaptureRefused(List.copyOf(refusals));
    }
  }
}
