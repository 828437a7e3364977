package dev.updraft.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Effects that nobody waits for: the files of what has ended, which say again what the store says.
 * They are written when nothing else was asked for a moment, when the eldest has waited long, or
 * when there are many; so they do not slow the calls of a loop. What a killed process still held is
 * written when the next one starts.
 */
final class Later implements AutoCloseable {
  private static final int MANY = 20_000;
  private static final Duration QUIET = Duration.ofMillis(100);

  /** How long what was decided may be without its files. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  private final Consumer<Effect> act;
  private final Deque<Effect> waiting = new ArrayDeque<>();
  private long eldest;
  private long lastAsked;
  private boolean closed;
  private Optional<Thread> writer = Optional.empty();

  /**
   * @param act carries one out, or says that it failed; called on a thread of this object's own
   */
  Later(Consumer<Effect> act) {
    this.act = act;
  }

  /** Begins to write; before that, things only gather. */
  Later start() {
    writer = Optional.of(Thread.ofVirtual().name("later").start(this::work));
    return this;
  }

  /** Something is asked of the engine: what can wait, waits a little longer. */
  synchronized void asked() {
    lastAsked = System.nanoTime();
  }

  synchronized void add(Effect effect) {
    lastAsked = System.nanoTime();
    if (waiting.isEmpty()) {
      eldest = lastAsked;
      notifyAll();
    }
    waiting.add(effect);
  }

  private void work() {
    try {
      for (var due = take(); !due.isEmpty(); due = take()) {
        due.forEach(act);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until there is something due; empty when closed, the rest being {@link #close}'s. */
  private synchronized List<Effect> take() throws InterruptedException {
    while (!closed) {
      if (waiting.isEmpty()) {
        wait();
      } else if (waiting.size() >= MANY || since(eldest, LONGEST) || since(lastAsked, QUIET)) {
        return all();
      } else {
        wait(QUIET.toMillis());
      }
    }
    return List.of();
  }

  private static boolean since(long nanos, Duration enough) {
    return System.nanoTime() - nanos >= enough.toNanos();
  }

  private List<Effect> all() {
    var all = new ArrayList<>(waiting);
    waiting.clear();
    return all;
  }

  /** Waits for what is being carried out, then carries out what is left on the caller's thread. */
  @Override
  public void close() {
    List<Effect> rest;
    synchronized (this) {
      closed = true;
      notifyAll();
      rest = all();
    }
    writer.ifPresent(Later::join);
    rest.forEach(act);
  }

  private static void join(Thread writer) {
    try {
      writer.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
