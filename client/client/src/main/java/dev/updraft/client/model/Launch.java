package dev.updraft.client.model;

import java.util.Map;

/**
 * What an execution is created with.
 *
 * @param inputs the bytes of their literal map
 * @param refresh whether to run although the outputs are remembered
 * @param maxParallelism how many nodes of a workflow at once; 0 = as many as are ready
 */
public record Launch(
    ExecutionId id,
    Launchable what,
    byte[] inputs,
    Map<String, String> labels,
    Map<String, String> environment,
    boolean refresh,
    int maxParallelism) {
  public Launch {
    labels = Map.copyOf(labels);
    environment = Map.copyOf(environment);
  }

  /** The same of something else. */
  public Launch of(Launchable other) {
    return new Launch(id, other, inputs, labels, environment, refresh, maxParallelism);
  }
}
