package dev.updraft.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One transaction: what one round of the loop changes.
 *
 * @param owner and {@code epoch}: who writes. A store whose shards say otherwise changes nothing
 *     and throws {@link Fenced}
 */
public record Batch(String owner, long epoch, List<Write> writes, CrashPoint crash) {
  public Batch {
    writes = List.copyOf(writes);
  }

  /** The shards that are touched and whose ownership must be checked. */
  public Set<Integer> shards() {
    var shards = new LinkedHashSet<Integer>();
    for (var write : writes) {
      switch (write) {
        case Write.NewExecution w -> shards.add(Shards.of(w.execution().id()));
        case Write.PutExecution w -> shards.add(Shards.of(w.execution().id()));
        case Write.PutState w -> shards.add(Shards.of(w.execution()));
        case Write.PutOutputs w -> shards.add(Shards.of(w.execution()));
        case Write.PutNode w -> shards.add(Shards.of(w.node().execution()));
        case Write.PutAttempt w -> shards.add(Shards.of(w.attempt().id().execution()));
        case Write.RemoveExecution w -> shards.add(Shards.of(w.execution()));
        case Write.AppendEvent w -> shards.add(Shards.of(w.event().execution()));
        case Write.NewEntity _, Write.NewProject _ -> shards.add(0);
        case Write.PutProject _, Write.PutNamedEntity _ -> shards.add(0);
        case Write.PutAttributes _, Write.RemoveAttributes _ -> shards.add(0);
        case Write.ActivatePlan _, Write.DeactivatePlan _, Write.MoveDue _ -> shards.add(0);
        case Write.PutArtifact _, Write.TouchArtifact _, Write.RemoveArtifact _ -> shards.add(0);
      }
    }
    return shards;
  }

  /** To be called by the store when all is written and nothing committed. */
  public void beforeCommit() {
    crash.reachedAll("before-commit", writes);
  }

  /** To be called by the store when all is committed and nobody knows. */
  public void afterCommit() {
    crash.reachedAll("after-commit", writes);
  }
}
