package dev.updraft.service;

import com.flyteidl.admin.Task;
import com.flyteidl.admin.TaskClosure;
import com.flyteidl.admin.TaskSpec;
import com.flyteidl.core.CompiledTask;
import com.flyteidl.core.TaskTemplate;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.updraft.model.Entity;
import dev.updraft.model.EntityId;
import dev.updraft.model.TaskId;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.wire.Wire;
import java.time.Instant;

/**
 * A task as it was registered, read once.
 *
 * @param template with every field it came with, those that we do not know too
 */
record RegisteredTask(
    EntityId id, TaskTemplate template, TypedInterface typed, String description, Instant created) {

  static RegisteredTask of(Entity entity) {
    try {
      var spec = TaskSpec.parseFrom(entity.spec());
      return new RegisteredTask(
          entity.id(),
          spec.getTemplate(),
          Wire.readInterface(spec.getTemplate().getInterface().toByteArray()),
          spec.getDescription().getShortDescription(),
          entity.created());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "The stored %s is damaged.".formatted(entity.id().shown()), e);
    }
  }

  TaskId task() {
    return new TaskId(id.project(), id.domain(), id.name(), id.version());
  }

  Task toWire() {
    return Task.newBuilder()
        .setId(Ids.toWire(id))
        .setClosure(
            TaskClosure.newBuilder()
                .setCompiledTask(CompiledTask.newBuilder().setTemplate(template))
                .setCreatedAt(Times.timestamp(created)))
        .setShortDescription(description)
        .build();
  }
}
