package dev.updraft.service;

import com.flyteidl.core.Resources.ResourceEntry;
import com.flyteidl.core.Resources.ResourceName;
import com.flyteidl.core.TaskTemplate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How much memory a task's template asks for. */
final class Memory {
  private Memory() {}

  /** In bytes: the limit, else the request; empty when neither is given. */
  static Optional<Long> of(TaskTemplate template) {
    var resources = template.getContainer().getResources();
    return Stream.concat(memory(resources.getLimitsList()), memory(resources.getRequestsList()))
        .findFirst();
  }

  private static Stream<Long> memory(List<ResourceEntry> entries) {
    return entries.stream()
        .filter(entry -> entry.getName() == ResourceName.MEMORY)
        .map(entry -> Quantity.bytes(entry.getValue()));
  }
}
