package dev.updraft.magics.schedule;

import dev.updraft.types.schedule.Catchup;
import java.util.List;
import java.util.Optional;

/**
 * What a person asks of schedules.
 *
 * @param words a verb and a workflow, or a workflow, when, and inputs
 * @param zone of the cron's times
 * @param kickoff the input that is told a tick's time
 * @param version of the workflow; empty = the newest
 * @param count how many times to tell
 * @param yes whether to remove was said twice
 */
public record ScheduleRequest(
    List<String> words,
    String zone,
    Catchup catchup,
    Optional<String> kickoff,
    String version,
    int count,
    boolean yes) {
  /** The zone of who names none: Flyte's. */
  public static final String ZONE = "UTC";

  public ScheduleRequest {
    words = List.copyOf(words);
  }
}
