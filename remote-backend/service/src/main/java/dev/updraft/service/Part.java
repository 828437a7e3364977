package dev.updraft.service;

import dev.updraft.model.Role;
import dev.updraft.types.graph.Reference;
import java.util.Optional;

/**
 * Which part of a registered workflow an execution runs.
 *
 * @param workflow one of those that it brings along; empty = the workflow itself
 * @param map the node there whose work is done for each element; empty = all nodes
 * @param futures uri of the workflow that a task made, when it is not a registered one
 */
record Part(Optional<Reference> workflow, Optional<String> map, Optional<String> futures) {
  private static final String BETWEEN = "\n";

  /** The workflow itself. */
  static final Part ALL = new Part(Optional.empty(), Optional.empty(), Optional.empty());

  /** What an execution runs. */
  static Part of(Role role) {
    return role.kind() == Role.Kind.DYNAMIC
        ? new Part(Optional.empty(), Optional.empty(), Optional.of(role.part()))
        : parse(role.part());
  }

  /** A workflow that the same one brings along. */
  Part inner(Reference one) {
    return new Part(Optional.of(one), Optional.empty(), futures);
  }

  Part mapOf(String node) {
    return new Part(workflow, Optional.of(node), futures);
  }

  /** As the engine keeps it; {@link #ALL} is empty. */
  String text() {
    var reference =
        workflow
            .map(w -> String.join(BETWEEN, w.project(), w.domain(), w.name(), w.version()))
            .orElse(BETWEEN + BETWEEN + BETWEEN);
    var whole = reference + BETWEEN + map.orElse("");
    return equals(ALL) ? "" : futures.map(uri -> whole + BETWEEN + uri).orElse(whole);
  }

  private static Part parse(String text) {
    if (text.isEmpty()) {
      return ALL;
    }
    var words = text.split(BETWEEN, -1);
    var reference = new Reference(words[0], words[1], words[2], words[3]);
    return new Part(
        words[2].isEmpty() ? Optional.empty() : Optional.of(reference),
        words[4].isEmpty() ? Optional.empty() : Optional.of(words[4]),
        words.length > 5 ? Optional.of(words[5]) : Optional.empty());
  }
}
