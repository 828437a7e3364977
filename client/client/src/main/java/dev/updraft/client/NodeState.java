package dev.updraft.client;

import dev.updraft.client.model.CacheStatus;
import dev.updraft.client.model.Event;
import dev.updraft.client.model.Phase;
import java.time.Duration;
import java.time.Instant;
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

  /** From its beginning to the last that was heard of it. */
  public Duration took() {
    return Duration.between(since, at);
  }
}
