package dev.updraft.executor.local;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that does what it is given, in order: the only writer of its owner's state. */
final class Loop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  private final String name;
  private final LinkedBlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private final ScheduledExecutorService ticks;
  private volatile boolean closed;

  Loop(String name) {
    this.name = name;
    this.ticks =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name + "-ticks").factory());
  }

  void start() {
    Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /** Does it soon; never, once closed. */
  void post(Runnable act) {
    if (!closed) {
      inbox.add(act);
    }
  }

  /** Does it on the loop after a while. */
  void later(Runnable act, long millis) {
    try {
      var ignored = ticks.schedule(() -> post(act), millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.atTrace().log("Closed meanwhile");
    }
  }

  /** Does it again and again beside the loop, on a thread that may ask it. */
  void repeat(Runnable act, long millis) {
    var ignored =
        ticks.scheduleWithFixedDelay(() -> guarded(act), millis, millis, TimeUnit.MILLISECONDS);
  }

  /** What the loop answers; never call it from the loop. */
  <T> T ask(Supplier<T> question) {
    var answer = new CompletableFuture<T>();
    post(
        () -> {
          try {
            answer.complete(question.get());
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    if (closed) {
      throw new IllegalStateException("The executor is closed.");
    }
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the executor was asked", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The executor could not answer", e.getCause());
    }
  }

  private void run() {
    try {
      while (!closed || !inbox.isEmpty()) {
        guarded(inbox.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void guarded(Runnable act) {
    try {
      act.run();
    } catch (RuntimeException e) {
      LOG.atError()
          .setCause(e)
          .log("The executor could not do one thing, and goes on with the next");
    }
  }

  /** What was posted before is still done. */
  @Override
  public void close() {
    var last = new CompletableFuture<Void>();
    post(() -> last.complete(null));
    closed = true;
    ticks.shutdownNow();
    try {
      last.get(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.atDebug().setCause(e).log("The loop was not running");
    }
  }
}
