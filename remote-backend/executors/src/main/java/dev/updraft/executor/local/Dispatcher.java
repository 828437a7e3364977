package dev.updraft.executor.local;

import dev.updraft.engine.Executor.Assignment;
import dev.updraft.engine.Executor.Ending;
import dev.updraft.engine.Executor.Listener;
import dev.updraft.engine.Executor.Standing;
import dev.updraft.executor.local.WaitingLine.Waiting;
import dev.updraft.executor.plugin.TaskPlugin;
import dev.updraft.executor.plugin.Work;
import dev.updraft.model.AttemptId;
import dev.updraft.model.ExecutionEvent.Progress;
import dev.updraft.model.Failure;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who runs and who waits: the rules of {@link LocalExecutor}. Which workers there are is the
 * business of {@link Workers}. Every method is called on the executor's loop.
 */
final class Dispatcher implements Workers.Employer {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private static final int MOST_REMEMBERED = 10_000;

  private final LocalConfig config;
  private final InstantSource clock;
  private final Map<String, TaskPlugin> plugins;
  private final Loop loop;
  private final Listener listener;
  private final Endings endings;
  private final CodeCheck codeCheck = new CodeCheck();

  private final WaitingLine line = new WaitingLine();
  private final Map<AttemptId, Running> running = new LinkedHashMap<>();
  private final Set<AttemptId> killed = new LinkedHashSet<>();
  private final Workers workers;
  private final KeptWorkers kept;

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
    this.loop = loop;
    this.listener = listener;
    this.endings = new Endings(clock, LogLimit.of(config.log()));
    this.workers = new Workers(config, hatchery, endings, loop, this);
    this.kept = new KeptWorkers(config.keep(), endings, loop, this::fill);
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
    if (line.launchedAgain(assignment)) {
      return;
    }
    Optional<Ending> past = Survivors.past(config.workers(), attempt, clock.instant());
    if (past.isPresent()) {
      ended(attempt, assignment.epoch(), past.get());
      return;
    }
    TaskPlugin plugin = plugins.get(assignment.taskType());
    if (plugin == null) {
      Failure failure =
          Deaths.unknownType(assignment.taskType(), plugins.keySet(), clock.instant());
      ended(attempt, assignment.epoch(), new Ending.Failed(failure));
      return;
    }
    switch (plugin.prepare(assignment)) {
      case Work.Refused(Failure why) -> ended(attempt, assignment.epoch(), new Ending.Failed(why));
      case Work.InWorker(List<String> arguments) -> {
        boolean verified = codeCheck.isRight(assignment.template());
        Optional<ReuseKey> reuse = kept.keeps() ? ReuseKey.of(assignment) : Optional.empty();
        join(Waiting.forWorker(assignment, arguments, verified, reuse, clock.instant()));
      }
      case Work.InEnvironment(String image, List<String> command) ->
          workers
              .command(image, command, assignment)
              .ifPresentOrElse(
                  own -> join(Waiting.forCommand(assignment, own, clock.instant())),
                  () -> ended(attempt, assignment.epoch(), refused(image)));
    }
  }

  private void join(Waiting waiting) {
    line.join(waiting);
    fill();
    tellWaiting(waiting.attempt());
  }

  private Ending refused(String image) {
    return new Ending.Failed(Deaths.noEnvironment(image, clock.instant()));
  }

  private void tellWaiting(AttemptId attempt) {
    if (line.find(attempt).isEmpty()) {
      return;
    }
    String why =
        busy() >= config.concurrent()
            ? "waits for a worker: %d attempts run, and no more may at once here".formatted(busy())
            : "waits for a worker to start";
    listener.waits(attempt, why);
  }

  /** Places taken: by attempts, and by workers that are looked over after one. */
  private int busy() {
    return running.size() + kept.checking();
  }

  void kill(AttemptId attempt, String reason) {
    remember(attempt);
    Running present = running.get(attempt);
    if (present != null) {
      condemn(present, new Verdict.Aborted(reason));
      return;
    }
    Optional<Waiting> waiting = line.leave(attempt);
    if (waiting.isPresent()) {
      ended(attempt, waiting.get().assignment().epoch(), new Ending.Killed(reason));
      return;
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
    return line.find(attempt)
        .<Standing>map(waiting -> new Standing.Running(waiting.since()))
        .or(
            () ->
                Survivors.past(config.workers(), attempt, clock.instant())
                    .map(Standing.Ended::new));
  }

  List<Running> present() {
    return List.copyOf(running.values());
  }

  /** Gives workers to whoever waits, and sees that there are spares. */
  @Override
  public void fill() {
    for (Optional<Waiting> next = next(); next.isPresent() && started(next.get()); next = next()) {
      // whoever may run has a worker
    }
    var needsOne = next().filter(w -> w.reuse().filter(kept::expects).isEmpty()).isPresent();
    workers.replenish(needsOne, line.isEmpty() && somethingJustBegan());
  }

  /** Who waits and may run. */
  private Optional<Waiting> next() {
    return busy() < config.concurrent() ? line.first() : Optional.empty();
  }

  /** Whether there is a worker for it. */
  private boolean started(Waiting next) {
    if (next.command().isPresent()) {
      line.leave(next.attempt());
      startCommand(next, next.command().get());
      return true;
    }
    if (next.reuse().flatMap(kept::take).map(worker -> given(worker, next)).isPresent()) {
      return true;
    }
    if (next.reuse().filter(kept::expects).isPresent()) {
      return false;
    }
    if (needsOwnJvm(next.assignment())) {
      line.leave(next.attempt());
      startOwn(next);
      return true;
    }
    return workers.take().map(worker -> given(worker, next)).isPresent();
  }

  private boolean somethingJustBegan() {
    Instant young = clock.instant().minus(Workers.REPLACE_AFTER);
    return running.values().stream().anyMatch(attempt -> attempt.since.isAfter(young));
  }

  /** A spare has the default memory and this process's environment. */
  private boolean needsOwnJvm(Assignment assignment) {
    return assignment.resources().memory() != config.memory()
        || !ReuseKey.tasksOwn(assignment.environment()).isEmpty();
  }

  private void startOwn(Waiting waiting) {
    Assignment assignment = waiting.assignment();
    try {
      Worker worker = workers.startFor(waiting);
      begun(Running.of(waiting, worker, clock.instant()));
    } catch (IOException e) {
      notStarted(waiting.attempt(), assignment.epoch(), String.valueOf(e.getMessage()), List.of());
    }
  }

  private void startCommand(Waiting waiting, OwnCommand command) {
    try {
      Running present = Running.of(waiting, workers.start(command), clock.instant());
      begun(present);
      if (bound(present).isPresent()) {
        present.claimed = true;
        listener.started(present.attempt, present.epoch, present.since);
        present.worker.open();
      }
    } catch (IOException e) {
      notStarted(
          waiting.attempt(),
          waiting.assignment().epoch(),
          String.valueOf(e.getMessage()),
          List.of());
    }
  }

  private Running given(Worker worker, Waiting waiting) {
    line.leave(waiting.attempt());
    Running given = Running.of(waiting, worker, clock.instant());
    begun(given);
    tell(given);
    return given;
  }

  /** Kept workers are no more JVMs than without them: an idle one goes for each that is busy. */
  private void begun(Running present) {
    running.put(present.attempt, present);
    kept.makeRoom(config.concurrent() - running.size());
  }

  private void tell(Running given) {
    Optional<Claim> claim = bound(given);
    if (claim.isPresent() && !given.worker.send(given.order(claim.get()))) {
      LOG.atDebug()
          .addKeyValue("worker", given.worker.id())
          .log("A worker was gone before it could be told");
    }
  }

  /**
   * From here on the worker may claim the attempt at any moment: what it needs to be found again is
   * on disk first. For a command, which knows nothing of claims, that too.
   */
  private Optional<Claim> bound(Running given) {
    Worker worker = given.worker;
    Claim claim = given.claim(LogLimit.of(config.log()));
    try {
      worker.folder().bind(claim);
      if (given.command) {
        worker.folder().claim(claim);
      }
      return Optional.of(claim);
    } catch (IOException e) {
      running.remove(given.attempt);
      worker.dismiss();
      notStarted(given.attempt, given.epoch, e.toString(), List.of());
      return Optional.empty();
    }
  }

  /** A worker of an earlier backend that is busy. */
  void adopt(Survivors.Found found) {
    Claim claim = found.claim();
    Worker worker = workers.adopt(found);
    Running adopted = Running.adopted(claim, worker);
    running.put(claim.attempt(), adopted);
    LOG.atInfo()
        .addKeyValue("attempt", claim.attempt().generatedName())
        .addKeyValue("pid", claim.pid())
        .log("Attempt found again");
    listener.started(claim.attempt(), claim.epoch(), claim.since());
  }

  void said(Connection connection, Frame frame) {
    if (frame.word().equals(Frame.HELLO)) {
      workers
          .greeted(connection, frame.field("worker"))
          .flatMap(this::of)
          .filter(own -> !own.claimed)
          .ifPresent(this::tell);
      return;
    }
    for (Running present : running.values()) {
      if (present.worker.speaksThrough(connection)) {
        said(present, frame);
        return;
      }
    }
    kept.said(connection, frame);
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
              new Progress(
                  Long.parseLong(frame.field("done")),
                  Long.parseLong(frame.field("total")),
                  frame.field("unit"),
                  Long.parseLong(frame.fields().getOrDefault("report", "0"))));
      case Frame.DONE -> {
        if (!speaker.condemned) {
          done(speaker);
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

  /** The attempt is over; its worker ends by itself, or may stay. */
  private void done(Running present) {
    running.remove(present.attempt);
    present.reuse.ifPresentOrElse(
        key -> kept.check(present.worker, key), () -> endings.clearAway(present.worker));
    ended(present.attempt, present.epoch, endings.reported(present));
    fill();
  }

  @Override
  public void exited(Worker worker) {
    kept.exited(worker);
    of(worker)
        .filter(own -> !own.condemned)
        .ifPresentOrElse(own -> end(own, endings.afterExit(own)), () -> endings.clearAway(worker));
    fill();
  }

  @Override
  public void noneStarts(String why, List<String> lastLines) {
    for (var next = line.first(); next.isPresent(); next = line.first()) {
      Waiting waiting = next.get();
      line.leave(waiting.attempt());
      notStarted(waiting.attempt(), waiting.assignment().epoch(), why, lastLines);
    }
  }

  /** The attempt is over since its worker is. */
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

  private void notStarted(AttemptId attempt, long epoch, String why, List<String> lastLines) {
    ended(attempt, epoch, new Ending.Failed(Deaths.neverStarted(why, lastLines, clock.instant())));
  }

  private void ended(AttemptId attempt, long epoch, Ending ending) {
    listener.ended(attempt, epoch, ending, clock.instant());
  }

  /** The folders of those that run, are ready, or start. */
  Set<String> workerFolders() {
    return workers.folders();
  }

  void dismissSpares() {
    workers.dismiss(worker -> of(worker).isEmpty());
  }
}
