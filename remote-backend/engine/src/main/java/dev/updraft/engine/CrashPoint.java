package dev.updraft.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

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
