package dev.updraft.engine;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** What the loop counts of itself. */
final class Counted {
  private final LongAdder commits = new LongAdder();
  private final LongAdder writes = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  void committed(int changes, long took) {
    commits.increment();
    writes.add(changes);
    nanos.add(took);
  }

  EngineStats stats(long attempts, long backlog) {
    return new EngineStats(
        attempts, backlog, commits.sum(), writes.sum(), Duration.ofNanos(nanos.sum()));
  }
}
