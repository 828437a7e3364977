package dev.updraft.engine;

import dev.updraft.model.ExecutionId;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs blocking work: in order for one execution, side by side for different ones. */
final class Lanes {
  private static final Logger log = LoggerFactory.getLogger(Lanes.class);
  private final Executor threads;
  private final Map<ExecutionId, ArrayDeque<Runnable>> waiting = new HashMap<>();

  /**
   * @param threads where a lane runs as long as it has work; one virtual thread each, or a test's
   *     queue
   */
  Lanes(Executor threads) {
    this.threads = threads;
  }

  /** Runs the task after all earlier ones of this execution. */
  void run(ExecutionId lane, Runnable task) {
    synchronized (waiting) {
      var queue = waiting.get(lane);
      if (queue != null) {
        queue.add(task);
        return;
      }
      waiting.put(lane, new ArrayDeque<>());
    }
    threads.execute(() -> work(lane, task));
  }

  private void work(ExecutionId lane, Runnable first) {
    var task = first;
    while (task != null) {
      try {
        task.run();
      } catch (RuntimeException e) {
        log.atError()
            .setCause(e)
            .addKeyValue("execution", lane.name())
            .log("Work on a lane broke off");
      }
      synchronized (waiting) {
        task = waiting.getOrDefault(lane, new ArrayDeque<>()).poll();
        if (task == null) {
          waiting.remove(lane);
        }
      }
    }
  }
}
