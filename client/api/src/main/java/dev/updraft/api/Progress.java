package dev.updraft.api;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far a task's body has come: shown as a bar while it runs remotely; does nothing in a plain
 * local call. Cheap, and safe for any number of threads.
 *
 * <pre>{@code
 * var progress = Progress.of(files.size(), "files");
 * for (var file : files) {
 *   read(file);
 *   progress.step();
 * }
 * }</pre>
 */
public final class Progress {
  private static final int LONGEST_UNIT = 40;
  private static volatile Sink sink = (done, total, unit) -> {};

  private final long total;
  private final String unit;
  private final AtomicLong done = new AtomicLong();

  private Progress(long total, String unit) {
    this.total = total;
    this.unit = unit;
  }

  /**
   * Begins to count, from 0.
   *
   * @param total steps in all, or 0 when unknown
   */
  public static Progress of(long total) {
    return of(total, "");
  }

  /**
   * Begins to count, from 0.
   *
   * @param total steps in all, or 0 when unknown
   * @param unit what is counted, e.g. {@code "rows"}
   */
  public static Progress of(long total, String unit) {
    report(0, total, unit);
    return new Progress(total, unit);
  }

  /** One step more is done. */
  public void step() {
    step(1);
  }

  /** Several steps more are done. */
  public void step(long steps) {
    report(done.addAndGet(steps), total, unit);
  }

  /**
   * Reports progress that the task counts itself.
   *
   * @param done units finished; less than 0 counts as 0
   * @param total units in all, or 0 when unknown
   * @param unit what is counted, e.g. {@code "rows"}; a long one is cut
   */
  public static void report(long done, long total, String unit) {
    var words = Objects.requireNonNullElse(unit, "");
    sink.report(
        Math.max(0, done),
        Math.max(0, total),
        words.length() <= LONGEST_UNIT ? words : words.substring(0, LONGEST_UNIT - 1) + "…");
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
