package dev.updraft.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One execution as it stands. {@code duration} is {@code updated - started}, at the end only; so
 * are {@code outputsUri} and {@code error}.
 *
 * @param launched the task or launch plan, as sent
 * @param workflow what it runs; {@code .flytegen.<task>} for a task
 * @param node the unique id of its task node
 * @param catalog without the artifact's details unless read with {@code Executions.get}
 * @param saved what a hit saved, else zero
 */
public record Execution(
    ExecutionId id,
    EntityId launched,
    EntityId workflow,
    TaskId task,
    String node,
    Labels labels,
    ExecutionPhase phase,
    Instant created,
    Optional<Instant> started,
    Instant updated,
    Optional<Duration> duration,
    Optional<String> outputsUri,
    Optional<Failure> error,
    Optional<Abort> abort,
    CatalogStatus catalog,
    Duration saved) {

  /** Somebody asked for the end. */
  public record Abort(String cause, String principal, Instant at) {}
}
