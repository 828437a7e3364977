package dev.updraft.engine;

import dev.updraft.engine.DataFiles.Unit;
import dev.updraft.model.Artifact;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the backend within its age and size: old executions and artifacts go, then every stored
 * unit that nothing refers to. Over the size limit what was used longest ago goes too.
 */
public final class Housekeeping {
  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
  private static final int STEP = 100;

  /** Somebody may be about to refer to what was stored just now. */
  private static final Duration GRACE = Duration.ofDays(1);

  private final Reads reads;
  private final Loop loop;
  private final DataFiles files;
  private final Settings.Retention retention;
  private final InstantSource clock;

  Housekeeping(
      Reads reads, Loop loop, DataFiles files, Settings.Retention retention, InstantSource clock) {
    this.reads = reads;
    this.loop = loop;
    this.files = files;
    this.retention = retention;
    this.clock = clock;
  }

  /** What was removed, and how many bytes are left. */
  public record Tidied(int executions, int artifacts, int units, long freed, long left) {
    Tidied plus(Tidied more) {
      return new Tidied(
          executions + more.executions,
          artifacts + more.artifacts,
          units + more.units,
          freed + more.freed,
          more.left);
    }
  }

  synchronized Tidied tidy() {
    var sum = expire().plus(sweep(retention.age()));
    while (sum.left() > retention.bytes()) {
      var squeezed = squeeze();
      if (squeezed.executions() + squeezed.artifacts() == 0) {
        log.atWarn()
            .addKeyValue("bytes", sum.left())
            .log("More is stored than the limit allows, and all of it is in use");
        break;
      }
      sum = sum.plus(squeezed).plus(sweep(GRACE));
    }
    if (sum.executions() + sum.artifacts() + sum.units() > 0) {
      log.atInfo()
          .addKeyValue("executions", sum.executions())
          .addKeyValue("artifacts", sum.artifacts())
          .addKeyValue("freed", sum.freed())
          .log("Removed what was old");
    }
    return sum;
  }

  private Tidied expire() {
    var cutoff = clock.instant().minus(retention.age());
    var executions = 0;
    for (var old = reads.endedBefore(cutoff, STEP);
        !old.isEmpty();
        old = reads.endedBefore(cutoff, STEP)) {
      old.forEach(id -> Asking.write(loop, new Write.RemoveExecution(id)));
      executions += old.size();
    }
    var artifacts = 0;
    for (var old = unusedSince(cutoff); !old.isEmpty(); old = unusedSince(cutoff)) {
      artifacts += forget(old);
    }
    return new Tidied(executions, artifacts, 0, 0, 0);
  }

  private List<Artifact> unusedSince(java.time.Instant cutoff) {
    return reads.leastUsed(0, STEP).stream().filter(a -> a.lastUsed().isBefore(cutoff)).toList();
  }

  private int forget(List<Artifact> artifacts) {
    artifacts.forEach(a -> Asking.write(loop, new Write.RemoveArtifact(a.key().hash())));
    return artifacts.size();
  }

  /** The next few that were used longest ago, of both kinds. */
  private Tidied squeeze() {
    var executions = reads.endedBefore(clock.instant().minus(GRACE), STEP);
    executions.forEach(id -> Asking.write(loop, new Write.RemoveExecution(id)));
    var artifacts =
        reads.leastUsed(0, STEP).stream().filter(a -> graceIsOver(a.lastUsed())).toList();
    return new Tidied(executions.size(), forget(artifacts), 0, 0, Long.MAX_VALUE);
  }

  private boolean graceIsOver(java.time.Instant moment) {
    return moment.isBefore(clock.instant().minus(GRACE));
  }

  /**
   * Deletes what nothing refers to.
   *
   * @param uploads how long an upload stays all the same: code is referred to by tasks alone, and a
   *     client that uploaded it counts on it as long as it runs
   */
  private Tidied sweep(Duration uploads) {
    List<Unit> units;
    try (var stored = files.units()) {
      units = stored.toList();
    }
    // Read after the units: what is stored later is not in the list, what is referred to by now is
    // in this.
    var references = new TreeSet<>(reads.references());
    var folders = reads.metadataFolders();
    var removed = 0;
    var freed = 0L;
    var left = 0L;
    for (var unit : units) {
      var used =
          folders.contains(unit.uri().substring(unit.uri().lastIndexOf('/') + 1))
              || refers(references, unit.uri());
      var grace = unit.uri().contains("/up/") ? uploads : GRACE;
      if (used || unit.modified().isAfter(clock.instant().minus(grace))) {
        left += unit.bytes();
      } else {
        files.deleteUnit(unit.uri());
        removed++;
        freed += unit.bytes();
      }
    }
    return new Tidied(0, 0, removed, freed, left);
  }

  private static boolean refers(NavigableSet<String> references, String unit) {
    var below = references.ceiling(unit);
    while (below != null && below.startsWith(unit)) {
      if (below.length() == unit.length() || below.charAt(unit.length()) == '/') {
        return true;
      }
      below = references.higher(below);
    }
    return false;
  }
}
