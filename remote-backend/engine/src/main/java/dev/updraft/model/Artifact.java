package dev.updraft.model;

import java.time.Duration;
import java.time.Instant;

/**
 * One remembered output.
 *
 * @param id a UUID
 * @param source the attempt that made it, under the name that the engine knows
 * @param shown the same attempt as people know it: that of a workflow's node is under the
 *     workflow's execution
 * @param task the task as it was then
 * @param codeKey of the closure that made it, or empty: under a version of the user's own the key
 *     does not know it
 * @param outputsUri the {@code outputs.pb} it lies in
 * @param bytes of the {@code outputs.pb}, and of the files and frames that it refers to in the
 *     backend's own store
 * @param made when
 * @param took how long its attempt ran: what a hit saves
 * @param by the user's label, or empty
 * @param notebook the notebook's label, or empty
 */
public record Artifact(
    String id,
    CatalogKey key,
    AttemptId source,
    AttemptId shown,
    TaskId task,
    String codeKey,
    String outputsUri,
    long bytes,
    Instant made,
    Duration took,
    String by,
    String notebook,
    long hits,
    Instant lastUsed) {

  /** This artifact after one more hit. */
  public Artifact used(Instant now) {
    return new Artifact(
        id,
        key,
        source,
        shown,
        task,
        codeKey,
        outputsUri,
        bytes,
        made,
        took,
        by,
        notebook,
        hits + 1,
        now);
  }
}
