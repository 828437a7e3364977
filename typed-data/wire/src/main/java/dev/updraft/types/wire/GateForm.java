package dev.updraft.types.wire;

import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Work.Opening;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code core.GateNode}. */
final class GateForm {
  private GateForm() {}

  static Work.Gate read(In in) {
    @Nullable Opening opening = null;
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> opening = in.message(GateForm::readApproval);
        case 2 << 3 | 2 -> opening = in.message(GateForm::readValue);
        case 3 << 3 | 2 -> opening = new Opening.Time(in.message(GateForm::readSleep));
        default -> in.skip(tag);
      }
    }
    if (opening == null) {
      throw in.malformed("a gate that nothing opens: no approval, signal or sleep");
    }
    return new Work.Gate(opening);
  }

  private static Opening readApproval(In in) {
    String signal = "";
    for (int tag; (tag = in.tag()) != 0; ) {
      if (tag == (1 << 3 | 2)) {
        signal = in.text();
      } else {
        in.skip(tag);
      }
    }
    return new Opening.Approval(signal);
  }

  private static Opening readValue(In in) {
    String signal = "";
    String output = "";
    LiteralType type = new LiteralType.Simple(SimpleKind.NONE, Optional.empty());
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> signal = in.text();
        case 2 << 3 | 2 -> type = in.message(TypeForm::read);
        case 3 << 3 | 2 -> output = in.text();
        default -> in.skip(tag);
      }
    }
    return new Opening.Value(signal, type, output);
  }

  private static Duration readSleep(In in) {
    Duration span = Duration.ZERO;
    for (int tag; (tag = in.tag()) != 0; ) {
      if (tag == (1 << 3 | 2)) {
        span = in.message(ScalarForm::duration);
      } else {
        in.skip(tag);
      }
    }
    return span;
  }

  static void write(Out out, Work.Gate gate) {
    switch (gate.opening()) {
      case Opening.Approval(String signal) -> out.message(1, () -> out.text(1, signal));
      case Opening.Value(String signal, LiteralType type, String output) ->
          out.message(
              2,
              () -> {
                out.text(1, signal);
                out.message(2, () -> TypeForm.write(out, type));
                out.text(3, output);
              });
      case Opening.Time(Duration span) ->
          out.message(3, () -> out.message(1, () -> ScalarForm.duration(out, span)));
    }
  }
}
