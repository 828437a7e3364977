package dev.updraft.task.closure;

import dev.updraft.task.closure.Parsed.Shape;

/**
 * JShell makes every top-level record public and then rejects {@code record R(int x) { R { .. } }}:
 * the constructor would be less accessible than the record. So {@code public} is put in front of
 * such constructors in task cells.
 */
final class CanonicalConstructors {
  private CanonicalConstructors() {}

  static CellText opened(CellText body, Outline outline) {
    int[] closed =
        outline.declarations().stream()
            .flatMapToInt(
                each ->
                    each.shape() instanceof Shape.Type type
                        ? type.closedConstructors().stream().mapToInt(Integer::intValue)
                        : java.util.stream.IntStream.empty())
            .sorted()
            .toArray();
    return closed.length == 0 ? body : body.with("public ", closed);
  }
}
