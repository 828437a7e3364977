package dev.updraft.runner;

import dev.updraft.api.Progress;

/** Passes progress on, at most ten times a second, and the last report always. */
final class FewReports implements Progress.Sink {
  private static final long PAUSE_NANOS = 100_000_000;
  private final Progress.Sink to;
  private long next = Long.MIN_VALUE;

  FewReports(Progress.Sink to) {
    this.to = to;
  }

  @Override
  public synchronized void report(long done, long total, String unit) {
    long now = System.nanoTime();
    if (next == Long.MIN_VALUE || now - next >= 0 || done == total) {
      next = now + PAUSE_NANOS;
      to.report(done, total, unit);
    }
  }
}
