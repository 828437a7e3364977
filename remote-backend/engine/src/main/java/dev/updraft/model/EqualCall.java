package dev.updraft.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The sentence by which a call says that it waits for an equal one, and back: an event keeps the
 * sentence alone. Equal calls are of one project and domain, as their key is.
 */
public final class EqualCall {
  private static final Pattern SENTENCE = Pattern.compile("Waits for the equal call '([^']+)'\\.");

  private EqualCall() {}

  /** Why a call waits. */
  public static String why(ExecutionId leader) {
    return "Waits for the equal call '%s'.".formatted(leader.name());
  }

  /** The execution whose equal call this event's waits for. */
  public static Optional<ExecutionId> awaited(ExecutionEvent event) {
    var sentence = SENTENCE.matcher(event.why());
    return sentence.matches() && !event.last()
        ? Optional.of(
            new ExecutionId(
                event.execution().project(), event.execution().domain(), sentence.group(1)))
        : Optional.empty();
  }
}
