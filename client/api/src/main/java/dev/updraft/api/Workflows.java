package dev.updraft.api;

/**
 * Order without data, for the method of a {@code %%workflow} cell.
 *
 * <pre>{@code
 * var stored = store(report);
 * var mailed = mail(address);
 * after(mailed, stored);        // mail only what is stored
 * }</pre>
 *
 * <p>In a plain Java call the statements already run one after the other, so these methods do
 * nothing.
 */
public final class Workflows {
  private Workflows() {}

  /**
   * What made {@code later} starts only when whatever made {@code earlier} has ended.
   *
   * @param later the result of a task, whose call stands below those of {@code earlier}
   */
  public static void after(Object later, Object... earlier) {}

  /**
   * What stands below starts only when everything above has ended: for tasks that return nothing.
   */
  public static void waitForAll() {}
}
