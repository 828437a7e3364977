package dev.updraft.service;

import com.flyteidl.core.Identifier;
import com.flyteidl.core.NodeExecutionIdentifier;
import com.flyteidl.core.ResourceType;
import com.flyteidl.core.TaskExecutionIdentifier;
import com.flyteidl.core.WorkflowExecutionIdentifier;
import dev.updraft.model.AttemptId;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.TaskId;
import java.util.ArrayList;
import java.util.regex.Pattern;

/**
 * Identifiers on the wire and ours. Reading checks; a bad one is refused with everything wrong with
 * it.
 */
final class Ids {
  private static final int MAX_COLUMN = 255;

  /** What every client and proxy takes out of an address before it is sent. */
  private static final Pattern STEPS = Pattern.compile("(^|/)\\.{1,2}(/|$)");

  private Ids() {}

  static Identifier toWire(TaskId id) {
    return toWire(EntityId.of(id));
  }

  static Identifier toWire(EntityId id) {
    return Identifier.newBuilder()
        .setResourceType(toWire(id.kind()))
        .setProject(id.project())
        .setDomain(id.domain())
        .setName(id.name())
        .setVersion(id.version())
        .build();
  }

  static EntityId fromWire(Identifier id, EntityKind expected) {
    var type = id.getResourceType();
    if (type != ResourceType.UNSPECIFIED && type != toWire(expected)) {
      throw new InvalidRequest(
          "The identifier of '%s' is of a %s, but this call takes a %s."
              .formatted(
                  id.getName(), type.name().toLowerCase(java.util.Locale.ROOT), expected.word()));
    }
    var problems = new ArrayList<String>();
    part("project", id.getProject(), problems);
    part("domain", id.getDomain(), problems);
    part("name", id.getName(), problems);
    part("version", id.getVersion(), problems);
    if (!problems.isEmpty()) {
      throw new InvalidRequest(
          "The identifier of a %s %s: %s."
              .formatted(expected.word(), isWrong(problems), String.join(", ", problems)));
    }
    return new EntityId(expected, id.getProject(), id.getDomain(), id.getName(), id.getVersion());
  }

  static WorkflowExecutionIdentifier toWire(ExecutionId id) {
    return WorkflowExecutionIdentifier.newBuilder()
        .setProject(id.project())
        .setDomain(id.domain())
        .setName(id.name())
        .build();
  }

  static ExecutionId fromWire(WorkflowExecutionIdentifier id) {
    var problems = new ArrayList<String>();
    part("project", id.getProject(), problems);
    part("domain", id.getDomain(), problems);
    part("name", id.getName(), problems);
    if (!problems.isEmpty()) {
      throw new InvalidRequest(
          "The identifier of an execution %s: %s."
              .formatted(isWrong(problems), String.join(", ", problems)));
    }
    return new ExecutionId(id.getProject(), id.getDomain(), id.getName());
  }

  static NodeExecutionIdentifier toWire(ExecutionId execution, String node) {
    return NodeExecutionIdentifier.newBuilder()
        .setExecutionId(toWire(execution))
        .setNodeId(node)
        .build();
  }

  static TaskExecutionIdentifier toWire(AttemptId attempt, TaskId task) {
    return TaskExecutionIdentifier.newBuilder()
        .setTaskId(toWire(task))
        .setNodeExecutionId(toWire(attempt.execution(), attempt.node()))
        .setRetryAttempt(attempt.number())
        .build();
  }

  static ResourceType toWire(EntityKind kind) {
    return switch (kind) {
      case TASK -> ResourceType.TASK;
      case WORKFLOW -> ResourceType.WORKFLOW;
      case LAUNCH_PLAN -> ResourceType.LAUNCH_PLAN;
    };
  }

  private static String isWrong(java.util.List<String> problems) {
    return problems.stream().allMatch(each -> each.startsWith("missing"))
        ? "is incomplete"
        : "cannot be one";
  }

  private static void part(String name, String value, java.util.List<String> problems) {
    if (value.isEmpty()) {
      problems.add("missing " + name);
    } else if (value.length() > MAX_COLUMN) {
      problems.add(
          "%s has %d characters; at most %d fit".formatted(name, value.length(), MAX_COLUMN));
    }
    value
        .chars()
        .filter(Character::isISOControl)
        .findFirst()
        .ifPresent(
            control ->
                problems.add(
                    "%s has the control character U+%04X at %d; leave it out"
                        .formatted(name, control, value.indexOf(control))));
    if (STEPS.matcher(value).find()) {
      problems.add(
          "%s has a step '.' or '..' between slashes, which no address can carry".formatted(name));
    }
  }
}
