package dev.updraft.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where a process may be killed to see whether anything is lost: around each transaction, by the
 * kinds of {@link Write} in it, and after each kind of {@link Effect}. Points are named after the
 * sealed types, so that a new statement joins by itself.
 */
@FunctionalInterface
public interface CrashPoint {
  /** Nobody dies. */
  CrashPoint NONE = point -> {};

  /**
   * The process is at a point, e.g. {@code before-commit PutNode}; does not return when it is to
   * die here.
   */
  void reached(String point);

  /**
   * Dies when a point is reached for the n-th time.
   *
   * @param spec e.g. {@code before-commit PutNode:2}; the first time when no number is given
   * @param death does not return, e.g. halts the process
   */
  static CrashPoint at(String spec, Runnable death) {
    var colon = spec.lastIndexOf(':');
    var point = colon < 0 ? spec : spec.substring(0, colon);
    if (!all().contains(point)) {
      throw new IllegalArgumentException(
          "There is no crash point '%s'. There are: %s."
              .formatted(point, String.join(", ", all())));
    }
    var left = new AtomicInteger(colon < 0 ? 1 : Integer.parseInt(spec.substring(colon + 1)));
    return reached -> {
      if (reached.equals(point) && left.decrementAndGet() == 0) {
        death.run();
      }
    };
  }

  /** Every point there is. */
  static List<String> all() {
    var points = new ArrayList<String>();
    for (var write : Write.class.getPermittedSubclasses()) {
      points.add("before-commit " + write.getSimpleName());
      points.add("after-commit " + write.getSimpleName());
    }
    for (var effect : Effect.class.getPermittedSubclasses()) {
      points.add("before-effect " + effect.getSimpleName());
      points.add("after-effect " + effect.getSimpleName());
    }
    return points;
  }

  /** The process is at the same side of each of these, each kind counted once. */
  default void reachedAll(String side, List<?> parts) {
    var kinds = new LinkedHashSet<String>();
    parts.forEach(part -> kinds.add(part.getClass().getSimpleName()));
    kinds.forEach(kind -> reached(side + " " + kind));
  }
}
