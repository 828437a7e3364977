package dev.updraft.executor.local;

import dev.updraft.engine.Executor.Assignment;
import dev.updraft.executor.local.WaitingLine.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers that there are: which start, which are ready, and when there must be more. Who has
 * which attempt is the {@link Dispatcher}'s business. Every method is called on the executor's
 * loop.
 */
final class Workers {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  /**
   * An attempt shorter than this has the processor for itself: its spare is replaced when it has
   * ended.
   */
  static final Duration REPLACE_AFTER = Duration.ofMillis(100);

  private static final int MOST_FAILED_STARTS = 3;
  private static final long RETRY_START_MILLIS = 1_000;

  private final LocalConfig config;
  private final Hatchery hatchery;
  private final Endings endings;
  private final Loop loop;
  private final Employer employer;

  private final Map<String, Worker> known = new LinkedHashMap<>();
  private final Set<String> starting = new LinkedHashSet<>();
  private final Deque<Worker> ready = new ArrayDeque<>();
  private int failedStarts;
  private boolean replacementDue;

  /** Whoever gives them attempts. */
  interface Employer {
    /** There may be a worker for whoever waits, or room for another. */
    void fill();

    /** A worker's process ended. */
    void exited(Worker worker);

    /** Several did not start, one after the other; it is tried again in a moment. */
    void noneStarts(String why, List<String> lastLines);
  }

  Workers(LocalConfig config, Hatchery hatchery, Endings endings, Loop loop, Employer employer) {
    this.config = config;
    this.hatchery = hatchery;
    this.endings = endings;
    this.loop = loop;
    this.employer = employer;
  }

  /** One that is ready; it is its taker's now. */
  Optional<Worker> take() {
    return Optional.ofNullable(ready.poll());
  }

  /** One for an attempt that no spare suits. */
  Worker startFor(Waiting waiting) throws IOException {
    Assignment assignment = waiting.assignment();
    Map<String, String> environment =
        waiting.reuse().map(ReuseKey::environment).orElse(assignment.environment());
    Worker worker = hatchery.start(Hatchery.newId(), assignment.resources().memory(), environment);
    know(worker);
    return worker;
  }

  /** A task's command, if an environment stands for its image. */
  Optional<OwnCommand> command(String image, List<String> command, Assignment assignment) {
    return config
        .environment(image)
        .map(environment -> OwnCommand.of(environment, command, assignment, hatchery.setsid()));
  }

  /** The process of a task that is a command; it waits until it is let go on. */
  Worker start(OwnCommand command) throws IOException {
    Worker worker = hatchery.start(Hatchery.newId(), command);
    know(worker);
    return worker;
  }

  /** One of an earlier backend that is busy. */
  Worker adopt(Survivors.Found found) {
    Worker worker = Worker.found(found.claim(), found.folder(), hatchery.table());
    know(worker);
    return worker;
  }

  private void know(Worker worker) {
    known.put(worker.id(), worker);
    worker.onExit(() -> loop.post(() -> exited(worker)));
  }

  /**
   * Sees that there are spares.
   *
   * @param wanted whether somebody waits for one and may run
   * @param later whether the processor is better left to an attempt that just began
   */
  void replenish(boolean wanted, boolean later) {
    int target = config.spares() == 0 && wanted ? 1 : config.spares();
    int missing = target - ready.size() - starting.size();
    if (missing <= 0 || failedStarts >= MOST_FAILED_STARTS) {
      return;
    }
    if (later && !ready.isEmpty()) {
      replaceLater();
      return;
    }
    for (; missing > 0; missing--) {
      startSpare();
    }
  }

  private void replaceLater() {
    if (!replacementDue) {
      replacementDue = true;
      loop.later(
          () -> {
            replacementDue = false;
            employer.fill();
          },
          REPLACE_AFTER.toMillis());
    }
  }

  private void startSpare() {
    String id = Hatchery.newId();
    starting.add(id);
    try {
      know(hatchery.start(id, config.memory(), Map.of()));
    } catch (IOException e) {
      starting.remove(id);
      startFailed(String.valueOf(e.getMessage()), List.of());
    }
  }

  private void startFailed(String why, List<String> lastLines) {
    failedStarts++;
    LOG.atWarn()
        .addKeyValue("why", why)
        .addKeyValue("log", lastLines)
        .log("A spare worker did not start; another is tried in a moment");
    if (failedStarts < MOST_FAILED_STARTS) {
      return;
    }
    employer.noneStarts(why, lastLines);
    loop.later(
        () -> {
          failedStarts = MOST_FAILED_STARTS - 1;
          employer.fill();
        },
        RETRY_START_MILLIS);
  }

  /**
   * A worker says hello. A spare is ready then.
   *
   * @return one that was started for an attempt, or has one
   */
  Optional<Worker> greeted(Connection connection, String name) {
    Worker worker = known.get(name);
    if (worker == null) {
      connection.close(); // of an earlier backend, and nobody waits for it: an idle one ends now
      return Optional.empty();
    }
    worker.connected(connection);
    failedStarts = 0;
    if (starting.remove(worker.id())) {
      ready.add(worker);
      employer.fill();
      return Optional.empty();
    }
    return Optional.of(worker);
  }

  private void exited(Worker worker) {
    known.remove(worker.id());
    ready.remove(worker);
    if (starting.remove(worker.id())) {
      startFailed(
          "it ended with status " + worker.exitStatus().orElse(-1), endings.lastLines(worker));
    }
    employer.exited(worker);
  }

  /** The folders of those that there are. */
  Set<String> folders() {
    return known.values().stream()
        .flatMap(worker -> worker.folders().stream())
        .collect(Collectors.toSet());
  }

  void dismiss(Predicate<Worker> which) {
    known.values().stream().filter(which).forEach(Worker::dismiss);
  }
}
