package dev.updraft.runner;

/** What a task is told whose heap was too small. */
final class OutOfMemory {
  private static final int DEEPEST = 8;

  private OutOfMemory() {}

  static boolean isBehind(Throwable thrown) {
    Throwable next = thrown;
    for (int depth = 0; next != null && depth < DEEPEST; depth++) {
      if (next instanceof OutOfMemoryError) {
        return true;
      }
      next = next.getCause();
    }
    return false;
  }

  /**
   * @param trace where it happened; may be empty
   */
  static TaskError error(String trace) {
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    String advice =
        "The task ran out of memory: its heap is "
            + heap
            + " MiB, 70 % of --mem. Ask for more, e.g. --mem "
            + twice(heap)
            + ", or hold less at once.\n";
    return TaskError.thrown("OutOfMemory", advice + trace);
  }

  /** Twice the memory that such a heap belongs to, in whole GiB. */
  private static String twice(long heapMebibytes) {
    return Math.max(2, Math.round(heapMebibytes / 0.7 / 1024) * 2) + "Gi";
  }
}
