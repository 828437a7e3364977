package dev.updraft.executor.local;

import dev.updraft.engine.Executor.Assignment;
import dev.updraft.engine.Executor.Ending;
import dev.updraft.engine.Executor.Listener;
import dev.updraft.engine.Executor.Standing;
import dev.updraft.executor.plugin.TaskPlugin;
import dev.updraft.executor.plugin.Work;
import dev.updraft.model.AttemptId;
import dev.updraft.model.Failure;
import dev.updraft.model.Failure.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who runs, who waits, who is ready: the rules of {@link LocalExecutor}. Every method is called on
 * its loop.
 */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  /**
   * An attempt shorter than this has the processor for itself: its spare is replaced when it has
   * ended.
   */
  private static final Duration REPLACE_AFTER = Duration.ofMillis(100);

  private static final String FLYTES_OWN = "FLYTE_INTERNAL_";
  private static final int MOST_REMEMBERED = 10_000;
  private static final int MOST_FAILED_STARTS = 3;
  private static final long RETRY_START_MILLIS = 1_000;

  private final LocalConfig config;
  private final InstantSource clock;
  private final Map<String, TaskPlugin> plugins;
  private final Hatchery hatchery;
  private final Loop loop;
  private final Listener listener;
  private final Endings endings;
  private final CodeCheck codeCheck = new CodeCheck();

  private final Deque<Waiting> queue = new ArrayDeque<>();
  private final Map<AttemptId, Running> running = new LinkedHashMap<>();
  private final Set<AttemptId> inline = new LinkedHashSet<>();
  private final Set<AttemptId> killed = new LinkedHashSet<>();
  private final Map<String, Worker> workers = new LinkedHashMap<>();
  private final Set<String> starting = new LinkedHashSet<>();
  private final Deque<Worker> ready = new ArrayDeque<>();
  private int failedStarts;
  private boolean replacementDue;

  /** An attempt without a worker. */
  private record Waiting(
      Assignment assignment, List<String> arguments, boolean verified, Instant since) {
    AttemptId attempt() {
      return assignment.attempt();
    }
  }

  Dispatcher(
      LocalConfig config,
      InstantSource clock,
      Map<String, TaskPlugin> plugins,
      Hatchery hatchery,
      Loop loop,
      Listener listener) {
    this.config = config;
    this.clock = clock;
    this.plugins = Collections.unmodifiableMap(plugins);
    this.hatchery = hatchery;
    this.loop = loop;
    this.listener = listener;
    this.endings = new Endings(clock, LogLimit.of(config.log()));
  }

  void launch(Assignment assignment) {
    AttemptId attempt = assignment.attempt();
    Running present = running.get(attempt);
    if (present != null) {
      present.epoch = Math.max(present.epoch, assignment.epoch());
      if (present.claimed) {
        listener.started(attempt, present.epoch, present.since);
      }
      return;
    }
    if (killed.contains(attempt)) {
      ended(attempt, assignment.epoch(), new Ending.Killed("It was ended before it began."));
      return;
    }
    if (inline.contains(attempt) || requeued(assignment)) {
      return;
    }
    Optional<Ending> past = Survivors.past(config.workers(), attempt, clock.instant());
    if (past.isPresent()) {
      ended(attempt, assignment.epoch(), past.get());
      return;
    }
    TaskPlugin plugin = plugins.get(assignment.taskType());
    if (plugin == null) {
      String message =
          "No executor here runs tasks of type '%s', only %s."
              .formatted(assignment.taskType(), plugins.keySet());
      ended(
          attempt,
          assignment.epoch(),
          new Ending.Failed(
              new Failure(Kind.USER, "UnknownTaskType", message, false, clock.instant())));
      return;
    }
    switch (plugin.prepare(assignment)) {
      case Work.Inline(Work.Body body) -> runInline(assignment, body);
      case Work.InWorker(List<String> arguments) -> {
        boolean verified = codeCheck.isRight(assignment.template());
        queue.add(new Waiting(assignment, arguments, verified, clock.instant()));
        fill();
        tellWaiting(attempt);
      }
    }
  }

  /** A launch that is repeated by a later owner takes the place of the first. */
  private boolean requeued(Assignment assignment) {
    for (Waiting waiting : List.copyOf(queue)) {
      if (waiting.attempt().equals(assignment.attempt())) {
        queue.remove(waiting);
        queue.add(
            new Waiting(assignment, waiting.arguments(), waiting.verified(), waiting.since()));
        return true;
      }
    }
    return false;
  }

  private void runInline(Assignment assignment, Work.Body body) {
    AttemptId attempt = assignment.attempt();
    inline.add(attempt);
    Thread.ofVirtual()
        .name("inline-" + attempt.generatedName())
        .start(
            () -> {
              listener.started(attempt, assignment.epoch(), clock.instant());
              Ending ending = body.run();
              loop.post(
                  () -> {
                    inline.remove(attempt);
                    ended(attempt, assignment.epoch(), ending);
                  });
            });
  }

  private void tellWaiting(AttemptId attempt) {
    if (queue.isEmpty() || queue.stream().noneMatch(waiting -> waiting.attempt().equals(attempt))) {
      return;
    }
    String why =
        running.size() >= config.concurrent()
            ? "waits for a worker: %d attempts run, and no more may at once here"
                .formatted(running.size())
            : "waits for a worker to start";
    listener.waits(attempt, why);
  }

  void kill(AttemptId attempt, String reason) {
    remember(attempt);
    Running present = running.get(attempt);
    if (present != null) {
      condemn(present, new Verdict.Aborted(reason));
      return;
    }
    if (inline.contains(attempt)) {
      return; // it ends by itself within milliseconds
    }
    for (Waiting waiting : queue) {
      if (waiting.attempt().equals(attempt)) {
        queue.remove(waiting);
        ended(attempt, waiting.assignment().epoch(), new Ending.Killed(reason));
        return;
      }
    }
    Ending ending =
        Survivors.past(config.workers(), attempt, clock.instant())
            .orElseGet(() -> new Ending.Killed(reason));
    ended(attempt, 0, ending);
  }

  private void remember(AttemptId attempt) {
    killed.add(attempt);
    if (killed.size() > MOST_REMEMBERED) {
      killed.remove(killed.iterator().next());
    }
  }

  Optional<Standing> find(AttemptId attempt) {
    Running present = running.get(attempt);
    if (present != null) {
      return Optional.of(new Standing.Running(present.since));
    }
    if (inline.contains(attempt)) {
      return Optional.of(new Standing.Running(clock.instant()));
    }
    for (Waiting waiting : queue) {
      if (waiting.attempt().equals(attempt)) {
        return Optional.of(new Standing.Running(waiting.since()));
      }
    }
    return Survivors.past(config.workers(), attempt, clock.instant()).map(Standing.Ended::new);
  }

  List<Running> present() {
    return List.copyOf(running.values());
  }

  /** Gives workers to whoever waits, and sees that there are spares. */
  void fill() {
    while (!queue.isEmpty() && running.size() < config.concurrent()) {
      Waiting next = queue.peek();
      if (needsOwnJvm(next.assignment())) {
        queue.poll();
        startOwn(next);
      } else if (!ready.isEmpty()) {
        queue.poll();
        give(ready.poll(), next);
      } else {
        break;
      }
    }
    replenish();
  }

  /**
   * A spare has the default memory and this process's environment. Flyte's own variables, which
   * every attempt has, are not worth a JVM's start: our runner reads none of them.
   */
  private boolean needsOwnJvm(Assignment assignment) {
    return assignment.resources().memory() != config.memory()
        || !assignment.environment().keySet().stream()
            .allMatch(name -> name.startsWith(FLYTES_OWN));
  }

  private void startOwn(Waiting waiting) {
    Assignment assignment = waiting.assignment();
    String id = Hatchery.newId();
    try {
      Worker worker = hatchery.start(id, assignment.resources().memory(), assignment.environment());
      know(worker);
      running.put(waiting.attempt(), running(worker, waiting));
    } catch (IOException e) {
      ended(
          waiting.attempt(),
          assignment.epoch(),
          new Ending.Failed(
              Deaths.neverStarted(String.valueOf(e.getMessage()), List.of(), clock.instant())));
    }
  }

  private Running running(Worker worker, Waiting waiting) {
    Assignment assignment = waiting.assignment();
    return new Running(
        waiting.attempt(),
        assignment.epoch(),
        assignment.outputPrefix(),
        assignment.resources().memory(),
        clock.instant(),
        worker,
        waiting.arguments(),
        waiting.verified());
  }

  private void give(Worker worker, Waiting waiting) {
    Running given = running(worker, waiting);
    running.put(waiting.attempt(), given);
    tell(given);
  }

  /**
   * From here on the worker may claim the attempt at any moment: what it needs to be found again is
   * on disk first.
   */
  private void tell(Running given) {
    Worker worker = given.worker;
    var claim =
        new Claim(
            given.attempt,
            given.epoch,
            worker.id(),
            worker.pid(),
            worker.tree().started(),
            given.memory,
            LogLimit.of(config.log()),
            given.outputPrefix,
            given.since);
    try {
      worker.folder().bind(claim);
    } catch (IOException e) {
      running.remove(given.attempt);
      worker.dismiss();
      ended(
          given.attempt,
          given.epoch,
          new Ending.Failed(Deaths.neverStarted(e.toString(), List.of(), clock.instant())));
      return;
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("attempt", given.attempt.generatedName());
    fields.put("claim-file", worker.folder().claimFile().toString());
    fields.put("claim", claim.toJson());
    fields.put("verified", Boolean.toString(given.verified));
    for (int at = 1; at + 1 < given.toTell.size(); at += 2) {
      fields.put(given.toTell.get(at).substring(2), given.toTell.get(at + 1));
    }
    if (!worker.send(new Frame(Frame.RUN, fields))) {
      LOG.atDebug()
          .addKeyValue("worker", worker.id())
          .log("A worker was gone before it could be told");
    }
  }

  private void replenish() {
    int target = config.spares() == 0 && startsAnother() ? 1 : config.spares();
    int missing = target - ready.size() - starting.size();
    if (missing <= 0 || failedStarts >= MOST_FAILED_STARTS) {
      return;
    }
    if (queue.isEmpty() && !ready.isEmpty() && somethingJustBegan()) {
      replaceLater();
      return;
    }
    for (; missing > 0; missing--) {
      startSpare();
    }
  }

  private boolean startsAnother() {
    return !queue.isEmpty() && running.size() < config.concurrent();
  }

  private boolean somethingJustBegan() {
    Instant young = clock.instant().minus(REPLACE_AFTER);
    return running.values().stream().anyMatch(attempt -> attempt.since.isAfter(young));
  }

  private void replaceLater() {
    if (!replacementDue) {
      replacementDue = true;
      loop.later(
          () -> {
            replacementDue = false;
            fill();
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

  private void know(Worker worker) {
    workers.put(worker.id(), worker);
    worker.onExit(() -> loop.post(() -> exited(worker)));
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
    for (Waiting waiting = queue.poll(); waiting != null; waiting = queue.poll()) {
      Failure failure = Deaths.neverStarted(why, lastLines, clock.instant());
      ended(waiting.attempt(), waiting.assignment().epoch(), new Ending.Failed(failure));
    }
    loop.later(
        () -> {
          failedStarts = MOST_FAILED_STARTS - 1;
          fill();
        },
        RETRY_START_MILLIS);
  }

  /** A worker of an earlier backend that is busy. */
  void adopt(Survivors.Found found) {
    Claim claim = found.claim();
    Worker worker = Worker.found(claim, found.folder(), hatchery.table());
    var adopted =
        new Running(
            claim.attempt(),
            claim.epoch(),
            claim.outputPrefix(),
            claim.memory(),
            claim.since(),
            worker,
            List.of(),
            false);
    adopted.claimed = true;
    running.put(claim.attempt(), adopted);
    know(worker);
    LOG.atInfo()
        .addKeyValue("attempt", claim.attempt().generatedName())
        .addKeyValue("pid", claim.pid())
        .log("Attempt found again");
    listener.started(claim.attempt(), claim.epoch(), claim.since());
  }

  void said(Connection connection, Frame frame) {
    if (frame.word().equals(Frame.HELLO)) {
      hello(connection, frame);
      return;
    }
    for (Running present : running.values()) {
      if (present.worker.speaksThrough(connection)) {
        said(present, frame);
        return;
      }
    }
  }

  private void hello(Connection connection, Frame frame) {
    Worker worker = workers.get(frame.field("worker"));
    if (worker == null) {
      connection.close(); // of an earlier backend, and nobody waits for it: an idle one ends now
      return;
    }
    worker.connected(connection);
    failedStarts = 0;
    if (starting.remove(worker.id())) {
      ready.add(worker);
      fill();
      return;
    }
    of(worker).filter(own -> !own.claimed).ifPresent(this::tell);
  }

  private void said(Running speaker, Frame frame) {
    switch (frame.word()) {
      case Frame.CLAIMED -> {
        speaker.claimed = true;
        listener.started(speaker.attempt, speaker.epoch, speaker.since);
      }
      case Frame.PROGRESS ->
          listener.progressed(
              speaker.attempt,
              Long.parseLong(frame.field("done")),
              Long.parseLong(frame.field("total")),
              frame.field("unit"));
      case Frame.DONE -> {
        if (!speaker.condemned) {
          end(speaker, endings.reported(speaker));
        }
      }
      default ->
          LOG.atDebug()
              .addKeyValue("word", frame.word())
              .log("A worker of another build said something new");
    }
  }

  private Optional<Running> of(Worker worker) {
    return running.values().stream().filter(present -> present.worker == worker).findFirst();
  }

  private void exited(Worker worker) {
    workers.remove(worker.id());
    ready.remove(worker);
    if (starting.remove(worker.id())) {
      startFailed(
          "it ended with status " + worker.exitStatus().orElse(-1), endings.lastLines(worker));
    }
    of(worker)
        .filter(own -> !own.condemned)
        .ifPresentOrElse(own -> end(own, endings.afterExit(own)), () -> endings.clearAway(worker));
    fill();
  }

  /** The attempt is over; its worker may need a moment more. */
  private void end(Running present, Ending ending) {
    running.remove(present.attempt);
    ended(present.attempt, present.epoch, ending);
    endings.clearAway(present.worker);
    fill();
  }

  /** Ends an attempt by force, with all that it started. */
  void condemn(Running present, Verdict verdict) {
    if (present.condemned || running.get(present.attempt) != present) {
      return;
    }
    present.condemned = true;
    endings.execute(
        present.worker,
        verdict,
        () ->
            loop.post(
                () -> {
                  running.remove(present.attempt);
                  ended(present.attempt, present.epoch, verdict.ending());
                  fill();
                }));
  }

  private void ended(AttemptId attempt, long epoch, Ending ending) {
    listener.ended(attempt, epoch, ending, clock.instant());
  }

  /** Those that run, are ready, or start. */
  Set<String> workerNames() {
    return Set.copyOf(workers.keySet());
  }

  void dismissSpares() {
    workers.values().stream().filter(worker -> of(worker).isEmpty()).forEach(Worker::dismiss);
  }
}
