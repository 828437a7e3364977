package dev.updraft.runner;

import java.util.List;

/**
 * What the self-test runs, in a loader of its own as every task: one of each kind of value that is
 * common.
 */
final class SelfTestTask {
  private SelfTestTask() {}

  /** An enumeration. */
  enum Colour {
    RED,
    GREEN
  }

  /** A record. */
  record Point(double x, Colour colour) {}

  static Point greet(String name, long count, double share, Point point, List<Long> numbers) {
    return new Point(point.x() + numbers.size() + count * share + name.length(), Colour.GREEN);
  }
}
