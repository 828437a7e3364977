package dev.updraft.service;

import dev.updraft.types.graph.Reference;
import java.util.Optional;

/**
 * Which part of a registered workflow an execution runs.
 *
 * @param workflow one of those that it brings along; empty = the workflow itself
 * @param map the node there whose work is done for each element; empty = all nodes
 */
record Part(Optional<Reference> workflow, Optional<String> map) {
  private static final String BETWEEN = "\n";

  /** The workflow itself. */
  static final Part ALL = new Part(Optional.empty(), Optional.empty());

  static Part of(Reference workflow) {
    return new Part(Optional.of(workflow), Optional.empty());
  }

  Part mapOf(String node) {
    return new Part(workflow, Optional.of(node));
  }

  /** As the engine keeps it; {@link #ALL} is empty. */
  String text() {
    var reference =
        workflow
            .map(w -> String.join(BETWEEN, w.project(), w.domain(), w.name(), w.version()))
            .orElse(BETWEEN + BETWEEN + BETWEEN);
    return equals(ALL) ? "" : reference + BETWEEN + map.orElse("");
  }

  static Part parse(String text) {
    if (text.isEmpty()) {
      return ALL;
    }
    var words = text.split(BETWEEN, -1);
    var reference = new Reference(words[0], words[1], words[2], words[3]);
    return new Part(
        words[2].isEmpty() ? Optional.empty() : Optional.of(reference),
        words[4].isEmpty() ? Optional.empty() : Optional.of(words[4]));
  }
}
