package dev.updraft.types.graph;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a node overrides of its task: {@code core.NodeMetadata}, and of a task's node {@code
 * core.TaskNodeOverrides}.
 *
 * @param memory how much, as Kubernetes writes it: {@code 512Mi}
 * @param image of the container that stands for the task's environment
 */
public record NodeOptions(
    Optional<Duration> timeout,
    OptionalInt retries,
    Optional<Boolean> interruptible,
    Optional<String> memory,
    Optional<String> image) {
  /** Nothing is overridden. */
  public static final NodeOptions NONE =
      new NodeOptions(Optional.empty(), OptionalInt.empty(), Optional.empty());

  /** The task has the memory and the image that it asks for. */
  public NodeOptions(
      Optional<Duration> timeout, OptionalInt retries, Optional<Boolean> interruptible) {
    this(timeout, retries, interruptible, Optional.empty(), Optional.empty());
  }

  /** The same with another memory or image. */
  public NodeOptions with(Optional<String> otherMemory, Optional<String> otherImage) {
    return new NodeOptions(timeout, retries, interruptible, otherMemory, otherImage);
  }
}
