package dev.updraft.client;

import java.util.Map;
import java.util.Optional;

/**
 * How one call differs from another of the same task.
 *
 * @param name of the execution; else one is made
 * @param labels beside those of the session, e.g. the cell
 * @param refresh whether to run although the outputs are remembered
 */
public record CallOptions(
    Optional<String> name,
    Map<String, String> labels,
    Map<String, String> environment,
    boolean refresh) {
  public CallOptions {
    labels = Map.copyOf(labels);
    environment = Map.copyOf(environment);
  }

  public static CallOptions plain() {
    return new CallOptions(Optional.empty(), Map.of(), Map.of(), false);
  }

  /** With one label more. */
  public CallOptions label(String key, String value) {
    var more = new java.util.HashMap<>(labels);
    more.put(key, value);
    return new CallOptions(name, more, environment, refresh);
  }
}
