package dev.updraft.service;

import com.flyteidl.admin.Workflow;
import com.flyteidl.admin.WorkflowClosure;
import com.flyteidl.core.Binding;
import com.flyteidl.core.BindingData;
import com.flyteidl.core.CompiledTask;
import com.flyteidl.core.CompiledWorkflow;
import com.flyteidl.core.CompiledWorkflowClosure;
import com.flyteidl.core.ConnectionSet;
import com.flyteidl.core.ConnectionSet.IdList;
import com.flyteidl.core.Node;
import com.flyteidl.core.NodeMetadata;
import com.flyteidl.core.OutputReference;
import com.flyteidl.core.RetryStrategy;
import com.flyteidl.core.TaskNode;
import com.flyteidl.core.TaskTemplate;
import com.flyteidl.core.WorkflowTemplate;
import dev.updraft.engine.UniqueId;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.TaskId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The workflow of one node that Flyte makes of a task launched by itself (contract 3.2, 2.4). */
final class WorkflowForm {
  private static final String PREFIX = ".flytegen.";
  private static final String START = "start-node";
  private static final String END = "end-node";

  /** What a task without a retry strategy gets there. */
  static final int DEFAULT_RETRIES = 3;

  private WorkflowForm() {}

  /** The workflow's name for a task's. */
  static EntityId of(TaskId task) {
    return new EntityId(
        EntityKind.WORKFLOW, task.project(), task.domain(), PREFIX + task.name(), task.version());
  }

  /** The task whose workflow this is. */
  static Optional<EntityId> taskOf(EntityId workflow) {
    return workflow.name().startsWith(PREFIX)
        ? Optional.of(
            new EntityId(
                EntityKind.TASK,
                workflow.project(),
                workflow.domain(),
                workflow.name().substring(PREFIX.length()),
                workflow.version()))
        : Optional.empty();
  }

  static Workflow toWire(EntityId id, RegisteredTask task) {
    var closure =
        CompiledWorkflowClosure.newBuilder()
            .setPrimary(compiled(id, task.template()))
            .addTasks(CompiledTask.newBuilder().setTemplate(task.template()));
    return Workflow.newBuilder()
        .setId(Ids.toWire(id))
        .setClosure(
            WorkflowClosure.newBuilder()
                .setCompiledWorkflow(closure)
                .setCreatedAt(Times.timestamp(task.created())))
        .build();
  }

  private static CompiledWorkflow compiled(EntityId id, TaskTemplate task) {
    var node = UniqueId.nodeOfTask(task.getId().getName());
    var outputs = bindings(node, task.getInterface().getOutputs().getVariablesMap().keySet());
    var template =
        WorkflowTemplate.newBuilder()
            .setId(Ids.toWire(id))
            .setInterface(task.getInterface())
            .addNodes(Node.newBuilder().setId(START))
            .addNodes(Node.newBuilder().setId(END).addAllInputs(outputs))
            .addNodes(taskNode(node, task))
            .addAllOutputs(outputs);
    return CompiledWorkflow.newBuilder()
        .setTemplate(template)
        .setConnections(
            ConnectionSet.newBuilder()
                .putDownstream(START, ids(node))
                .putDownstream(node, ids(END))
                .putUpstream(node, ids(START))
                .putUpstream(END, ids(node)))
        .build();
  }

  private static Node taskNode(String node, TaskTemplate task) {
    return Node.newBuilder()
        .setId(node)
        .setMetadata(NodeMetadata.newBuilder().setName(node).setRetries(retries(task)))
        .addAllInputs(bindings(START, task.getInterface().getInputs().getVariablesMap().keySet()))
        .setTaskNode(TaskNode.newBuilder().setReferenceId(task.getId()))
        .build();
  }

  static RetryStrategy retries(TaskTemplate task) {
    return task.getMetadata().hasRetries()
        ? task.getMetadata().getRetries()
        : RetryStrategy.newBuilder().setRetries(DEFAULT_RETRIES).build();
  }

  private static List<Binding> bindings(String from, Collection<String> names) {
    return new TreeSet<>(names)
        .stream()
            .map(
                name ->
                    Binding.newBuilder()
                        .setVar(name)
                        .setBinding(
                            BindingData.newBuilder()
                                .setPromise(
                                    OutputReference.newBuilder().setNodeId(from).setVar(name)))
                        .build())
            .toList();
  }

  private static IdList ids(String node) {
    return IdList.newBuilder().addIds(node).build();
  }
}
