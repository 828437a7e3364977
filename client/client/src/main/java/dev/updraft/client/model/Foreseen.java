package dev.updraft.client.model;

import java.util.Optional;

/**
 * What would become of a node if its workflow ran now. A node that is not foreseen waits for one
 * that would run: whether it runs too, its inputs will tell.
 *
 * @param path the nodes' ids from the top down, with slashes between; an arm stands below its
 *     branch; empty for a task by itself
 * @param name the task's or workflow's
 * @param inputs the bytes of their literal map; empty for a workflow or map within
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
    /** Its outputs are remembered; of a workflow or map within: those of all that it runs. */
    HIT,
    /** It would run; of a workflow or map within: in part at least. */
    MISS,
    /** It would run, for its outputs are never remembered, or shall not be used. */
    UNCACHED,
    /** It would fail before it began. */
    FAIL
  }
}
