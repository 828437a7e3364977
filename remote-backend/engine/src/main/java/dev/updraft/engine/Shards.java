package dev.updraft.engine;

import dev.updraft.model.ExecutionId;

/**
 * The fixed virtual shards that executions are drawn into, so that ownership can be shared out one
 * day without moving rows.
 */
public final class Shards {
  /** How many there are, for ever. */
  public static final int COUNT = 256;

  private Shards() {}

  /** The shard of an execution, for life. */
  public static int of(ExecutionId id) {
    var hash = (id.project() + "/" + id.domain() + "/" + id.name()).hashCode();
    return Math.floorMod(hash ^ (hash >>> 16), COUNT);
  }
}
