package dev.updraft.service;

import com.flyteidl.core.CatalogCacheStatus;
import com.flyteidl.core.ExecutionError;
import com.flyteidl.core.NodeExecution;
import com.flyteidl.core.TaskExecution;
import com.flyteidl.core.WorkflowExecution;
import dev.updraft.model.AttemptPhase;
import dev.updraft.model.CatalogStatus;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.Failure;
import dev.updraft.model.NodePhase;

/**
 * Phases, statuses and failures on the wire. Ours have Flyte's names, and a test says that all do.
 */
final class Phases {
  /** What Flyte keeps of an error's message in a list. */
  private static final int LIST_MESSAGE = 100;

  private Phases() {}

  static WorkflowExecution.Phase toWire(ExecutionPhase phase) {
    return WorkflowExecution.Phase.valueOf(phase.name());
  }

  static NodeExecution.Phase toWire(NodePhase phase) {
    return NodeExecution.Phase.valueOf(phase.name());
  }

  static TaskExecution.Phase toWire(AttemptPhase phase) {
    return TaskExecution.Phase.valueOf(phase.name());
  }

  static CatalogCacheStatus toWire(CatalogStatus status) {
    return CatalogCacheStatus.valueOf("CACHE_" + status.name());
  }

  static ExecutionError toWire(Failure failure) {
    return ExecutionError.newBuilder()
        .setCode(failure.code())
        .setMessage(failure.message())
        .setKind(ExecutionError.ErrorKind.valueOf(failure.kind().name()))
        .setTimestamp(Times.timestamp(failure.at()))
        .build();
  }

  /** As a list has it: the message cut (contract 3.5). */
  static ExecutionError cut(ExecutionError error) {
    var message = error.getMessage();
    return message.length() <= LIST_MESSAGE
        ? error
        : error.toBuilder().setMessage(message.substring(0, LIST_MESSAGE)).build();
  }
}
