package dev.updraft.service;

import com.flyteidl.admin.NamedEntityIdentifierList;
import com.flyteidl.admin.NamedEntityIdentifierListRequest;
import com.flyteidl.admin.ResourceListRequest;
import com.flyteidl.admin.Workflow;
import com.flyteidl.admin.WorkflowList;
import com.flyteidl.admin.WorkflowSpec;
import com.flyteidl.core.CompiledWorkflowClosure;
import com.flyteidl.core.Identifier;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;

/** Reading workflows: those that were registered, and those that tasks by themselves run as. */
final class WorkflowCalls {
  private final ControlPlane engine;
  private final TaskCalls tasks;

  WorkflowCalls(ControlPlane engine, TaskCalls tasks) {
    this.engine = engine;
    this.tasks = tasks;
  }

  /** A registered workflow, by its whole name. */
  RegisteredWorkflow workflow(EntityId id) {
    return RegisteredWorkflow.of(engine.entities().get(id));
  }

  Workflow get(Identifier wire) {
    var id = Ids.fromWire(wire, EntityKind.WORKFLOW);
    return WorkflowForm.taskOf(id)
        .map(task -> WorkflowForm.toWire(id, tasks.task(task)))
        .orElseGet(() -> whole(workflow(id)));
  }

  private Workflow whole(RegisteredWorkflow workflow) {
    var wire = workflow.toWire().toBuilder();
    wire.getClosureBuilder().setCompiledWorkflow(compiled(workflow.spec()));
    return wire.build();
  }

  /** What a spec that has been checked compiles to. */
  CompiledWorkflowClosure compiled(WorkflowSpec spec) {
    return CompileWorkflow.of(
        spec, task -> tasks.task(RegisteredInterfaces.id(EntityKind.TASK, task)).template());
  }

  WorkflowList list(ResourceListRequest request) {
    var query = Pages.of(request, Pages.ENTITY);
    var page = engine.entities().list(EntityKind.WORKFLOW, query);
    var list = WorkflowList.newBuilder().setToken(Pages.next(query, page.size()));
    page.forEach(entity -> list.addWorkflows(RegisteredWorkflow.of(entity).toWire()));
    return list.build();
  }

  NamedEntityIdentifierList names(NamedEntityIdentifierListRequest request) {
    return NameLists.page(engine.entities(), EntityKind.WORKFLOW, request);
  }
}
