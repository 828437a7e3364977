package dev.updraft.app;

import dev.updraft.engine.CrashPoint;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends the process, as SIGKILL would, when it reaches a point for the n-th time. For tests. */
final class Crash implements CrashPoint {
  static final int CODE = 137;
  private final String point;
  private final AtomicInteger left;

  private Crash(String point, int times) {
    this.point = point;
    this.left = new AtomicInteger(times);
  }

  /**
   * As {@code -Dupdraft.crash=<point>:<n>} says, e.g. {@code before-commit PutNode:2}; else
   * nowhere.
   */
  static CrashPoint asked() {
    var asked = System.getProperty("updraft.crash", "");
    if (asked.isEmpty()) {
      return CrashPoint.NONE;
    }
    var colon = asked.lastIndexOf(':');
    var point = colon < 0 ? asked : asked.substring(0, colon);
    if (!CrashPoint.all().contains(point)) {
      throw new StartRefused(
          Exit.WRONG_SETTINGS,
          "updraft.crash: there is no point '%s'. There are: %s"
              .formatted(point, String.join(", ", CrashPoint.all())));
    }
    return new Crash(point, colon < 0 ? 1 : Integer.parseInt(asked.substring(colon + 1)));
  }

  @Override
  public void reached(String here) {
    if (here.equals(point) && left.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(CODE);
    }
  }
}
