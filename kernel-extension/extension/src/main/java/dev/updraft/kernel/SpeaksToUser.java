package dev.updraft.kernel;

import dev.updraft.api.TaskFailed;
import dev.updraft.magics.notebook.UserVisible;

/**
 * An exception that speaks to the user, on its way out of a magic: JJava wraps what a magic throws,
 * but for errors, and prints a stack trace, but for exceptions that have none.
 */
final class SpeaksToUser extends Error implements UserVisible {
  private static final long serialVersionUID = 1L;

  private SpeaksToUser(String message) {
    super(message, null, false, false);
  }

  /** Throws the exception on, in a form that the kernel leaves alone if it speaks to the user. */
  static Exception passOn(Exception thrown) {
    if (isUserVisible(thrown.getClass())) {
      throw new SpeaksToUser(String.valueOf(thrown.getMessage()));
    }
    return thrown;
  }

  /** Whether the exception class of that binary name speaks to the user. */
  static boolean isUserVisible(String exceptionClass) {
    try {
      return isUserVisible(
          Class.forName(exceptionClass, false, SpeaksToUser.class.getClassLoader()));
    } catch (ClassNotFoundException ofTheUser) {
      return false;
    }
  }

  private static boolean isUserVisible(Class<?> type) {
    return UserVisible.class.isAssignableFrom(type) || TaskFailed.class.isAssignableFrom(type);
  }
}
