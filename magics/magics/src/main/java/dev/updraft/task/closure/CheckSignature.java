package dev.updraft.task.closure;

import dev.updraft.task.closure.Attribution.Node;
import dev.updraft.task.closure.Parsed.Shape;
import dev.updraft.task.closure.Refusal.Reason;
import java.util.List;

/** What a method's signature must be like for it to be a task. */
final class CheckSignature {
  private CheckSignature() {}

  static void of(Node task) {
    var declaration = task.member().declaration();
    if (declaration.parsed().shape() instanceof Shape.Method shape
        && !shape.typeParameters().isEmpty()) {
      throw new CaptureRefused(
          new Refusal(
              Reason.SIGNATURE,
              "the task '"
                  + declaration.name()
                  + "' is generic in "
                  + String.join(", ", shape.typeParameters())
                  + "; a task's interface names the types that travel.",
              declaration.text().at(0),
              declaration.text().excerpt(0),
              List.of(),
              "write the types out, and let the task call a generic helper method."));
    }
  }
}
