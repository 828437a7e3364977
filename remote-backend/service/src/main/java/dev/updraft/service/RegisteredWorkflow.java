package dev.updraft.service;

import com.flyteidl.admin.Workflow;
import com.flyteidl.admin.WorkflowClosure;
import com.flyteidl.admin.WorkflowSpec;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.updraft.model.Entity;
import dev.updraft.model.EntityId;
import java.time.Instant;

/**
 * A workflow as it was registered.
 *
 * @param spec with every field it came with, those that we do not know too
 */
record RegisteredWorkflow(EntityId id, WorkflowSpec spec, Instant created) {

  static RegisteredWorkflow of(Entity entity) {
    try {
      return new RegisteredWorkflow(
          entity.id(), WorkflowSpec.parseFrom(entity.spec()), entity.created());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "The stored %s is damaged.".formatted(entity.id().shown()), e);
    }
  }

  /** Without the compiled workflow, as lists have it. */
  Workflow toWire() {
    return Workflow.newBuilder()
        .setId(Ids.toWire(id))
        .setClosure(WorkflowClosure.newBuilder().setCreatedAt(Times.timestamp(created)))
        .setShortDescription(spec.getDescription().getShortDescription())
        .build();
  }
}
