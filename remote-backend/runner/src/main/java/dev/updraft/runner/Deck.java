package dev.updraft.runner;

import dev.updraft.api.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The report of an attempt, in the file that Flyte calls its deck: beside the outputs, so that
 * Flyte's console and client find it (contract 1.2). Written when it has changed, at most once a
 * second, and for the last time before the attempt's result: so a failed attempt's report is there
 * as far as it got. Without a report there is no file, and no thread.
 */
final class Deck implements Report.Source, Report.Listener, AutoCloseable {
  static final String NAME = "deck.html";
  private static final long PAUSE_NANOS = 1_000_000_000;
  private static final String ENDED =
      "The task has ended, and its report with it: join the threads that add to it.";

  private final Path file;
  private final LongConsumer written;
  private final Object writing = new Object();
  private @Nullable Report report;
  private boolean changed;
  private boolean closed;
  private boolean failed;
  private long version;

  /**
   * @param written told the number of each version that is in the file, from 1 on
   */
  Deck(Path file, LongConsumer written) {
    this.file = file;
    this.written = written;
  }

  /** What threads find that the task left behind: a report that takes nothing more. */
  static Report ended() {
    Report report = Report.of(Report.Listener.NOBODY);
    report.close(ENDED);
    return report;
  }

  @Override
  public synchronized Report current() {
    var present = report;
    if (present == null) {
      present = Report.of(this);
      report = present;
      if (closed) {
        present.close(ENDED);
      } else {
        writeWhenChanged();
      }
    }
    return present;
  }

  private void writeWhenChanged() {
    var thread = new Thread(this::keepWriting, "updraft-report");
    thread.setDaemon(true);
    thread.start();
  }

  private void keepWriting() {
    try {
      while (awaitChange()) {
        write();
        pause();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there is one to be written; not after the end. */
  private synchronized boolean awaitChange() throws InterruptedException {
    while (!changed && !closed) {
      wait();
    }
    return !closed;
  }

  /** Cut short by the end: in a JVM that is kept, a thread that stays would be the task's trace. */
  private synchronized void pause() throws InterruptedException {
    long until = System.nanoTime() + PAUSE_NANOS;
    for (long left = PAUSE_NANOS; !closed && left > 0; left = until - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  @Override
  public synchronized void changed() {
    changed = true;
    notifyAll();
  }

  @Override
  public void flush() {
    write();
  }

  /** The file's end; what is added from now on is refused. */
  @Override
  public void close() {
    Report present;
    synchronized (this) {
      present = report;
      if (present != null) {
        present.close(ENDED);
      }
    }
    write();
    synchronized (this) {
      closed = true;
      notifyAll();
    }
  }

  /** A report is an aside: that it cannot be written is told in the log, and fails nothing. */
  private void write() {
    synchronized (writing) {
      var present = taken();
      if (present == null) {
        return;
      }
      try {
        LocalFiles.writeWhole(file, present.document().getBytes(StandardCharsets.UTF_8));
        written.accept(++version);
      } catch (IOException e) {
        changed();
        if (!failed) {
          failed = true;
          System.err.println("[updraft] The report could not be written to " + file + ": " + e);
        }
      }
    }
  }

  /** The report, if it has changed since it was written. */
  private synchronized @Nullable Report taken() {
    if (!changed || closed) {
      return null;
    }
    changed = false;
    return report;
  }
}
