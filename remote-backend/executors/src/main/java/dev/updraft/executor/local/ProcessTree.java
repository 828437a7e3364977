package dev.updraft.executor.local;

import dev.updraft.executor.local.ProcessTable.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A worker and all that it started: its session, its group, its descendants, and whatever bears its
 * mark in the environment, for a daemon that forked twice into a session of its own still does.
 *
 * @param started of the worker, as {@link Entry#started}
 * @param mark a variable, {@code NAME=value}, that only this worker was started with
 */
record ProcessTree(ProcessTable table, long pid, long started, String mark) {
  private static final int MOST_ROUNDS = 200;
  private static final int PAUSE_MILLIS = 10;

  /** Whether the worker itself runs; another process with its number does not count. */
  boolean alive() {
    return table.find(pid).filter(entry -> entry.started() == started).isPresent();
  }

  /** Those that belong to it by session, group or descent: quick. */
  List<Entry> members(List<Entry> all) {
    List<Entry> members = new ArrayList<>();
    Set<Long> known = new HashSet<>();
    boolean workerGone =
        all.stream().noneMatch(entry -> entry.pid() == pid && entry.started() == started);
    boolean reused = workerGone && all.stream().anyMatch(entry -> entry.pid() == pid);
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Entry entry : all) {
        boolean led = !reused && (entry.session() == pid || entry.group() == pid);
        if ((led || known.contains(entry.parent()))
            && entry.started() >= started
            && known.add(entry.pid())) {
          members.add(entry);
          grown = true;
        }
      }
    }
    return members;
  }

  /** What all of it has in memory, in bytes. */
  long memory(List<Entry> members) {
    long sum = 0;
    for (Entry entry : members) {
      sum += table.memory(entry.pid());
    }
    return sum;
  }

  /**
   * Ends all of it and waits until it is gone.
   *
   * @return what was still there, but for the worker itself
   */
  List<Entry> kill() throws InterruptedException {
    List<Entry> killed = new ArrayList<>();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<Entry> left = everyMember();
      if (left.isEmpty()) {
        return killed;
      }
      for (Entry entry : left) {
        if (entry.pid() == pid || entry.group() == pid) {
          Signals.killGroup(pid);
        }
        ProcessHandle.of(entry.pid()).ifPresent(ProcessHandle::destroyForcibly);
        if (entry.pid() != pid && killed.stream().noneMatch(known -> known.pid() == entry.pid())) {
          killed.add(entry);
        }
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    throw new IllegalStateException("Processes of worker " + pid + " do not end: " + everyMember());
  }

  /** What else there is of it beside the worker itself; reads much. */
  List<Entry> others() {
    return everyMember().stream().filter(entry -> entry.pid() != pid).toList();
  }

  private List<Entry> everyMember() {
    List<Entry> all = table.all();
    List<Entry> members = members(all);
    for (Entry entry : all) {
      if (!members.contains(entry)
          && entry.started() >= started
          && table.carries(entry.pid(), mark)) {
        members.add(entry);
      }
    }
    return members;
  }
}
