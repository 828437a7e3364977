package dev.updraft.engine;

import dev.updraft.model.AttemptId;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.Failure;
import dev.updraft.model.NotFound;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where executions wait until somebody opens or a time has passed. An executor like any other whose
 * attempts are no processes: all that there is of one lies in the file {@code gate} at its output
 * prefix, so that one that waits is found again after a restart.
 */
final class GateExecutor implements Executor, ControlPlane.Gates {
  private static final String FILE = "/gate";
  private static final String OUTPUTS = "/outputs.pb";
  private static final String REFUSED = "/refused";
  private static final long LARGEST = 64 << 10;

  private final Reads reads;
  private final DataFiles files;
  private final Layout layout;
  private final InstantSource clock;
  private final Map<AttemptId, Waiting> waiting = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("gates").factory());
  private volatile @Nullable Listener listener;

  /**
   * Who waits.
   *
   * @param epoch of the ownership that launched it
   * @param until empty = for somebody
   */
  private record Waiting(long epoch, Instant since, Optional<Instant> until) {
    byte[] toBytes() {
      return "%d %s %s"
          .formatted(epoch, since, until.map(Instant::toString).orElse("-"))
          .getBytes(StandardCharsets.UTF_8);
    }

    static Waiting of(byte[] bytes) {
      var words = new String(bytes, StandardCharsets.UTF_8).split(" ", -1);
      return new Waiting(
          Long.parseLong(words[0]),
          Instant.parse(words[1]),
          words[2].equals("-") ? Optional.empty() : Optional.of(Instant.parse(words[2])));
    }
  }

  GateExecutor(Reads reads, DataFiles files, Layout layout, InstantSource clock) {
    this.reads = reads;
    this.files = files;
    this.layout = layout;
    this.clock = clock;
  }

  @Override
  public List<String> taskTypes() {
    return List.of(TYPE);
  }

  @Override
  public void start(Listener told) {
    listener = told;
  }

  @Override
  public void launch(Assignment assignment) {
    var attempt = assignment.attempt();
    var before = found(attempt);
    if (before.isPresent() && past(attempt).isPresent()) {
      ended(attempt, assignment.epoch(), past(attempt).get());
      return;
    }
    var now = clock.instant();
    var span = Optional.ofNullable(assignment.environment().get(SLEEP)).map(Duration::parse);
    var here =
        before
            .map(w -> new Waiting(assignment.epoch(), w.since(), w.until()))
            .orElseGet(() -> new Waiting(assignment.epoch(), now, span.map(now::plus)));
    files.put(prefix(attempt) + FILE, here.toBytes());
    waitFor(attempt, here);
    told().started(attempt, here.epoch(), here.since());
  }

  private void waitFor(AttemptId attempt, Waiting here) {
    waiting.put(attempt, here);
    here.until()
        .ifPresent(
            until ->
                timer.schedule(
                    () -> pass(attempt),
                    Math.max(0, Duration.between(clock.instant(), until).toMillis()),
                    TimeUnit.MILLISECONDS));
  }

  private void pass(AttemptId attempt) {
    var gone = waiting.remove(attempt);
    if (gone != null) {
      ended(attempt, gone.epoch(), new Ending.Succeeded());
    }
  }

  @Override
  public void open(ExecutionId gate, byte[] outputs) {
    var attempt = attempt(gate);
    files.put(prefix(attempt) + OUTPUTS, outputs);
    pass(attempt);
  }

  @Override
  public void refuse(ExecutionId gate, String why) {
    var attempt = attempt(gate);
    files.put(prefix(attempt) + REFUSED, why.getBytes(StandardCharsets.UTF_8));
    var gone = waiting.remove(attempt);
    if (gone != null) {
      ended(attempt, gone.epoch(), past(attempt).orElseThrow());
    }
  }

  private AttemptId attempt(ExecutionId gate) {
    var attempts = reads.attempts(gate);
    if (attempts.isEmpty()) {
      throw new NotFound("Nobody waits at the gate '%s' yet.".formatted(gate.name()));
    }
    return attempts.getLast().runsAs();
  }

  @Override
  public void kill(AttemptId attempt, String reason) {
    var gone = waiting.remove(attempt);
    long epoch = gone == null ? found(attempt).map(Waiting::epoch).orElse(0L) : gone.epoch();
    ended(attempt, epoch, new Ending.Killed(reason));
  }

  @Override
  public Optional<Standing> find(AttemptId attempt) {
    var here = found(attempt);
    if (here.isEmpty()) {
      return Optional.empty();
    }
    var past = past(attempt);
    if (past.isPresent()) {
      return Optional.of(new Standing.Ended(past.get()));
    }
    waitFor(attempt, here.get());
    return Optional.of(new Standing.Running(here.get().since()));
  }

  private Optional<Waiting> found(AttemptId attempt) {
    return files.read(prefix(attempt) + FILE, LARGEST).map(Waiting::of);
  }

  /** What somebody has said already. */
  private Optional<Ending> past(AttemptId attempt) {
    var refused = files.read(prefix(attempt) + REFUSED, LARGEST);
    if (refused.isPresent()) {
      return Optional.of(
          new Ending.Failed(
              new Failure(
                  Failure.Kind.USER,
                  "ReceivedRejectSignal",
                  new String(refused.get(), StandardCharsets.UTF_8),
                  false,
                  clock.instant())));
    }
    return files.exists(prefix(attempt) + OUTPUTS)
        ? Optional.of(new Ending.Succeeded())
        : Optional.empty();
  }

  private String prefix(AttemptId attempt) {
    return layout.outputPrefix(attempt.execution(), attempt.node(), attempt.number());
  }

  private void ended(AttemptId attempt, long epoch, Ending ending) {
    told().ended(attempt, epoch, ending, clock.instant());
  }

  private Listener told() {
    var present = listener;
    if (present == null) {
      throw new IllegalStateException("The gates were not started.");
    }
    return present;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
