package dev.updraft.types.wire;

import dev.updraft.types.graph.Binding;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.Work;
import java.util.ArrayList;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * {@code core.ArrayNode}. Who maps what speaks of one element has one inputs file per item; who
 * speaks of lists reads the list and takes its element.
 */
final class EachForm {
  private static final int INDIVIDUAL_INPUT_FILES = 1;

  private EachForm() {}

  /** The inner node still has the inputs that flytekit repeats there. */
  static Work.Each read(In in) {
    @Nullable Node node = null;
    var bound = new ArrayList<String>();
    var parallelism = OptionalInt.empty();
    var minSuccesses = OptionalInt.empty();
    var minSuccessRatio = OptionalDouble.empty();
    boolean original = false;
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> node = in.message(NodeForm::read);
        case 2 << 3 -> parallelism = count(in);
        case 3 << 3 -> minSuccesses = count(in);
        // The shortest decimal: 0.9 and not the 0.8999999761581421 next to it.
        case 4 << 3 | 5 ->
            minSuccessRatio = OptionalDouble.of(Double.parseDouble(Float.toString(in.fixed32())));
        case 6 << 3 | 2 -> original = in.message(EachForm::flag);
        case 8 << 3 | 2 -> bound.add(in.text());
        case 9 << 3 -> {
          if (in.bool()) {
            throw in.malformed(
                "an array node that runs all of its items after one has failed, which Updraft"
                    + " cannot; let it succeed with fewer of them");
          }
        }
        default -> in.skip(tag);
      }
    }
    if (node == null) {
      throw in.malformed("an array node without a node in it");
    }
    return new Work.Each(node, bound, parallelism, minSuccesses, minSuccessRatio, !original);
  }

  private static OptionalInt count(In in) {
    return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, in.varint() & 0xffffffffL));
  }

  /** A {@code google.protobuf.BoolValue}. */
  private static boolean flag(In in) {
    boolean flag = false;
    for (int tag; (tag = in.tag()) != 0; ) {
      if (tag == 1 << 3) {
        flag = in.bool();
      } else {
        in.skip(tag);
      }
    }
    return flag;
  }

  /**
   * @param inputs the outer node's, repeated at the inner one as flytekit does
   */
  static void write(Out out, Work.Each each, Map<String, Binding> inputs) {
    var inner = each.node();
    var repeated =
        new Node(inner.id(), inner.name(), inputs, inner.upstream(), inner.options(), inner.work());
    out.message(1, () -> NodeForm.write(out, repeated));
    each.parallelism().ifPresent(most -> out.setVarint(2, most));
    if (each.minSuccessRatio().isPresent()) {
      out.setFloat(4, (float) each.minSuccessRatio().getAsDouble());
    } else {
      each.minSuccesses().ifPresent(least -> out.setVarint(3, least));
    }
    out.message(6, () -> out.bool(1, !each.listTyped()));
    out.varint(7, each.listTyped() ? 0 : INDIVIDUAL_INPUT_FILES);
    each.bound().forEach(name -> out.setText(8, name));
  }
}
