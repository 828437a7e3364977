package dev.updraft.runner;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Threads that an attempt started and that go on without it. Those of the JDK itself do not count,
 * nor do idle ones of the common pool, which forgets whom it worked for.
 *
 * @param before those that were there
 */
record LeftThreads(Set<Thread> before) {
  private static final long GRACE_MILLIS = 100;
  private static final long PAUSE_MILLIS = 2;
  private static final String CARRIER = "jdk.internal.misc.CarrierThread";

  /**
   * A carrier without work ends after this; until then it tells that there were virtual threads.
   */
  private static final Duration CARRIERS_STAY = Duration.ofSeconds(20);

  private static final Pattern VIRTUAL = Pattern.compile("^#\\d+ \"(.*)\" virtual\\b.*");

  static LeftThreads sinceNow() {
    return new LeftThreads(Set.copyOf(below(group())));
  }

  /**
   * A phrase each; threads that are just ending get a moment.
   *
   * @param took how long the attempt ran
   * @param room where a file may be written meanwhile
   */
  List<String> find(Duration took, Path room) {
    List<String> left = new ArrayList<>();
    for (Thread thread : settled()) {
      left.add("a thread '" + thread.getName() + "'");
    }
    if (!ForkJoinPool.commonPool().awaitQuiescence(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
      left.add("work in the common pool");
    }
    if (took.compareTo(CARRIERS_STAY) > 0 || hasCarriers()) {
      left.addAll(virtual(room));
    }
    return left;
  }

  private List<Thread> settled() {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
    List<Thread> left = news();
    try {
      while (!left.isEmpty() && System.nanoTime() < deadline) {
        Thread.sleep(PAUSE_MILLIS);
        left = news();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return left;
  }

  private List<Thread> news() {
    List<Thread> threads = below(group());
    threads.removeIf(
        thread ->
            before.contains(thread)
                || !thread.isAlive()
                || thread.equals(Thread.currentThread())
                || (thread instanceof ForkJoinWorkerThread worker
                    && worker.getPool() == ForkJoinPool.commonPool()));
    return threads;
  }

  /** The group that threads of user code are born into; the JDK's own are in others. */
  private static ThreadGroup group() {
    return Objects.requireNonNull(Thread.currentThread().getThreadGroup());
  }

  private static List<Thread> below(ThreadGroup group) {
    var threads = new Thread[group.activeCount() + 16];
    int found = group.enumerate(threads, true);
    while (found == threads.length) {
      threads = new Thread[2 * found];
      found = group.enumerate(threads, true);
    }
    return new ArrayList<>(Arrays.asList(threads).subList(0, found));
  }

  private static boolean hasCarriers() {
    ThreadGroup top = group();
    for (ThreadGroup up = top.getParent(); up != null; up = up.getParent()) {
      top = up;
    }
    return below(top).stream().anyMatch(thread -> thread.getClass().getName().equals(CARRIER));
  }

  /** Nothing but a dump of all threads tells of the virtual ones. */
  private static List<String> virtual(Path room) {
    Path dump = room.resolve("updraft-threads.txt");
    try {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(
              dump.toAbsolutePath().toString(),
              HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
      try (var lines = Files.lines(dump)) {
        return lines
            .map(VIRTUAL::matcher)
            .filter(match -> match.matches())
            .map(match -> "a virtual thread '" + match.group(1) + "'")
            .toList();
      } finally {
        Files.delete(dump);
      }
    } catch (IOException e) {
      return List.of("virtual threads, perhaps (" + e + ")");
    }
  }
}
