package dev.updraft.client.model;

import java.util.Map;

/**
 * What an execution is created with.
 *
 * @param inputs the bytes of their literal map
 * @param refresh whether to run although the outputs are remembered
 */
public record Launch(
    ExecutionId id,
    TaskId task,
    byte[] inputs,
    Map<String, String> labels,
    Map<String, String> environment,
    boolean refresh) {
  public Launch {
    labels = Map.copyOf(labels);
    environment = Map.copyOf(environment);
  }
}
