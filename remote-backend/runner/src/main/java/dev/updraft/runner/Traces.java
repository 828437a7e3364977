package dev.updraft.runner;

import java.io.IOException;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What attempts leave behind in a kept JVM that the next one would feel. Children are not looked
 * for: the backend finds them, also those that hide from their parent.
 */
final class Traces {
  /** Classes of closures cost a little each time, in places that no collection tells of. */

  /** The heap may grow by so much of what it may ever have. */
  private static final int GROWTH_PERCENT = 10;

  private final Surroundings surroundings;
  private final LeftThreads threads;
  private final WorkFiles files;
  private final long heap;

  private Traces(Surroundings surroundings, LeftThreads threads, WorkFiles files, long heap) {
    this.surroundings = surroundings;
    this.threads = threads;
    this.files = files;
    this.heap = heap;
  }

  /** As the process is now: before its first attempt. */
  static Traces sinceNow() {
    try {
      return new Traces(
          Surroundings.now(), LeftThreads.sinceNow(), WorkFiles.sinceNow(), usedHeap());
    } catch (IOException e) {
      throw new IllegalStateException("The worker cannot read its own folder: " + e, e);
    }
  }

  /**
   * What is left of an attempt, a phrase each; none when the next may come.
   *
   * @param took how long it ran
   */
  List<String> find(Duration took) {
    List<String> left = new ArrayList<>(Surroundings.now().changedSince(surroundings));
    left.addAll(threads.find(took, WorkFiles.temporary()));
    left.addAll(providers());
    try {
      left.addAll(files.find());
    } catch (IOException e) {
      left.add("a folder that cannot be read (" + e + ")");
    }
    left.addAll(heap());
    return left;
  }

  /** Security providers that do not come from the JDK. */
  private static List<String> providers() {
    List<String> strange = new ArrayList<>();
    for (Provider provider : Security.getProviders()) {
      ClassLoader loader = provider.getClass().getClassLoader();
      if (loader != null && loader != ClassLoader.getPlatformClassLoader()) {
        strange.add("the security provider " + provider.getName());
      }
    }
    return strange;
  }

  /** A collection only where there may be something to find: it may take a while. */
  private List<String> heap() {
    long most = Runtime.getRuntime().maxMemory() / 100 * GROWTH_PERCENT;
    if (usedHeap() - heap <= most) {
      return List.of();
    }
    System.gc();
    long grown = usedHeap() - heap;
    return grown <= most ? List.of() : List.of((grown >> 20) + " MiB of heap");
  }

  private static long usedHeap() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
