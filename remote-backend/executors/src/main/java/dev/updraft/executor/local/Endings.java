package dev.updraft.executor.local;

import dev.updraft.engine.Executor.Ending;
import dev.updraft.executor.local.ProcessTable.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How attempts end, and what is done so that nothing of them is left. */
final class Endings {
  private static final Logger LOG = LoggerFactory.getLogger(Endings.class);
  private static final int LAST_LINES = 10;
  private static final int GRACE_SECONDS = 3;

  private final InstantSource clock;
  private final LogLimit kept;

  Endings(InstantSource clock, LogLimit kept) {
    this.clock = clock;
    this.kept = kept;
  }

  /** The worker says that it is done. */
  Ending reported(Running present) {
    return Outcome.read(present.outputPrefix, clock.instant())
        .orElseGet(() -> new Ending.Failed(Deaths.silent(present.worker.pid(), clock.instant())));
  }

  /** The worker's process ended without a word; what it wrote counts all the same. */
  Ending afterExit(Running present) {
    if (present.command && present.worker.exitStatus().isPresent()) {
      return afterCommand(present, present.worker.exitStatus().get());
    }
    Optional<Ending> left = Outcome.read(present.outputPrefix, clock.instant());
    if (left.isPresent()) {
      return left.get();
    }
    long pid = present.worker.pid();
    Optional<Integer> status = present.worker.exitStatus();
    if (!present.claimed && Files.notExists(present.worker.folder().claimFile())) {
      String why =
          "it ended"
              + status.map(number -> " with status " + number).orElse("")
              + " before the task began";
      return new Ending.Failed(
          Deaths.neverStarted(why, lastLines(present.worker), clock.instant()));
    }
    return new Ending.Failed(
        status
            .map(
                number ->
                    Deaths.withStatus(
                        pid,
                        number,
                        present.outputPrefix,
                        lastLines(present.worker),
                        clock.instant()))
            .orElseGet(() -> Deaths.unknown(pid, clock.instant())));
  }

  /**
   * As a container is judged: what it left counts only when it ended well. Whether outputs may be
   * missing the engine knows.
   */
  private Ending afterCommand(Running present, int status) {
    return status == 0
        ? Outcome.read(present.outputPrefix, clock.instant()).orElseGet(Ending.Succeeded::new)
        : new Ending.Failed(
            Deaths.ofCommand(
                present.worker.pid(), status, lastLines(present.worker), clock.instant()));
  }

  List<String> lastLines(Worker worker) {
    return LogFiles.lastLines(worker.folder().log(), kept, LAST_LINES);
  }

  /**
   * Gives the worker a moment to end by itself, then ends what is left, and says in the log what
   * that was.
   */
  void clearAway(Worker worker) {
    Thread.ofVirtual()
        .name("clear-away-" + worker.id())
        .start(
            () -> {
              try {
                worker.awaitExit(GRACE_SECONDS, TimeUnit.SECONDS);
                List<Entry> left = worker.tree().kill();
                if (!left.isEmpty()) {
                  note(worker, "ended what the task left behind: " + names(left));
                }
                worker.tidy();
              } catch (IOException e) {
                LOG.atWarn()
                    .addKeyValue("worker", worker.id())
                    .setCause(e)
                    .log("A worker's folder could not be tidied");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /** Ends the worker and all that it started, and only then goes on. */
  void execute(Worker worker, Verdict verdict, Runnable then) {
    Thread.ofVirtual()
        .name("execute-" + worker.id())
        .start(
            () -> {
              try {
                worker.folder().writeVerdict(verdict);
                worker.tree().kill();
                note(worker, words(verdict));
                worker.tidy();
              } catch (IOException e) {
                LOG.atWarn()
                    .addKeyValue("worker", worker.id())
                    .setCause(e)
                    .log("A worker was ended, but not its files");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              then.run();
            });
  }

  private static String words(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Aborted(String reason) -> "ended: " + reason;
      case Verdict.Condemned(var failure) -> "ended: " + failure.message();
    };
  }

  private static String names(List<Entry> entries) {
    return entries.stream()
        .map(entry -> entry.name() + " (pid " + entry.pid() + ")")
        .collect(Collectors.joining(", "));
  }

  /** Adds a line to the log of its attempt. */
  static void note(Worker worker, String text) throws IOException {
    Files.writeString(
        worker.folder().log(),
        "[updraft] " + text + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
