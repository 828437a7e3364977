package dev.updraft.client.model;

import dev.updraft.types.schedule.Catchup;
import dev.updraft.types.schedule.Cron;
import dev.updraft.types.schedule.Timing;
import java.util.Optional;

/**
 * When a launch plan is launched by the backend.
 *
 * @param catchup what becomes of ticks that came while no backend was there
 * @param kickoff the datetime input that is given the tick's time; a fixed rate gives it none
 */
public record Schedule(Timing timing, Catchup catchup, Optional<String> kickoff) {
  public Schedule {
    if (kickoff.isPresent() && timing instanceof Timing.Rate) {
      throw new IllegalArgumentException(
          "A fixed rate gives no input the time of its tick; '%s' needs a cron schedule."
              .formatted(kickoff.get()));
    }
  }

  /**
   * What a person wrote.
   *
   * @param text cron of five fields, an alias such as {@code @daily}, or {@code every 10 minutes}
   * @param zone such as {@code Europe/Berlin}
   * @throws IllegalArgumentException that says what is wrong and how to write it
   */
  public static Schedule of(String text, String zone, Catchup catchup) {
    return new Schedule(Timing.read(text, Timing.zone(zone)), catchup, Optional.empty());
  }

  /** When, in words; for cron with its zone. */
  public String words() {
    return switch (timing) {
      case Timing.Rate rate -> rate.words();
      case Cron cron -> cron.words() + " " + cron.zone().getId();
    };
  }

  /** The same, telling an input the time of its tick. */
  public Schedule telling(String input) {
    return new Schedule(timing, catchup, Optional.of(input));
  }
}
