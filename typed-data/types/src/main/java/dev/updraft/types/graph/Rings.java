package dev.updraft.types.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Finds who waits for himself. Without recursion: a graph may be sent with very long chains. */
final class Rings {
  private Rings() {}

  /**
   * One ring, from its first member in {@code before}'s order back to it, each before the one that
   * waits for it.
   *
   * @param before whom each waits for; those that are no key are passed over
   */
  static <T> Optional<List<T>> find(SequencedMap<T, ? extends Set<T>> before) {
    var left = new LinkedHashSet<>(before.keySet());
    left.removeAll(free(before));
    if (left.isEmpty()) {
      return Optional.empty();
    }
    // Each that is left waits for another that is: going back comes to one seen before.
    var path = new LinkedHashSet<T>();
    T at = left.getFirst();
    while (path.add(at)) {
      at =
          Objects.requireNonNull(before.get(at)).stream()
              .filter(left::contains)
              .findFirst()
              .orElseThrow();
    }
    var ring = new ArrayList<>(path);
    ring.subList(0, ring.indexOf(at)).clear();
    return Optional.of(turned(ring.reversed(), before));
  }

  /** Those that some order lets come each after all that it waits for. */
  private static <T> Set<T> free(SequencedMap<T, ? extends Set<T>> before) {
    var waiting = new HashMap<T, Integer>();
    var after = new HashMap<T, List<T>>();
    before.forEach(
        (one, others) -> {
          int count = 0;
          for (var other : others) {
            if (before.containsKey(other)) {
              after.computeIfAbsent(other, _ -> new ArrayList<>()).add(one);
              count++;
            }
          }
          waiting.put(one, count);
        });
    var ready = new ArrayDeque<T>();
    waiting.forEach(
        (one, count) -> {
          if (count == 0) {
            ready.add(one);
          }
        });
    var free = new HashSet<T>();
    for (T one; (one = ready.poll()) != null; ) {
      free.add(one);
      for (var next : after.getOrDefault(one, List.of())) {
        if (waiting.merge(next, -1, Integer::sum) == 0) {
          ready.add(next);
        }
      }
    }
    return free;
  }

  /** Beginning, and ending, with the member that was declared first. */
  private static <T> List<T> turned(List<T> ring, Map<T, ?> order) {
    T first = order.keySet().stream().filter(ring::contains).findFirst().orElseThrow();
    int at = ring.indexOf(first);
    var turned = new ArrayList<>(ring.subList(at, ring.size()));
    turned.addAll(ring.subList(0, at));
    turned.add(first);
    return turned;
  }
}
