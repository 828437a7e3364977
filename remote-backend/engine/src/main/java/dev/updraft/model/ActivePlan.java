package dev.updraft.model;

import java.time.Instant;
import java.util.Optional;

/**
 * The active version of a launch plan: one at most of each name.
 *
 * @param since when it was activated, which a fixed rate counts from
 * @param due the next tick of its schedule, passed when it was missed; empty when it has none
 * @param trouble the newest tick whose execution could not be created
 */
public record ActivePlan(
    EntityId id, Instant since, Optional<Instant> due, Optional<Trouble> trouble) {

  /**
   * A tick that came to nothing.
   *
   * @param why a sentence
   */
  public record Trouble(Instant tick, String why) {}
}
