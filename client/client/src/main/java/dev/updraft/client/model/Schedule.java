package dev.updraft.client.model;

import dev.updraft.types.schedule.CatchUp;
import dev.updraft.types.schedule.Timing;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a launch plan is run by itself.
 *
 * @param catchUp what becomes of the moments that passed while no backend ran
 * @param kickoffInput the input, a time, that each run is given its own moment as; only with cron
 */
public record Schedule(Timing timing, CatchUp catchUp, Optional<String> kickoffInput) {
  public Schedule {
    if (kickoffInput.isPresent() && timing instanceof Timing.Rate rate) {
      throw new IllegalArgumentException(
          "Input '%s' cannot take the moment of '%s': only a cron schedule fills an input. Write the schedule as cron, '0 * * * *' for every hour, or give the input a value."
              .formatted(kickoffInput.get(), rate.words()));
    }
  }

  /**
   * @param text a cron expression, an alias such as {@code @daily}, or {@code every 15 minutes}
   * @param zone a name such as {@code Europe/Berlin}, for cron; empty = UTC
   * @throws dev.updraft.types.schedule.InvalidSchedule saying how to write it
   */
  public static Schedule of(String text, String zone, CatchUp catchUp) {
    return new Schedule(
        Timing.parse(text, zone.isEmpty() ? ZoneId.of("UTC") : Timing.zoneOf(zone)),
        catchUp,
        Optional.empty());
  }

  /** With the input that takes the moment. */
  public Schedule kickoff(String input) {
    return new Schedule(timing, catchUp, Optional.of(input));
  }
}
