package dev.updraft.executor.local;

import dev.updraft.engine.Executor.Ending;
import dev.updraft.engine.Executor.Listener;
import dev.updraft.model.AttemptId;
import dev.updraft.model.ExecutionEvent.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** What an executor told, kept. */
final class Told implements Listener {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Map<AttemptId, Ending> endings = new ConcurrentHashMap<>();
  private final Map<AttemptId, Instant> starts = new ConcurrentHashMap<>();
  final List<String> progress = new CopyOnWriteArrayList<>();
  final List<Long> reports = new CopyOnWriteArrayList<>();
  private final Map<AttemptId, List<Progress>> said = new ConcurrentHashMap<>();
  final List<String> waits = new CopyOnWriteArrayList<>();

  @Override
  public void started(AttemptId attempt, long epoch, Instant at) {
    starts.put(attempt, at);
  }

  @Override
  public void progressed(AttemptId attempt, Progress said) {
    progress.add(said.done() + "/" + said.total() + " " + said.unit());
    reports.add(said.report());
    this.said.computeIfAbsent(attempt, _ -> new CopyOnWriteArrayList<>()).add(said);
  }

  /** What an attempt said of itself, in order. */
  List<Progress> saidBy(AttemptId attempt) {
    return said.getOrDefault(attempt, List.of());
  }

  @Override
  public void ended(AttemptId attempt, long epoch, Ending ending, Instant at) {
    endings.put(attempt, ending);
  }

  @Override
  public void waits(AttemptId attempt, String why) {
    waits.add(why);
  }

  boolean hasStarted(AttemptId attempt) {
    return starts.containsKey(attempt);
  }

  boolean hasEnded(AttemptId attempt) {
    return endings.containsKey(attempt);
  }

  void awaitStart(AttemptId attempt) {
    Awaitility.await(attempt.generatedName() + " starts")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> starts.containsKey(attempt));
  }

  Ending awaitEnd(AttemptId attempt) {
    Awaitility.await(attempt.generatedName() + " ends")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> endings.containsKey(attempt));
    return Objects.requireNonNull(endings.get(attempt));
  }
}
