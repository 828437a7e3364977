package dev.updraft.task;

import dev.updraft.cell.Nearest;
import dev.updraft.cell.TaskOptions.Caching;
import dev.updraft.task.closure.CaptureRefused;
import dev.updraft.task.closure.CellPosition;
import dev.updraft.task.closure.CellText;
import dev.updraft.task.closure.Closure;
import dev.updraft.task.closure.Refusal;
import dev.updraft.task.closure.TaskSignature.Parameter;
import java.util.ArrayList;
import java.util.List;

/** Whether what the magic line says about caching suits the method. */
final class CheckCaching {
  private CheckCaching() {}

  static void of(Caching caching, Closure closure, CellText body) {
    var magicLine = new CellPosition(body.start().cell(), Math.max(1, body.start().line() - 1), 1);
    var refusals =
        switch (caching) {
          case Caching.Off ignored -> List.<Refusal>of();
          case Caching.ByCode(var ignored) -> problems(ignored, closure, magicLine);
          case Caching.ByVersion(var version, var ignored) -> problems(ignored, closure, magicLine);
        };
    if (!refusals.isEmpty()) {
      throw new CaptureRefused(refusals);
    }
  }

  private static List<Refusal> problems(
      List<String> ignored, Closure closure, CellPosition magicLine) {
    var signature = closure.signature();
    var names = signature.parameters().stream().map(Parameter::name).toList();
    var refusals = new ArrayList<Refusal>();
    if (signature.returns().equals("void")) {
      refusals.add(
          refusal(
              "--cache remembers outputs, and '" + signature.method() + "' is void: it has none.",
              magicLine,
              "leave --cache out, or return a value."));
    }
    for (var name : ignored) {
      if (!names.contains(name)) {
        refusals.add(
            refusal(
                "--ignore names '" + name + "', but " + signature + " has no such parameter.",
                magicLine,
                Nearest.to(name, names)
                    .map(nearest -> "did you mean '" + nearest + "'?")
                    .orElse("name one of: " + String.join(", ", names) + ".")));
      }
    }
    return refusals;
  }

  private static Refusal refusal(String what, CellPosition at, String wayOut) {
    return new Refusal(Refusal.Reason.SIGNATURE, what, at, "", List.of(), wayOut);
  }
}
