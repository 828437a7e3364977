package dev.updraft.service;

import com.flyteidl.admin.TaskSpec;
import com.flyteidl.admin.WorkflowSpec;
import com.flyteidl.core.DynamicJobSpec;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.VariableMap;
import com.flyteidl.core.WorkflowTemplate;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.updraft.blobs.BlobNotFound;
import dev.updraft.blobs.Blobs;
import dev.updraft.blobs.StoreUnavailable;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.Unavailable;
import dev.updraft.types.wire.Malformed;
import dev.updraft.types.wire.Wire;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a dynamic task wrote (contract 5.6): a graph that is registered nowhere, with the tasks that
 * it runs.
 *
 * @param uri where it lies
 */
record DynamicSpec(String uri, DynamicJobSpec written, Map<EntityId, RegisteredTask> tasks) {
  private static final long MOST_BYTES = 10L << 20;

  DynamicSpec {
    tasks = Map.copyOf(tasks);
  }

  /**
   * @throws InvalidRequest when it is not there, too large or not what it should be
   */
  static DynamicSpec read(Blobs blobs, String uri) {
    try {
      var bytes = blobs.find(uri).map(Blobs.Blob::bytes).orElse(0L);
      if (bytes > MOST_BYTES) {
        throw new InvalidRequest(
            "The workflow that the task made has %d bytes (futures.pb); at most %d are allowed. Pass large values as files or frames, or map a task over the list."
                .formatted(bytes, MOST_BYTES));
      }
      var written = DynamicJobSpec.parseFrom(blobs.read(uri));
      return new DynamicSpec(uri, written, tasks(written));
    } catch (BlobNotFound e) {
      throw new InvalidRequest(
          "The workflow that the task made is not there any more: '%s'.".formatted(uri));
    } catch (StoreUnavailable e) {
      throw new Unavailable(
          "The workflow that the task made cannot be read now: " + e.getMessage(), e);
    } catch (InvalidProtocolBufferException | Malformed e) {
      throw new InvalidRequest(
          "The workflow that the task made cannot be read (futures.pb): " + e.getMessage());
    }
  }

  private static Map<EntityId, RegisteredTask> tasks(DynamicJobSpec written) {
    var tasks = new LinkedHashMap<EntityId, RegisteredTask>();
    for (var template : written.getTasksList()) {
      var id = Ids.fromWire(template.getId(), EntityKind.TASK);
      TaskCheck.check(id, TaskSpec.newBuilder().setTemplate(template).build());
      var typed = Wire.readInterface(template.getInterface().toByteArray());
      tasks.put(id, new RegisteredTask(id, template, typed, "", Instant.EPOCH));
    }
    return tasks;
  }

  /**
   * As if it had been registered. It takes nothing: what the task was given it has worked into it.
   *
   * @param maker the task that wrote it, whose outputs it gives; empty when nobody asks for them
   */
  WorkflowSpec workflow(Identifier id, Optional<RegisteredTask> maker) {
    var template =
        WorkflowTemplate.newBuilder()
            .setId(id)
            .addAllNodes(written.getNodesList())
            .addAllOutputs(written.getOutputsList());
    template.getInterfaceBuilder().setInputs(VariableMap.getDefaultInstance());
    maker.ifPresent(
        task ->
            template.getInterfaceBuilder().setOutputs(task.template().getInterface().getOutputs()));
    return WorkflowSpec.newBuilder()
        .setTemplate(template)
        .addAllSubWorkflows(written.getSubworkflowsList())
        .build();
  }
}
