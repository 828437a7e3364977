package dev.updraft.runner;

import dev.updraft.types.failure.FailureText;
import dev.updraft.types.failure.FailureText.Thrown;
import dev.updraft.types.failure.StackLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a task's body threw, as text. The user's exception classes are code of the user's: they may
 * throw when they are asked, or answer with a megabyte, and neither may lose the failure.
 */
final class ThrownText {
  private static final int LONGEST_CHAIN = 8;
  private static final int LONGEST_STACK = 60;
  private static final int STACK_END = 10;
  private static final int LONGEST_MESSAGE = 8_000;
  private static final int LONGEST_OVERFLOW = 12;

  private final CodeNames names;

  ThrownText(CodeNames names) {
    this.names = names;
  }

  String code(Throwable thrown) {
    return names.type(thrown.getClass().getName());
  }

  String describe(Throwable thrown) {
    return describe(code(thrown), thrown);
  }

  /** With another name than the exception's own class. */
  String describe(String name, Throwable thrown) {
    List<Thrown> chain = new ArrayList<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Throwable next = thrown;
    while (next != null && seen.add(next) && chain.size() < LONGEST_CHAIN) {
      chain.add(new Thrown(chain.isEmpty() ? name : code(next), message(next), stack(next)));
      next = cause(next);
    }
    return new FailureText(chain).write();
  }

  private String message(Throwable thrown) {
    String message;
    try {
      message = thrown.getMessage();
    } catch (Throwable unwilling) {
      return "(its getMessage() threw " + unwilling.getClass().getName() + ")";
    }
    if (message == null) {
      return "";
    }
    String own = names.inText(message);
    return own.length() <= LONGEST_MESSAGE
        ? own
        : own.substring(0, LONGEST_MESSAGE)
            + ".. ("
            + (own.length() - LONGEST_MESSAGE)
            + " more letters)";
  }

  private static @Nullable Throwable cause(Throwable thrown) {
    try {
      return thrown.getCause();
    } catch (Throwable unwilling) {
      return null;
    }
  }

  private List<StackLine> stack(Throwable thrown) {
    StackTraceElement[] frames = thrown.getStackTrace();
    int end = frames.length;
    while (end > 0 && ofTheCall(frames[end - 1].getClassName())) {
      end--;
    }
    int longest = thrown instanceof StackOverflowError ? LONGEST_OVERFLOW : LONGEST_STACK;
    List<StackLine> lines = new ArrayList<>();
    for (int at = 0; at < end; at++) {
      if (end > longest && at == longest - STACK_END) {
        int leftOut = end - longest;
        lines.add(new StackLine.LeftOut(leftOut));
        at += leftOut;
      }
      lines.add(names.line(frames[at]));
    }
    return lines;
  }

  /** The runner's own way to the method: nothing that the author of the task could use. */
  private static boolean ofTheCall(String className) {
    return className.startsWith("dev.updraft.runner.")
        || className.startsWith("java.lang.reflect.")
        || className.startsWith("java.lang.invoke.")
        || className.startsWith("jdk.internal.reflect.");
  }
}
