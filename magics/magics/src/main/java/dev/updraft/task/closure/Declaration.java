package dev.updraft.task.closure;

import dev.updraft.task.closure.Parsed.Shape;

/**
 * A declaration of the notebook as the parser sees it, before anybody knows what its names mean.
 *
 * @param parsed what the parser found
 * @param text the declaration from its first modifier to its end
 */
record Declaration(Parsed parsed, CellText text) {

  String name() {
    return parsed.name();
  }

  /** The same for those that replace each other in the notebook. */
  String identity() {
    return switch (parsed.shape()) {
      case Shape.Method method -> "m:" + name() + "(" + method.erasure() + ")";
      case Shape.Type ignored -> "t:" + name();
      case Shape.Variable ignored -> "v:" + name();
    };
  }

  /** Whether this is the handle type that Updraft itself generated for a task. */
  boolean isHandle() {
    return parsed.shape() instanceof Shape.Type && text.text().contains("dev.updraft.api.Handles.");
  }
}
