package dev.updraft.runner;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps an attempt's log within its limit on disk while it goes on growing: the first part and the
 * last stay, what lies between is given back to the disk. Standard output is file descriptor 1,
 * also for children, so all that they print is in it; and it is the worker that does this, for the
 * backend may be away.
 */
final class LogCap implements Runnable {
  private static final int STANDARD_OUTPUT = 1;
  private static final int MILLIS = 200;

  private Path log;
  private final Kept kept;
  private long freed;

  /**
   * What stays of a log.
   *
   * @param first of its beginning, in bytes, and the step in which more is given back
   * @param last of its end, in bytes
   */
  record Kept(long first, long last) {}

  private LogCap(Path log, Kept kept) {
    this.log = log;
    this.kept = kept;
    this.freed = kept.first();
  }

  /** Watches until the process ends. */
  static LogCap start(Path log, Kept kept) {
    var cap = new LogCap(log, kept);
    var thread = new Thread(cap, "updraft-log-cap");
    thread.setDaemon(true);
    thread.start();
    return cap;
  }

  /** From now on the process prints into another log. */
  synchronized void follow(Path next) {
    Session.printInto(next);
    log = next;
    freed = kept.first();
  }

  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(MILLIS);
        cut();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      System.err.println("[updraft] the log is no longer watched: " + e);
    }
  }

  private synchronized void cut() throws IOException {
    long size = Files.size(log);
    long end = (size - kept.last()) / kept.first() * kept.first();
    if (end <= freed) {
      return;
    }
    if (!Session.punchHole(STANDARD_OUTPUT, freed, end - freed)) {
      truncate();
      return;
    }
    freed = end;
  }

  /**
   * For file systems without holes: the end goes too, once each time the limit is reached. Writers
   * append, so they go on at the new end.
   */
  private void truncate() throws IOException {
    try (var channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      channel.truncate(kept.first());
    }
    System.out.println("\n[updraft] the log grew beyond its limit; what stood here is gone");
  }
}
