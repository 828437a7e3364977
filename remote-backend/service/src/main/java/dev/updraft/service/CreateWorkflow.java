package dev.updraft.service;

import com.flyteidl.admin.CreateWorkflowFailureReason;
import com.flyteidl.admin.WorkflowCreateRequest;
import com.flyteidl.admin.WorkflowErrorExistsDifferentStructure;
import com.flyteidl.admin.WorkflowErrorExistsIdenticalStructure;
import com.flyteidl.admin.WorkflowSpec;
import com.flyteidl.core.WorkflowTemplate;
import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.Conflict;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.InvalidRequest;
import dev.updraft.types.graph.CheckWorkflow;
import dev.updraft.types.graph.Interfaces;
import dev.updraft.types.graph.Problem;
import dev.updraft.types.graph.Workflow;
import dev.updraft.types.wire.Malformed;
import dev.updraft.types.wire.Wire;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;

/**
 * Registers a workflow: checked whole, then stored as it came. What it compiles to follows from it
 * and from the tasks it names, neither of which ever changes, so that only the digest is of it.
 */
final class CreateWorkflow {
  private static final int MOST_NODES = 100;
  private final ControlPlane engine;
  private final WorkflowCalls workflows;
  private final Interfaces interfaces;

  CreateWorkflow(ControlPlane engine, WorkflowCalls workflows, Interfaces interfaces) {
    this.engine = engine;
    this.workflows = workflows;
    this.interfaces = interfaces;
  }

  void create(WorkflowCreateRequest request) {
    var id = Ids.fromWire(request.getId(), EntityKind.WORKFLOW);
    engine.projects().check(id.project(), id.domain());
    if (!request.getSpec().hasTemplate()) {
      throw new InvalidRequest(
          "Cannot register %s: missing spec: it has no template.".formatted(id.shown()));
    }
    var spec = request.getSpec().toBuilder();
    spec.getTemplateBuilder().setId(Ids.toWire(id));
    var sent = spec.build();
    check(id, sent);
    try {
      engine.entities().register(id, Digest.of(workflows.compiled(sent)), sent.toByteArray());
    } catch (Conflict e) {
      throw exists(id, e);
    }
  }

  private void check(EntityId id, WorkflowSpec spec) {
    var problems = new ArrayList<String>();
    var workflow = read(spec.getTemplate(), problems);
    var inner =
        spec.getSubWorkflowsList().stream()
            .flatMap(template -> read(template, problems).stream())
            .toList();
    workflow.forEach(primary -> count(primary, "it", problems));
    inner.forEach(
        within -> count(within, "Workflow '%s': it".formatted(within.id().name()), problems));
    if (problems.isEmpty()) {
      CheckWorkflow.problems(workflow.getFirst(), inner, interfaces).stream()
          .map(Problem::message)
          .forEach(problems::add);
    }
    if (!problems.isEmpty()) {
      throw new InvalidRequest(
          "Cannot register %s: failed to compile, with %s:\n- %s"
              .formatted(
                  id.shown(),
                  problems.size() == 1 ? "a problem" : problems.size() + " problems",
                  String.join("\n- ", problems)));
    }
  }

  private static void count(Workflow workflow, String it, List<String> problems) {
    if (workflow.nodes().size() > MOST_NODES) {
      problems.add(
          "%s has %d nodes; at most %d are allowed. Move some into a workflow that it runs."
              .formatted(it, workflow.nodes().size(), MOST_NODES));
    }
  }

  /** One workflow, or none and a problem more. */
  private static List<Workflow> read(WorkflowTemplate template, List<String> problems) {
    try {
      return List.of(Wire.readWorkflow(template.toByteArray()));
    } catch (Malformed e) {
      problems.add("Workflow '%s': %s".formatted(template.getId().getName(), e.getMessage()));
      return List.of();
    }
  }

  /** Flyte's clients look for the reason among the status's details. */
  private static RuntimeException exists(EntityId id, Conflict conflict) {
    boolean same = conflict.kind() == Conflict.Kind.SAME_CONTENT;
    var reason = CreateWorkflowFailureReason.newBuilder();
    if (same) {
      reason.setExistsIdenticalStructure(
          WorkflowErrorExistsIdenticalStructure.newBuilder().setId(Ids.toWire(id)));
    } else {
      reason.setExistsDifferentStructure(
          WorkflowErrorExistsDifferentStructure.newBuilder().setId(Ids.toWire(id)));
    }
    return StatusProto.toStatusRuntimeException(
        Status.newBuilder()
            .setCode(same ? Code.ALREADY_EXISTS_VALUE : Code.INVALID_ARGUMENT_VALUE)
            .setMessage(conflict.getMessage())
            .addDetails(Any.pack(reason.build()))
            .build());
  }
}
