package dev.updraft.model;

import java.util.Optional;

/**
 * What would become of a node if its graph ran now. A node that is not foreseen waits for one that
 * would run: whether it runs too, its inputs will tell.
 *
 * @param path the nodes' ids from the root down, with slashes between; an arm stands below its
 *     branch; empty for a task by itself
 * @param name the task's or workflow's
 * @param inputs the serialized {@code core.LiteralMap}; empty for a graph and a failure
 * @param artifact of a hit by a task
 * @param why of a failure, else empty
 */
public record Foreseen(
    String path,
    String name,
    Outlook outlook,
    byte[] inputs,
    Optional<Artifact> artifact,
    String why) {

  /** What would happen. */
  public enum Outlook {
    /** Its outputs are remembered; of a graph: those of all that it runs. */
    HIT,
    /** It would run, for its outputs are not remembered; of a graph: in part at least. */
    MISS,
    /** It would run, for its outputs are never remembered, or shall not be used. */
    UNCACHED,
    /** It would fail before it began. */
    FAIL
  }
}
