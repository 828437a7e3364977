package dev.updraft.kernel;

import dev.updraft.api.TaskFailed;
import dev.updraft.magics.notebook.UserVisible;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import jdk.jshell.EvalException;
import jdk.jshell.SnippetEvent;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether the last snippet ended with an exception that speaks to the user, and with which lines. JShell hands on class
 * name, message and causes of an exception, not the exception.
 */
final class UserErrors implements Consumer<SnippetEvent> {
  private final ClassLoader loader;
  private volatile List<String> lines = List.of();

  /**
   * @param loader knows the exception classes of Updraft
   */
  UserErrors(ClassLoader loader) {
    this.loader = loader;
  }

  /** The lines to show instead of a stack trace; empty for any other end. */
  List<String> lines() {
    return lines;
  }

  /** Called by JShell after each snippet, nested ones first: the last call before an error is formatted is the cell's own. */
  @Override
  public void accept(SnippetEvent event) {
    lines = message(event.exception()).map(text -> text.lines().toList()).orElse(List.of());
  }

  private Optional<String> message(@Nullable Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof EvalException user && speaksToUser(user.getExceptionClassName())) {
        return Optional.ofNullable(user.getMessage());
      }
    }
    return Optional.empty();
  }

  private boolean speaksToUser(String exceptionClass) {
    try {
      var type = Class.forName(exceptionClass, false, loader);
      return UserVisible.class.isAssignableFrom(type) || TaskFailed.class.isAssignableFrom(type);
    } catch (ClassNotFoundException ofTheUser) {
      return false;
    }
  }
}
