package dev.updraft.service;

import dev.updraft.blobs.Blobs;
import dev.updraft.engine.ControlPlane;
import dev.updraft.engine.Graphs;
import dev.updraft.engine.Reads;
import dev.updraft.model.Execution;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.graph.Workflow;
import dev.updraft.types.wire.Wire;
import java.util.LinkedHashMap;
import java.util.Map;

/** The graphs of registered workflows, read anew for each execution: they never change. */
public final class RegisteredGraphs implements Graphs {
  private final InputCheck inputs;

  public RegisteredGraphs(Blobs blobs) {
    this.inputs = new InputCheck(blobs);
  }

  @Override
  public Graph open(ControlPlane engine, Execution execution, Reads.Document document) {
    var tasks = new TaskCalls(engine);
    var workflows = new WorkflowCalls(engine, tasks);
    var plans = new LaunchPlanCalls(engine, tasks, workflows, inputs);
    var registered = workflows.workflow(execution.workflow()).spec();
    Map<Reference, Workflow> inner = new LinkedHashMap<>();
    for (var template : registered.getSubWorkflowsList()) {
      var workflow = Arms.named(Wire.readWorkflow(template.toByteArray()));
      inner.put(workflow.id(), workflow);
    }
    return new RegisteredGraph(
        execution,
        ExecutionForm.spec(execution, document.spec()),
        document.inputs(),
        Arms.named(Wire.readWorkflow(registered.getTemplate().toByteArray())),
        inner,
        new RegisteredGraph.Known(tasks, plans, inputs));
  }
}
