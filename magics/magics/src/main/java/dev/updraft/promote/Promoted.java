package dev.updraft.promote;

import dev.updraft.client.Versions;
import dev.updraft.task.closure.Library;
import java.util.List;
import java.util.Set;

/**
 * What a promotion did.
 *
 * @param fresh the tasks, by name, that were not registered under their version before
 * @param workflowFresh whether the workflow was not
 */
public record Promoted(
    Promotable what, Versions versions, Set<String> fresh, boolean workflowFresh) {
  public Promoted {
    fresh = Set.copyOf(fresh);
  }

  /** The jars that travel, each once, in class path order. */
  public List<Library> jars() {
    return what.closures().values().stream()
        .flatMap(closure -> closure.libraries().stream())
        .distinct()
        .toList();
  }
}
