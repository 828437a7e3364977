package dev.updraft.task;

import dev.updraft.task.closure.CaptureRefused;
import dev.updraft.task.closure.CellPosition;
import dev.updraft.task.closure.Closure;
import dev.updraft.task.closure.Piece;
import dev.updraft.task.closure.Refusal;
import java.util.List;
import javax.lang.model.SourceVersion;

/** A task's name is also the name of its handle, a type of the notebook. */
final class TaskName {
  private TaskName() {}

  static void check(String task, Closure closure, List<Piece> pieces) {
    var place = closure.members().getFirst().place();
    if (!SourceVersion.isName(task) || task.contains(".")) {
      throw refused(
          "'" + task + "' cannot name a task: its handle is a Java type of that name.",
          place,
          "use letters, digits and _, beginning with a letter.");
    }
    if (closure.members().stream().anyMatch(member -> member.key().equals("t:" + task))) {
      throw refused(
          "the task and the type '"
              + task
              + "' have the same name; the task's handle would replace the type.",
          place,
          "rename the method, or give the task a name in the first line: %%task other.");
    }
    for (var piece : pieces) {
      if (piece instanceof Piece.Type type && type.name().equals(task) && !isHandle(type)) {
        throw refused(
            "the notebook has a type '"
                + task
                + "' ("
                + type.text().start().cell()
                + "); the task's handle would replace it.",
            place,
            "rename the method, or give the task a name in the first line: %%task other.");
      }
    }
  }

  private static boolean isHandle(Piece.Type type) {
    return type.text().text().contains("dev.updraft.api.Handles.");
  }

  private static CaptureRefused refused(String what, CellPosition place, String wayOut) {
    return new CaptureRefused(
        new Refusal(Refusal.Reason.SIGNATURE, what, place, "", List.of(), wayOut));
  }
}
