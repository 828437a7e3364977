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
 * @param task of a graph: the workflow's name and version
 * @param node of a graph: empty
 * @param state whether lists show it; nothing that runs depends on it
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
    Duration saved,
    Role role,
    StateChange state) {

  /** One that nobody has archived. */
  public Execution(
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
      Duration saved,
      Role role) {
    this(
        id,
        launched,
        workflow,
        task,
        node,
        labels,
        phase,
        created,
        started,
        updated,
        duration,
        outputsUri,
        error,
        abort,
        catalog,
        saved,
        role,
        new StateChange(State.ACTIVE, created));
  }

  /** The same, further on. */
  public Execution moved(ExecutionPhase now, Instant at, Optional<Abort> asked) {
    return new Execution(
        id,
        launched,
        workflow,
        task,
        node,
        labels,
        now,
        created,
        started,
        at,
        duration,
        outputsUri,
        error,
        asked,
        catalog,
        saved,
        role,
        state);
  }

  /** The same, archived or taken back. */
  public Execution in(StateChange other) {
    return new Execution(
        id,
        launched,
        workflow,
        task,
        node,
        labels,
        phase,
        created,
        started,
        updated,
        duration,
        outputsUri,
        error,
        abort,
        catalog,
        saved,
        role,
        other);
  }

  /** The same at its end. */
  public Execution ended(
      ExecutionPhase how,
      Instant at,
      Optional<String> outputs,
      Optional<Failure> failure,
      CatalogStatus status,
      Duration spared) {
    return new Execution(
        id,
        launched,
        workflow,
        task,
        node,
        labels,
        how,
        created,
        started,
        at,
        started.map(began -> Duration.between(began, at)),
        outputs,
        failure,
        abort,
        status,
        spared,
        role,
        state);
  }

  /** Somebody asked for the end. */
  public record Abort(String cause, String principal, Instant at) {}
}
