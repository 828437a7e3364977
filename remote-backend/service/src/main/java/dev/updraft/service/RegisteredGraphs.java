package dev.updraft.service;

import dev.updraft.blobs.Blobs;
import dev.updraft.engine.ControlPlane;
import dev.updraft.engine.Graphs;
import dev.updraft.engine.Reads;
import dev.updraft.model.Execution;
import dev.updraft.model.Role;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.graph.Workflow;
import dev.updraft.types.wire.Wire;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The graphs of registered workflows and those that tasks made, read anew for each execution: they
 * never change.
 */
public final class RegisteredGraphs implements Graphs {
  private final Blobs blobs;
  private final InputCheck inputs;

  public RegisteredGraphs(Blobs blobs) {
    this.blobs = blobs;
    this.inputs = new InputCheck(blobs);
  }

  @Override
  public Graph open(ControlPlane engine, Execution execution, Reads.Document document) {
    var tasks = new TaskCalls(engine);
    var workflows = new WorkflowCalls(engine, tasks);
    var plans = new LaunchPlanCalls(engine, tasks, workflows, inputs);
    var dynamic = new DynamicGraphs(engine, blobs, tasks);
    var part = Part.of(execution.role());
    var known = dynamic.tasks(part);
    var spec =
        part.futures()
            .map(uri -> dynamic.workflow(execution, uri))
            .orElseGet(() -> workflows.workflow(execution.workflow()).spec());
    if (execution.role().kind() == Role.Kind.DYNAMIC) {
      dynamic.check(spec, new RegisteredInterfaces(known, plans));
    }
    Map<Reference, Workflow> inner = new LinkedHashMap<>();
    for (var template : spec.getSubWorkflowsList()) {
      var workflow = Arms.named(Wire.readWorkflow(template.toByteArray()));
      inner.put(workflow.id(), workflow);
    }
    return new RegisteredGraph(
        execution,
        ExecutionForm.spec(execution, document.spec()),
        document.inputs(),
        Arms.named(Wire.readWorkflow(spec.getTemplate().toByteArray())),
        inner,
        new RegisteredGraph.Known(known, plans, inputs));
  }
}
