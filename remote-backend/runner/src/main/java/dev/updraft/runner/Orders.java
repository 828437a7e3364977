package dev.updraft.runner;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The backend's orders for a kept worker, on their way from the thread that reads the link to the
 * one that carries them out. A backend that went away gives no more: its worker ends what it has in
 * hand, and then itself.
 */
final class Orders {
  private @Nullable Frame waiting;
  private boolean busy = true;
  private boolean lost;

  synchronized void put(Frame order) {
    waiting = order;
    notifyAll();
  }

  /**
   * The backend is gone.
   *
   * @return whether the worker is busy, so that the backend's successor must hear of it
   */
  synchronized boolean lost() {
    lost = true;
    notifyAll();
    return busy;
  }

  /** Waits for the next order; empty when there will be none. */
  synchronized Optional<Frame> next() {
    busy = false;
    try {
      while (waiting == null && !lost) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    if (lost) {
      return Optional.empty();
    }
    Optional<Frame> order = Optional.ofNullable(waiting);
    waiting = null;
    busy = true;
    return order;
  }
}
