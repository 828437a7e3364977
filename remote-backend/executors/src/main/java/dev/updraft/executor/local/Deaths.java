package dev.updraft.executor.local;

import dev.updraft.model.Failure;
import dev.updraft.model.Failure.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Workers that ended without outputs, in the words and with the budgets of contract 1.7: killed
 * from outside is the system's fault, any other status the task's.
 */
final class Deaths {
  private static final int SIGNALLED = 128;
  private static final int KILLED = 137;

  /** The runner's own status when it could write neither outputs nor an error. */
  private static final int RESULT_LOST = 74;

  private static final int TERMINATED = 143;

  private Deaths() {}

  static Failure unknownType(String type, Set<String> known, Instant now) {
    String message = "No executor here runs tasks of type '%s', only %s.".formatted(type, known);
    return new Failure(Kind.USER, "UnknownTaskType", message, false, now);
  }

  static Failure unseen(Claim claim, Instant now) {
    String message =
        "The worker (pid %d) left no outputs, and nobody saw it end: it was killed, the machine restarted, or the disk was full."
            .formatted(claim.pid());
    return new Failure(Kind.SYSTEM, "Interrupted", message, true, now);
  }

  static Failure withStatus(
      long pid, int status, String outputPrefix, List<String> lastLines, Instant now) {
    if (status == RESULT_LOST) {
      String message =
          "The worker (pid %d) could not write the task's result to '%s': the disk is full or cannot be written. Make room on it and run the task again.%s"
              .formatted(pid, outputPrefix, quoted(lastLines));
      return new Failure(Kind.SYSTEM, "ResultLost", message, true, now);
    }
    if (status == KILLED || status == TERMINATED) {
      String message =
          "The worker (pid %d) was killed (signal %d), not by Updraft, while the task ran."
              .formatted(pid, status - SIGNALLED);
      return new Failure(Kind.SYSTEM, "Interrupted", message, true, now);
    }
    String how =
        status > SIGNALLED
            ? "crashed (signal " + (status - SIGNALLED) + ")"
            : "ended with status " + status + " (Runtime.halt, or the end of the JVM)";
    String message =
        "The worker (pid %d) %s before the task returned.%s".formatted(pid, how, quoted(lastLines));
    return new Failure(Kind.USER, "Error", message, true, now);
  }

  /** A task's own command. Killed from outside is the system's fault. */
  static Failure ofCommand(long pid, int status, List<String> lastLines, Instant now) {
    if (status == KILLED || status == TERMINATED) {
      String message =
          "The task's process (pid %d) was killed (signal %d), not by Updraft."
              .formatted(pid, status - SIGNALLED);
      return new Failure(Kind.SYSTEM, "Interrupted", message, true, now);
    }
    String message =
        "The task's process (pid %d) ended with exit code %d.%s"
            .formatted(pid, status, quoted(lastLines));
    return new Failure(Kind.USER, "Error", message, true, now);
  }

  static Failure noEnvironment(String image, Instant now) {
    String message =
        "No Python environment is named for the image '%s', and a task's command runs on this machine in none but one that you name. Add 'python.environments=%s=/folder/of/the/venv' to the file 'config' in UPDRAFT_HOME, and start the backend again."
            .formatted(image, image);
    return new Failure(Kind.USER, "NoEnvironment", message, false, now);
  }

  static Failure unknown(long pid, Instant now) {
    String message = "The worker (pid %d) is gone and left no outputs.".formatted(pid);
    return new Failure(Kind.SYSTEM, "Interrupted", message, true, now);
  }

  static Failure neverStarted(String why, List<String> lastLines, Instant now) {
    return new Failure(
        Kind.SYSTEM,
        "WorkerStartFailed",
        "A worker could not be started: " + why + "." + quoted(lastLines),
        true,
        now);
  }

  static Failure silent(long pid, Instant now) {
    String message =
        "The worker (pid %d) ended well but wrote neither outputs.pb nor error.pb.".formatted(pid);
    return new Failure(Kind.SYSTEM, "OutputsNotFound", message, true, now);
  }

  private static String quoted(List<String> lines) {
    return lines.isEmpty() ? "" : " Its last words:\n" + String.join("\n", lines);
  }
}
