package dev.updraft.service;

import dev.updraft.model.AttemptPhase;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.NodePhase;
import dev.updraft.service.LastLines.Lines;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * What the running attempts of one stream printed since it was looked last, twice a second. Looks
 * on a thread of its own, and has one only while something runs.
 */
final class FreshLines implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final LastLines lines;
  private final Executor threads;
  private final BiConsumer<ExecutionEvent, String> told;
  private final Map<ExecutionId, Shown> running = new HashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private boolean looking;

  /**
   * An execution whose attempt runs.
   *
   * @param event the last one that was told of it
   * @param upTo how much of its log was shown, in bytes
   */
  private record Shown(ExecutionEvent event, long upTo) {}

  /**
   * @param told with an execution's last event and the last lines of its log
   */
  FreshLines(LastLines lines, Executor threads, BiConsumer<ExecutionEvent, String> told) {
    this.lines = lines;
    this.threads = threads;
    this.told = told;
  }

  /** Takes note of an event that was told. */
  synchronized void after(ExecutionEvent event) {
    if (event.nodePhase() != NodePhase.UNDEFINED) {
      return; // of a graph's node, whose log is not the graph's
    }
    if (event.last() || event.attemptPhase() != AttemptPhase.RUNNING) {
      running.remove(event.execution());
      return;
    }
    running.merge(
        event.execution(),
        new Shown(event, 0),
        (before, now) ->
            before.event().attempt() == event.attempt() ? new Shown(event, before.upTo()) : now);
    if (!looking) {
      looking = true;
      threads.execute(this::look);
    }
  }

  private void look() {
    while (!pause()) {
      var all = shown();
      if (all.isEmpty()) {
        return;
      }
      for (var one : all) {
        lines.of(one.event()).filter(l -> l.upTo() > one.upTo()).ifPresent(l -> show(one, l));
      }
    }
  }

  private synchronized List<Shown> shown() {
    looking = !running.isEmpty();
    return List.copyOf(running.values());
  }

  private void show(Shown before, Lines fresh) {
    var event = before.event();
    synchronized (this) {
      var now = running.get(event.execution());
      if (now == null || now.event().attempt() != event.attempt()) {
        return;
      }
      event = now.event();
      running.put(event.execution(), new Shown(event, fresh.upTo()));
    }
    told.accept(event, fresh.text());
  }

  /** Whether nobody listens any more. */
  private boolean pause() {
    try {
      return closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
