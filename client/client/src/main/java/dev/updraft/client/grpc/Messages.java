package dev.updraft.client.grpc;

import com.flyteidl.core.Identifier;
import com.flyteidl.core.ResourceType;
import com.flyteidl.core.TaskExecutionIdentifier;
import com.flyteidl.core.WorkflowExecutionIdentifier;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.updraft.client.model.AttemptId;
import dev.updraft.client.model.Ending.RawFailure;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.Failure;
import dev.updraft.client.model.Launchable;
import dev.updraft.client.model.Phase;
import dev.updraft.client.model.TaskId;
import dev.updraft.client.model.WorkflowId;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** The small messages that many calls share, to our records and back. */
final class Messages {
  /** What Flyte's engine puts before the last attempt's own message. */
  private static final Pattern RETRIES =
      Pattern.compile("^\\[\\d+/\\d+\\] currentAttempt done\\. Last Error: [A-Z]+::");

  private Messages() {}

  static Instant fromWire(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  static java.time.Duration fromWire(Duration duration) {
    return java.time.Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
  }

  static ExecutionId fromWire(WorkflowExecutionIdentifier id) {
    return new ExecutionId(id.getProject(), id.getDomain(), id.getName());
  }

  static WorkflowExecutionIdentifier toWire(ExecutionId id) {
    return WorkflowExecutionIdentifier.newBuilder()
        .setProject(id.project())
        .setDomain(id.domain())
        .setName(id.name())
        .build();
  }

  static Identifier toWire(Launchable what) {
    return switch (what) {
      case TaskId task -> toWire(task);
      case WorkflowId(var project, var domain, var name, var version) ->
          Identifier.newBuilder()
              .setResourceType(ResourceType.LAUNCH_PLAN)
              .setProject(project)
              .setDomain(domain)
              .setName(name)
              .setVersion(version)
              .build();
    };
  }

  static Identifier toWire(TaskId id) {
    return Identifier.newBuilder()
        .setResourceType(ResourceType.TASK)
        .setProject(id.project())
        .setDomain(id.domain())
        .setName(id.name())
        .setVersion(id.version())
        .build();
  }

  static TaskId fromWire(Identifier id) {
    return new TaskId(id.getProject(), id.getDomain(), id.getName(), id.getVersion());
  }

  static AttemptId fromWire(TaskExecutionIdentifier id) {
    var node = id.getNodeExecutionId();
    return new AttemptId(fromWire(node.getExecutionId()), node.getNodeId(), id.getRetryAttempt());
  }

  static Optional<Instant> when(boolean present, Timestamp time) {
    return present ? Optional.of(fromWire(time)) : Optional.empty();
  }

  /** A phase of any of Flyte's three enums; one that we do not know counts as running. */
  static Phase phase(Enum<?> wire) {
    try {
      return Phase.valueOf(wire.name());
    } catch (IllegalArgumentException _) {
      return Phase.RUNNING;
    }
  }

  static RawFailure fromWire(com.flyteidl.core.ExecutionError error) {
    var kind =
        switch (error.getKind()) {
          case USER -> Failure.Kind.USER;
          case SYSTEM -> Failure.Kind.SYSTEM;
          case UNKNOWN, UNRECOGNIZED -> Failure.Kind.UNKNOWN;
        };
    return new RawFailure(
        kind,
        error.getCode().replaceFirst("^RetriesExhausted\\|", ""),
        RETRIES.matcher(error.getMessage()).replaceFirst(""));
  }
}
