package dev.updraft.types.graph;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What a node overrides of its task: {@code core.NodeMetadata}. */
public record NodeOptions(
    Optional<Duration> timeout, OptionalInt retries, Optional<Boolean> interruptible) {
  /** Nothing is overridden. */
  public static final NodeOptions NONE =
      new NodeOptions(Optional.empty(), OptionalInt.empty(), Optional.empty());
}
