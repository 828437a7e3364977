package dev.updraft.runner;

import dev.updraft.types.wire.ErrorDocument;
import dev.updraft.types.wire.ErrorDocument.Origin;
import java.time.Instant;
import java.util.Optional;

/**
 * Why an attempt has no outputs: what goes into {@code error.pb} (contract 1.7).
 *
 * @param code for machines, e.g. {@code java.lang.IllegalStateException} or {@code OutOfMemory}
 * @param message for people; a thrown exception as {@link dev.updraft.types.failure.FailureText}
 * @param origin whose fault it is, which decides the retry budget
 * @param recoverable whether another attempt may help
 */
record TaskError(String code, String message, Origin origin, boolean recoverable) {

  /** The task's code failed: it is run again as often as its author asked for. */
  static TaskError thrown(String code, String message) {
    return new TaskError(code, message, Origin.USER, true);
  }

  /** Another attempt would end the same way. */
  static TaskError refused(String code, String message) {
    return new TaskError(code, message, Origin.USER, false);
  }

  /** The platform failed: worth another attempt on the platform's account. */
  static TaskError platform(String code, String message) {
    return new TaskError(code, message, Origin.SYSTEM, true);
  }

  ErrorDocument toDocument(Instant at) {
    return new ErrorDocument(code, message, recoverable, origin, Optional.of(at), "");
  }
}
