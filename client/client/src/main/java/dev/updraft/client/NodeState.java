package dev.updraft.client;

import dev.updraft.client.model.CacheStatus;
import dev.updraft.client.model.Event;
import dev.updraft.client.model.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a node of a workflow stands.
 *
 * @param attempt counted from 0
 * @param hit whether its outputs were remembered, so that nothing ran
 * @param why one sentence for people; may be empty
 * @param since when it was begun
 * @param at the last event's time
 */
public record NodeState(
    Phase phase, int attempt, boolean hit, String why, Instant since, Instant at) {
  private static final Pattern TAKEN = Pattern.compile("Taken over from execution '([^']+)'\\.");

  static NodeState after(@Nullable NodeState before, Event event) {
    var hit = event.catalog().filter(info -> info.status() == CacheStatus.HIT).isPresent();
    return new NodeState(
        event.nodePhase(),
        Math.max(event.attempt(), before == null ? 0 : before.attempt()),
        hit,
        event.why(),
        before == null ? event.at() : before.since(),
        event.at());
  }

  /** The execution that it was taken over from; empty when it was begun here. */
  public Optional<String> takenFrom() {
    return phase == Phase.RECOVERED ? takenFrom(why) : Optional.empty();
  }

  /** The execution that a node's sentence says it was taken over from. */
  public static Optional<String> takenFrom(String why) {
    var sentence = TAKEN.matcher(why);
    return sentence.matches() ? Optional.of(sentence.group(1)) : Optional.empty();
  }

  /** From its beginning to the last that was heard of it. */
  public Duration took() {
    return Duration.between(since, at);
  }
}
