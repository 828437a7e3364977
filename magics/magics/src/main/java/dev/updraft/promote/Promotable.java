package dev.updraft.promote;

import dev.updraft.client.RemoteWorkflow;
import dev.updraft.task.closure.Closure;
import java.util.Map;

/**
 * A workflow that was found good, and that nobody has registered yet.
 *
 * @param workflow it, with its tasks, as the client sends it
 * @param closures the code of each of its tasks, by name
 * @param coordinates where jars come from, by their SHA-256: {@code group:artifact:version}
 */
public record Promotable(
    RemoteWorkflow workflow, Map<String, Closure> closures, Map<String, String> coordinates) {
  public Promotable {
    closures = Map.copyOf(closures);
    coordinates = Map.copyOf(coordinates);
  }

  public String name() {
    return workflow.name();
  }
}
