package dev.updraft.executor.local;

import static java.util.stream.Collectors.toSet;

import dev.updraft.engine.Executor.Ending;
import dev.updraft.model.AttemptId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an earlier backend left behind in the workers' folders. */
record Survivors(Path workers, ProcessTable table) {
  private static final Logger LOG = LoggerFactory.getLogger(Survivors.class);

  /** A worker whose body may be running. */
  record Found(Claim claim, WorkerFolder folder) {}

  /**
   * The workers that are busy. Those that were told of an attempt but had not claimed it are ended,
   * and their attempts are as if they had never been; spares have ended by themselves, or will.
   * Call it before a door is open.
   */
  List<Found> find() throws IOException, InterruptedException {
    List<Found> busy = new ArrayList<>();
    List<Found> over = new ArrayList<>();
    for (WorkerFolder folder : WorkerFolder.all(workers)) {
      Optional<Claim> told = folder.told();
      if (told.isEmpty()) {
        folder.delete();
        continue;
      }
      ProcessTree tree = Worker.found(told.get(), folder, table).tree();
      if (folder.claimed().isEmpty()) {
        tree.kill();
      }
      if (folder.claimed().isEmpty()) {
        folder.delete();
      } else if (tree.alive() && folder.verdict().isEmpty() && !folder.ended()) {
        busy.add(new Found(told.get(), folder));
      } else {
        over.add(new Found(told.get(), folder));
      }
    }
    clearAway(over, busy.stream().map(found -> found.folder().worker()).collect(toSet()));
    LOG.atDebug().addKeyValue("busy", busy.size()).log("Looked for workers of an earlier backend");
    return busy;
  }

  /** A kept worker may be busy with a further attempt, in its first one's folder. */
  private void clearAway(List<Found> over, Set<String> busy)
      throws IOException, InterruptedException {
    for (Found found : over) {
      if (Files.exists(found.folder().work()) && !busy.contains(found.folder().worker())) {
        Worker.found(found.claim(), found.folder(), table).tree().kill();
        found.folder().tidy();
      }
    }
  }

  /** What became of an attempt that has no worker now; empty when none ever claimed it. */
  static Optional<Ending> past(Path workers, AttemptId attempt, Instant now) {
    Optional<WorkerFolder> folder = WorkerFolder.of(workers, attempt);
    Optional<Claim> claim = folder.flatMap(WorkerFolder::claimed);
    if (folder.isEmpty() || claim.isEmpty()) {
      return Optional.empty();
    }
    return folder
        .get()
        .verdict()
        .map(Verdict::ending)
        .or(() -> Outcome.read(claim.get().outputPrefix(), now))
        .or(() -> Optional.of(new Ending.Failed(Deaths.unseen(claim.get(), now))));
  }
}
