package dev.updraft.runner;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread for one attempt of several in the same process: what it left in the thread (its locals,
 * its class loader, an interrupt) goes with it.
 */
final class OwnThread extends Thread {
  private final BooleanSupplier body;
  private boolean answer;
  private @Nullable Throwable thrown;

  private OwnThread(BooleanSupplier body) {
    super(Thread.currentThread().getName());
    this.body = body;
  }

  /** Runs it to its end, and passes on what it threw. */
  static boolean answer(BooleanSupplier body) {
    var own = new OwnThread(body);
    own.start();
    try {
      own.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while an attempt ran", e);
    }
    switch (own.thrown) {
      case null -> {
        return own.answer;
      }
      case Error error -> throw error;
      case RuntimeException unchecked -> throw unchecked;
      case Throwable checked -> throw new IllegalStateException("Thrown by an attempt", checked);
    }
  }

  /** Overridden, so that nothing but our own frames lies beneath the task's. */
  @Override
  public void run() {
    try {
      answer = body.getAsBoolean();
    } catch (Throwable e) {
      thrown = e;
    }
  }
}
