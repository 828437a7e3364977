package dev.updraft.frames.column;

/** The unit in which a time is counted. */
public enum Unit {
  MILLIS(1_000),
  MICROS(1_000_000),
  NANOS(1_000_000_000);

  private final long perSecond;

  Unit(long perSecond) {
    this.perSecond = perSecond;
  }

  public long perSecond() {
    return perSecond;
  }

  public int nanosEach() {
    return (int) (1_000_000_000 / perSecond);
  }
}
