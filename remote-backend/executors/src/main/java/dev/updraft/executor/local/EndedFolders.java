package dev.updraft.executor.local;

import dev.updraft.model.AttemptId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders of workers that have ended: what an attempt printed, until it is too old or too much.
 */
record EndedFolders(Path workers, ProcessTable table) {
  private static final Logger LOG = LoggerFactory.getLogger(EndedFolders.class);

  /** Its end may just be being written down. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  /**
   * A folder.
   *
   * @param attempt empty when its worker was a spare to the end
   * @param bytes what is kept of its log
   * @param touched when something in it changed last
   */
  private record Found(
      WorkerFolder folder, Optional<AttemptId> attempt, long bytes, Instant touched) {}

  /**
   * Removes those that nothing happened in since {@code olderThan}, and the oldest as long as the
   * logs of all take more than {@code mostLogBytes}.
   *
   * @param unended the attempts that whoever launched them counts on
   * @param busy the names of the folders of the workers that there are
   */
  LocalExecutor.Tidied tidy(
      Instant olderThan,
      long mostLogBytes,
      Supplier<Set<AttemptId>> unended,
      Supplier<Set<String>> busy,
      Instant now)
      throws IOException {
    List<Found> ended = new ArrayList<>();
    for (WorkerFolder folder : WorkerFolder.all(workers)) {
      found(folder).ifPresent(ended::add);
    }
    // Asked after the folders were listed: an attempt is stored before it has one, so what is in
    // the list and not in these has ended.
    Set<AttemptId> wanted = unended.get();
    Set<String> working = busy.get();
    ended.removeIf(
        one ->
            one.attempt().filter(wanted::contains).isPresent()
                || working.contains(one.folder().name())
                || one.touched().isAfter(now.minus(GRACE)));
    ended.sort(Comparator.comparing(Found::touched));
    long left = ended.stream().mapToLong(Found::bytes).sum();
    long freed = 0;
    int removed = 0;
    for (Found one : ended) {
      if (!one.touched().isBefore(olderThan) && left <= mostLogBytes) {
        break;
      }
      if (delete(one.folder())) {
        removed++;
        freed += one.bytes();
        left -= one.bytes();
      }
    }
    return new LocalExecutor.Tidied(removed, freed);
  }

  /** Empty when it vanished meanwhile, or when a process is at work in it. */
  private Optional<Found> found(WorkerFolder folder) throws IOException {
    try {
      Optional<Claim> told = folder.told();
      if (told.isPresent()
          && !folder.ended()
          && Worker.found(told.get(), folder, table).tree().alive()) {
        return Optional.empty();
      }
      long printed = Files.exists(folder.log()) ? Files.size(folder.log()) : 0;
      long kept = told.map(Claim::log).orElse(LogLimit.DEFAULT).bytes();
      return Optional.of(
          new Found(
              folder, told.map(Claim::attempt), Math.min(printed, kept), folder.lastChanged()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** One that cannot be deleted stays, and is no reason to keep the others. */
  private static boolean delete(WorkerFolder folder) {
    try {
      folder.delete();
      return true;
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("folder", folder.path())
          .setCause(e)
          .log("A worker's old folder could not be removed; it is tried again in an hour");
      return false;
    }
  }
}
