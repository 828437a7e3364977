package dev.updraft.types.wire;

import dev.updraft.types.graph.NodeOptions;
import java.util.Optional;

/**
 * {@code core.TaskNodeOverrides}: what a node wants otherwise than its task. Of resources the
 * memory counts, as it does of tasks: the limit, else the request.
 */
record OverridesForm(Optional<String> memory, Optional<String> image) {
  static final OverridesForm NONE = new OverridesForm(Optional.empty(), Optional.empty());
  private static final int MEMORY = 3;

  /**
   * Flytekit writes an empty one always.
   *
   * @param node whose they are, for a sentence
   */
  static OverridesForm read(In in, String node) {
    var found = NONE;
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 ->
            found = new OverridesForm(in.message(OverridesForm::resources), found.image());
        case 3 << 3 | 2 ->
            found =
                new OverridesForm(
                    found.memory(), Optional.of(in.text()).filter(name -> !name.isEmpty()));
        default -> {
          int start = in.position();
          in.skip(tag);
          if ((tag & 7) != 2 || in.position() - start > 1) {
            throw new Malformed(
                "Node '"
                    + node
                    + "' overrides its task's accelerator or pod template. Say them at the task,"
                    + " or register a second task with them.");
          }
        }
      }
    }
    return found;
  }

  private static Optional<String> resources(In in) {
    Optional<String> requested = Optional.empty();
    Optional<String> limit = Optional.empty();
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> requested = later(requested, in.message(OverridesForm::memory));
        case 2 << 3 | 2 -> limit = later(limit, in.message(OverridesForm::memory));
        default -> in.skip(tag);
      }
    }
    return later(requested, limit);
  }

  private static Optional<String> later(Optional<String> before, Optional<String> after) {
    return after.isPresent() ? after : before;
  }

  /** An entry's amount, when it is of memory. */
  private static Optional<String> memory(In in) {
    long name = 0;
    var amount = "";
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 -> name = in.varint();
        case 2 << 3 | 2 -> amount = in.text();
        default -> in.skip(tag);
      }
    }
    return name == MEMORY ? Optional.of(amount) : Optional.empty();
  }

  static void write(Out out, NodeOptions options) {
    options.memory().ifPresent(amount -> out.message(1, () -> writeLimit(out, amount)));
    options.image().ifPresent(image -> out.text(3, image));
  }

  private static void writeLimit(Out out, String amount) {
    out.message(
        2,
        () -> {
          out.varint(1, MEMORY);
          out.text(2, amount);
        });
  }
}
