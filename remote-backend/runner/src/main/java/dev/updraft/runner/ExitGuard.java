package dev.updraft.runner;

import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Notices when the task's code ends the process with {@link System#exit}. A shutdown hook, so it
 * runs in a thread of its own while the caller of exit waits for ever. A signal (an abort, a pod's
 * deletion) ends the process as well, and is not taken for an exit: who sent it knows why.
 */
final class ExitGuard {
  private volatile @Nullable Watched watched;

  /** What to do when the body exits. */
  private record Watched(Consumer<TaskError> onExit, CodeNames names) {}

  /** One per process. */
  static ExitGuard install() {
    var guard = new ExitGuard();
    Runtime.getRuntime().addShutdownHook(new Thread(guard::shutdown, "updraft-exit-guard"));
    return guard;
  }

  /**
   * From now on an exit is the body's.
   *
   * @param onExit writes the failure; the process then ends with status 0, as the container
   *     contract wants it
   */
  void watch(CodeNames names, Consumer<TaskError> onExit) {
    watched = new Watched(onExit, names);
  }

  void stopWatching() {
    watched = null;
  }

  private void shutdown() {
    Watched present = watched;
    if (present == null) {
      return;
    }
    for (Map.Entry<Thread, StackTraceElement[]> thread : Thread.getAllStackTraces().entrySet()) {
      if (callsExit(thread.getValue())) {
        try {
          present.onExit().accept(error(thread.getValue(), present.names()));
        } catch (ResultLost lost) {
          lost.end();
        }
        Runtime.getRuntime().halt(0);
      }
    }
  }

  private static boolean callsExit(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().equals("java.lang.Runtime")
          && frame.getMethodName().equals("exit")) {
        return true;
      }
    }
    return false;
  }

  private static TaskError error(StackTraceElement[] stack, CodeNames names) {
    OptionalInt status = ExitStatus.known();
    String call = "System.exit(" + (status.isPresent() ? status.getAsInt() : "..") + ")";
    var exit =
        new Exit(
            "the task called "
                + call
                + ", which would end the worker: return a value or throw an exception instead");
    exit.setStackTrace(stack);
    return TaskError.thrown("SystemExit", new ThrownText(names).describe("SystemExit", exit));
  }

  /** Only carries a message and a stack to {@link ThrownText}. */
  private static final class Exit extends Exception {
    private static final long serialVersionUID = 1L;

    Exit(String message) {
      super(message);
    }
  }
}
