package dev.updraft.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One try at a task.
 *
 * @param runsAs the name under which the executor knows it; another one's when this attempt was
 *     taken over from a caller who left
 * @param budget which budget paid for it
 * @param cause why it exists, in one sentence: a body never runs again without one
 * @param userFailures how many attempts drew on the user's budget before it
 * @param systemFailures how many drew on the platform's before it
 * @param epoch of the ownership that launched it
 * @param why it waits, or what it last said of itself
 * @param generatedName contract 1.4
 */
public record Attempt(
    AttemptId id,
    TaskId task,
    String taskType,
    AttemptId runsAs,
    Budget budget,
    String cause,
    int userFailures,
    int systemFailures,
    long epoch,
    AttemptPhase phase,
    Instant created,
    Optional<Instant> started,
    Instant updated,
    Optional<Duration> duration,
    String inputUri,
    Optional<String> outputUri,
    Optional<Failure> error,
    String why,
    String generatedName) {

  /** The same, shown as an attempt at a graph's node. */
  public Attempt shownAs(AttemptId place) {
    return new Attempt(
        place,
        task,
        taskType,
        runsAs,
        budget,
        cause,
        userFailures,
        systemFailures,
        epoch,
        phase,
        created,
        started,
        updated,
        duration,
        inputUri,
        outputUri,
        error,
        why,
        place.generatedName());
  }
}
