package dev.updraft.executor.local;

import dev.updraft.executor.local.ProcessTable.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers of {@code --reuse} tasks between two attempts. After each a worker looks for what it
 * left in the JVM, and this for what it left beside; only where there is nothing it becomes idle,
 * and waits a while for the next attempt of its key. Every method is called on the executor's loop.
 */
final class KeptWorkers {
  private static final Logger LOG = LoggerFactory.getLogger(KeptWorkers.class);

  /** For a full collection of a large heap; a worker that needs longer hangs. */
  private static final Duration LONGEST_CHECK = Duration.ofSeconds(20);

  /** An attempt rather waits so long for a warm worker than to begin in a cold one. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Duration idleTime;
  private final Endings endings;
  private final Loop loop;
  private final Runnable fill;

  /** Those that were idle longest come first. */
  private final Map<Worker, Kept> kept = new LinkedHashMap<>();

  private long turns;

  /** What a worker without an attempt does. */
  private enum Stay {
    CHECKS,
    CHECKS_LONG,
    IDLE
  }

  /**
   * A worker without an attempt.
   *
   * @param turn a number that only this pause between two attempts has
   */
  private record Kept(ReuseKey key, Stay stay, long turn) {
    boolean idle() {
      return stay == Stay.IDLE;
    }
  }

  /**
   * @param idleTime after which an idle one ends; zero = none is kept
   * @param fill called when a worker has become idle, or has gone
   */
  KeptWorkers(Duration idleTime, Endings endings, Loop loop, Runnable fill) {
    this.idleTime = idleTime;
    this.endings = endings;
    this.loop = loop;
    this.fill = fill;
  }

  /** Whether any is ever kept. */
  boolean keeps() {
    return idleTime.isPositive();
  }

  /** Its attempt has ended; whether it stays shows in a moment. */
  void check(Worker worker, ReuseKey key) {
    try {
      worker.folder().markEnded();
    } catch (IOException e) {
      drop(worker, "its folder cannot be written: " + e);
      return;
    }
    Kept checking = put(worker, key, Stay.CHECKS);
    loop.later(() -> impatient(worker, checking), PATIENCE.toMillis());
    loop.later(() -> overdue(worker, checking.turn()), LONGEST_CHECK.toMillis());
  }

  private Kept put(Worker worker, ReuseKey key, Stay stay) {
    kept.remove(worker);
    turns++;
    var present = new Kept(key, stay, turns);
    kept.put(worker, present);
    return present;
  }

  private void impatient(Worker worker, Kept checking) {
    if (kept.replace(
        worker, checking, new Kept(checking.key(), Stay.CHECKS_LONG, checking.turn()))) {
      fill.run();
    }
  }

  private boolean stays(Worker worker, long turn) {
    Kept present = kept.get(worker);
    return present != null && present.turn() == turn;
  }

  private void overdue(Worker worker, long turn) {
    if (stays(worker, turn)) {
      end(worker, "it did not say for " + LONGEST_CHECK.toSeconds() + " s what the task left");
      fill.run();
    }
  }

  /** Those that are not idle yet. They use the processor. */
  int checking() {
    return (int) kept.values().stream().filter(one -> !one.idle()).count();
  }

  /** Whether one will be ready for such an attempt in a moment. */
  boolean expects(ReuseKey key) {
    return kept.values().stream()
        .anyMatch(one -> one.stay() == Stay.CHECKS && one.key().equals(key));
  }

  /** What a worker without an attempt says. */
  void said(Connection connection, Frame frame) {
    for (Map.Entry<Worker, Kept> one : kept.entrySet()) {
      if (one.getKey().speaksThrough(connection) && !one.getValue().idle()) {
        said(one.getKey(), one.getValue(), frame);
        return;
      }
    }
  }

  private void said(Worker worker, Kept checked, Frame frame) {
    switch (frame.word()) {
      case Frame.CLEAN -> lookBeside(worker, checked);
      case Frame.TRACES -> {
        drop(worker, frame.field("why"));
        fill.run();
      }
      default ->
          LOG.atDebug()
              .addKeyValue("word", frame.word())
              .log("A kept worker said something that is not for now");
    }
  }

  private void lookBeside(Worker worker, Kept checked) {
    Thread.ofVirtual()
        .name("look-beside-" + worker.id())
        .start(
            () -> {
              List<Entry> others = worker.tree().others();
              loop.post(() -> looked(worker, checked, others));
            });
  }

  private void looked(Worker worker, Kept checked, List<Entry> others) {
    if (!stays(worker, checked.turn())) {
      return;
    }
    if (others.isEmpty()) {
      long turn = put(worker, checked.key(), Stay.IDLE).turn();
      loop.later(() -> expire(worker, turn), idleTime.toMillis());
    } else {
      String names =
          others.stream()
              .map(entry -> "the process " + entry.name() + " (pid " + entry.pid() + ")")
              .collect(Collectors.joining(", "));
      String why = "the task left " + names + " behind";
      note(worker, "this JVM is not kept: " + why);
      end(worker, why);
    }
    fill.run();
  }

  private static void note(Worker worker, String text) {
    try {
      Endings.note(worker, text);
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("A log could not be written");
    }
  }

  private void expire(Worker worker, long turn) {
    if (stays(worker, turn)) {
      end(worker, "nobody needed it for " + idleTime.toSeconds() + " s");
    }
  }

  /** An idle one that was kept for such an attempt, ready to be told; its taker's now. */
  Optional<Worker> take(ReuseKey key) {
    for (Map.Entry<Worker, Kept> one : kept.entrySet()) {
      if (one.getValue().idle() && one.getValue().key().equals(key)) {
        Worker worker = one.getKey();
        try {
          worker.turnOver();
        } catch (IOException e) {
          end(worker, "it can have no folder for another attempt: " + e);
          return Optional.empty();
        }
        kept.remove(worker);
        return Optional.of(worker);
      }
    }
    return Optional.empty();
  }

  /** Ends those that were idle longest, so that no more are there, checking ones included. */
  void makeRoom(int most) {
    List<Worker> idle =
        kept.entrySet().stream()
            .filter(one -> one.getValue().idle())
            .map(Map.Entry::getKey)
            .toList();
    int mayStay = Math.max(0, most - checking());
    idle.stream()
        .limit(Math.max(0, idle.size() - mayStay))
        .forEach(worker -> end(worker, "its place is needed"));
  }

  /** Its process ended. */
  void exited(Worker worker) {
    kept.remove(worker);
  }

  /** By force; what it leaves is cleared away when its process has ended. */
  private void end(Worker worker, String why) {
    kept.remove(worker);
    told(worker, why);
    worker.dismiss();
  }

  /** It ends by itself. */
  private void drop(Worker worker, String why) {
    kept.remove(worker);
    told(worker, why);
    endings.clearAway(worker);
  }

  private static void told(Worker worker, String why) {
    LOG.atInfo()
        .addKeyValue("worker", worker.id())
        .addKeyValue("pid", worker.pid())
        .addKeyValue("why", why)
        .log("A worker is not kept");
  }
}
