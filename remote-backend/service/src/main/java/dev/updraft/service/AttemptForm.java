package dev.updraft.service;

import com.flyteidl.admin.Reason;
import com.flyteidl.admin.TaskExecution;
import com.flyteidl.admin.TaskExecutionClosure;
import com.flyteidl.core.TaskLog;
import com.flyteidl.event.TaskExecutionMetadata;
import dev.updraft.model.Attempt;
import java.time.Instant;
import java.util.function.Supplier;

/** An attempt as Flyte's clients read it: they call it a task execution (contract 3.4). */
final class AttemptForm {
  private final Supplier<String> baseUrl;

  AttemptForm(Supplier<String> baseUrl) {
    this.baseUrl = baseUrl;
  }

  TaskExecution toWire(Attempt attempt) {
    return TaskExecution.newBuilder()
        .setId(Ids.toWire(attempt.id(), attempt.task()))
        .setInputUri(attempt.inputUri())
        .setClosure(closure(attempt))
        .build();
  }

  @SuppressWarnings("deprecation") // output_uri is what Flyte fills
  private TaskExecutionClosure closure(Attempt attempt) {
    var closure =
        TaskExecutionClosure.newBuilder()
            .setPhase(Phases.toWire(attempt.phase()))
            .setTaskType(attempt.taskType())
            .setCreatedAt(Times.timestamp(attempt.created()))
            .setUpdatedAt(Times.timestamp(attempt.updated()))
            .setEventVersion(1)
            .setMetadata(
                TaskExecutionMetadata.newBuilder()
                    .setGeneratedName(attempt.generatedName())
                    .setPluginIdentifier(plugin(attempt.taskType())))
            .addLogs(log(attempt));
    attempt.started().ifPresent(at -> closure.setStartedAt(Times.timestamp(at)));
    attempt.duration().ifPresent(span -> closure.setDuration(Times.duration(span)));
    attempt.outputUri().ifPresent(closure::setOutputUri);
    attempt.error().ifPresent(error -> closure.setError(Phases.toWire(error)));
    said(closure, attempt.cause(), attempt.created());
    said(closure, attempt.why(), attempt.updated());
    return closure.build();
  }

  /** Flyte's name for what runs containers, whatever their task's type. */
  private static String plugin(String taskType) {
    return taskType.equals("python-task") ? "container" : taskType;
  }

  private static void said(TaskExecutionClosure.Builder closure, String reason, Instant at) {
    if (!reason.isEmpty()) {
      closure.setReason(reason);
      closure.addReasons(Reason.newBuilder().setMessage(reason).setOccurredAt(Times.timestamp(at)));
    }
  }

  TaskLog log(Attempt attempt) {
    var id = attempt.id();
    return TaskLog.newBuilder()
        .setName("Log")
        .setUri(
            String.join(
                "/",
                baseUrl.get() + AttemptLogs.PATH,
                id.execution().project(),
                id.execution().domain(),
                id.execution().name(),
                id.node(),
                Integer.toString(id.number())))
        .setMessageFormat(TaskLog.MessageFormat.JSON) // as Flyte says of every log, plain text too
        .build();
  }
}
