package dev.updraft.service;

import com.flyteidl.admin.TaskSpec;
import com.flyteidl.core.TaskTemplate;
import dev.updraft.model.EntityId;
import dev.updraft.model.InvalidRequest;
import dev.updraft.types.wire.Malformed;
import dev.updraft.types.wire.Wire;
import java.util.ArrayList;
import java.util.List;

/** What a task must have to be registered (contract 2.2), every problem at once. */
final class TaskCheck {
  private TaskCheck() {}

  static void check(EntityId id, TaskSpec spec) {
    if (!spec.hasTemplate()) {
      throw new InvalidRequest(
          "Cannot register %s: missing spec: it has no template.".formatted(id.shown()));
    }
    var template = spec.getTemplate();
    var problems = new ArrayList<String>();
    if (template.getType().isEmpty()) {
      problems.add("missing type, such as java-task");
    }
    if (!template.hasMetadata()) {
      problems.add("missing metadata");
    } else if (template.getMetadata().hasRuntime()
        && template.getMetadata().getRuntime().getVersion().isEmpty()) {
      problems.add("missing runtime version in its metadata");
    }
    typed(template, problems);
    container(template, problems);
    if (!problems.isEmpty()) {
      throw new InvalidRequest(
          "Cannot register %s: %s.".formatted(id.shown(), String.join("; ", problems)));
    }
  }

  private static void typed(TaskTemplate template, List<String> problems) {
    if (!template.hasInterface()) {
      problems.add("missing typed interface");
      return;
    }
    try {
      Wire.readInterface(template.getInterface().toByteArray());
    } catch (Malformed e) {
      problems.add("its interface cannot be read: " + e.getMessage());
    }
  }

  private static void container(TaskTemplate template, List<String> problems) {
    if (!template.hasContainer()) {
      return;
    }
    if (template.getContainer().getImage().isEmpty()) {
      problems.add("its container has no image");
    }
    try {
      Memory.of(template);
    } catch (InvalidRequest e) {
      problems.add("its container's memory: " + e.getMessage());
    }
  }
}
