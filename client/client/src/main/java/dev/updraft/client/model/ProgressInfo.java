package dev.updraft.client.model;

/**
 * What an attempt says of itself while it runs.
 *
 * @param total 0 = unknown
 * @param report grows each time its report was written anew; 0 = it has none
 */
public record ProgressInfo(long done, long total, String unit, long report) {
  /** Whether it counts something; it may have a report and no count. */
  public boolean counts() {
    return done > 0 || total > 0 || !unit.isEmpty();
  }
}
