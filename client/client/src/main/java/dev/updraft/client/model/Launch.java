package dev.updraft.client.model;

import java.util.Map;
import java.util.Optional;

/**
 * What an execution is created with.
 *
 * @param inputs the bytes of their literal map
 * @param refresh whether to run although the outputs are remembered
 * @param maxParallelism how many nodes of a workflow at once; 0 = as many as are ready
 * @param repeats the earlier execution that it runs again; empty = none
 */
public record Launch(
    ExecutionId id,
    Launchable what,
    byte[] inputs,
    Map<String, String> labels,
    Map<String, String> environment,
    boolean refresh,
    int maxParallelism,
    Optional<ExecutionId> repeats) {
  public Launch {
    labels = Map.copyOf(labels);
    environment = Map.copyOf(environment);
  }

  /** The same as one that repeats an earlier one. */
  public Launch repeating(ExecutionId earlier) {
    return new Launch(
        id, what, inputs, labels, environment, refresh, maxParallelism, Optional.of(earlier));
  }

  /** The same of something else. */
  public Launch of(Launchable other) {
    return new Launch(id, other, inputs, labels, environment, refresh, maxParallelism, repeats);
  }
}
