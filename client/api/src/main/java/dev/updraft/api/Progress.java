package dev.updraft.api;

/**
 * How far a task's body has come: shown as a bar while it runs remotely; does nothing in a plain
 * local call.
 */
public final class Progress {
  private static volatile Sink sink = (done, total, unit) -> {};

  private Progress() {}

  /**
   * Reports progress. Cheap: call it as often as you like.
   *
   * @param done units finished, at least 0
   * @param total units in all, or 0 when unknown
   * @param unit what is counted, e.g. {@code "rows"}
   */
  public static void report(long done, long total, String unit) {
    sink.report(done, total, unit);
  }

  /** For the runner: where reports go. */
  public static void install(Sink theSink) {
    sink = theSink;
  }

  /** Takes reports. */
  public interface Sink {
    void report(long done, long total, String unit);
  }
}
