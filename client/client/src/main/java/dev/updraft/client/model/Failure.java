package dev.updraft.client.model;

import dev.updraft.types.failure.FailureText;
import java.util.List;

/**
 * A task's own failure, as its views need it.
 *
 * @param kind whose fault, which says who must act
 * @param code e.g. {@code java.lang.IllegalArgumentException} or {@code OOMKilled}
 * @param text the exception with its causes and stacks; one without a type for what was no
 *     exception, e.g. a timeout
 * @param log the last lines that the attempt printed
 */
public record Failure(Kind kind, String code, FailureText text, List<String> log) {
  public Failure {
    log = List.copyOf(log);
  }

  /** Who must act. */
  public enum Kind {
    USER,
    SYSTEM,
    UNKNOWN
  }

  /** What happened, in one line: {@code Type: message}, or the message alone. */
  public String headline() {
    var first = text.chain().getFirst();
    var message = first.message().lines().findFirst().orElse("");
    if (first.type().isEmpty()) {
      return message.isEmpty() ? code : message;
    }
    return message.isEmpty() ? first.type() : first.type() + ": " + message;
  }
}
