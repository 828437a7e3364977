package dev.updraft.engine;

import static java.util.function.Predicate.not;

import dev.updraft.engine.Flight.Caller;
import dev.updraft.engine.Flight.Kill;
import dev.updraft.engine.Flight.Trial;
import dev.updraft.engine.FlightEvent.Outcome;
import dev.updraft.model.Artifact;
import dev.updraft.model.Attempt;
import dev.updraft.model.AttemptId;
import dev.updraft.model.AttemptPhase;
import dev.updraft.model.Budget;
import dev.updraft.model.CatalogOutcome;
import dev.updraft.model.CatalogStatus;
import dev.updraft.model.Conflict;
import dev.updraft.model.EqualCall;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.Failure;
import dev.updraft.model.GraphLaunch;
import dev.updraft.model.Launch;
import dev.updraft.model.NodeExecution.Unfolded;
import dev.updraft.model.TaskRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The rules: {@code step(flight, event, now)} with no clock, no chance and no I/O. Contract 3.2,
 * 4.2, 5.3, 5.4. What is not for this flight, late or said twice changes nothing.
 */
final class Step {
  private final Settings settings;
  private final long epoch;
  private final Instant now;

  private Flight flight;
  private final List<Write> writes = new ArrayList<>();
  private final List<ExecutionEvent> events = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private Optional<GraphLaunch> unfolds = Optional.empty();

  private Step(Settings settings, long epoch, Flight flight, Instant now) {
    this.settings = settings;
    this.epoch = epoch;
    this.flight = flight;
    this.now = now;
  }

  /** Decides what follows from an event. */
  static Decision step(
      Settings settings, long epoch, Flight flight, FlightEvent event, Instant now) {
    var step = new Step(settings, epoch, flight, now);
    switch (event) {
      case FlightEvent.Join e -> step.join(e);
      case FlightEvent.Started e -> step.started(e);
      case FlightEvent.Waits e -> step.waits(e);
      case FlightEvent.Ended e -> step.ended(e);
      case FlightEvent.GraphEnded e -> step.graphEnded(e);
      case FlightEvent.Unknown e -> step.unknown(e);
      case FlightEvent.Due e -> step.due(e);
      case FlightEvent.Leave e -> step.leave(e);
    }
    return new Decision(step.flight, step.writes, step.events, step.effects, step.unfolds);
  }

  private void join(FlightEvent.Join event) {
    var launch = event.launch();
    var caller = Calls.arriving(launch, settings.layout(), now);
    var id = caller.execution().id();
    if (event.hit().isPresent()) {
      var hit = event.hit().get();
      var ended = Calls.hit(caller, hit.artifact(), settings.layout(), now);
      writes.add(newExecution(ended, launch, Optional.empty()));
      writes.add(new Write.PutNode(ended.node()));
      writes.add(
          new Write.PutOutputs(id, hit.outputs(), hit.artifact().outputsUri(), hit.references()));
      writes.add(new Write.TouchArtifact(hit.artifact().key().hash(), now));
      effects.add(new Effect.Show(id));
      events.add(Calls.event(ended, now, hit.outputs(), otherCode(hit.artifact())));
      return;
    }
    if (flight.over()) {
      writes.add(newExecution(caller, launch, Optional.of(launch.run())));
      writes.add(new Write.PutNode(caller.node()));
      flight = new Flight(launch.run(), List.of(caller), Optional.empty());
      begin(Budget.FIRST, "first attempt", 0, 0, 0);
    } else {
      var waiting = Calls.waiting(caller, EqualCall.why(flight.leader().execution().id()));
      writes.add(newExecution(waiting, launch, Optional.of(launch.run())));
      writes.add(new Write.PutNode(waiting.node()));
      flight = with(append(flight.callers(), waiting));
      effects.add(new Effect.WriteInputs(id, caller.node().specId()));
      events.add(Calls.event(waiting, now));
    }
  }

  private static Write.NewExecution newExecution(
      Caller caller, Launch launch, Optional<TaskRun> run) {
    return new Write.NewExecution(
        caller.execution(), launch.spec(), launch.inputs(), run, launch.references());
  }

  /** A new attempt for the leader. */
  private void begin(
      Budget budget, String cause, int number, int userFailures, int systemFailures) {
    if (flight.leader().node().unfolded().isPresent()) {
      lead(Calls.running(flight.leader(), now, now)); // what the attempt before made is not its own
    }
    var leader = flight.leader();
    var id = new AttemptId(leader.execution().id(), leader.node().id(), number);
    var attempt =
        new Attempt(
            id,
            flight.run().task(),
            flight.run().type(),
            id,
            budget,
            cause,
            userFailures,
            systemFailures,
            epoch,
            AttemptPhase.QUEUED,
            now,
            Optional.empty(),
            now,
            Optional.empty(),
            settings.layout().inputs(id.execution(), leader.node().specId()),
            Optional.empty(),
            Optional.empty(),
            "",
            UniqueId.ofAttempt(id));
    put(attempt, Kill.NONE);
    launch(attempt);
    events.add(Calls.begun(leader, attempt, now));
  }

  private void launch(Attempt attempt) {
    var run = flight.run();
    var id = attempt.runsAs();
    var specNode = flight.leader().node().specId();
    var layout = settings.layout();
    effects.add(
        new Effect.Start(
            new Executor.Assignment(
                id,
                attempt.epoch(),
                run.task(),
                run.type(),
                flight.leader().execution().labels().user(),
                run.template(),
                run.resources(),
                layout.inputs(id.execution(), specNode),
                layout.outputPrefix(id.execution(), specNode, id.number()),
                layout.raw(id),
                layout.template(id.execution(), specNode),
                run.environment()),
            specNode));
  }

  private void started(FlightEvent.Started event) {
    var trial = current(event.runsAs(), event.epoch());
    if (trial.isEmpty() || trial.get().attempt().phase() == AttemptPhase.RUNNING) {
      return;
    }
    running(trial.get(), event.at());
    events.add(Calls.event(flight.leader(), flight.trial().orElseThrow().attempt(), now));
  }

  private void running(Trial trial, Instant at) {
    put(Trials.running(trial.attempt(), at), trial.kill());
    lead(Calls.running(flight.leader(), at, now));
  }

  private void waits(FlightEvent.Waits event) {
    flight
        .trial()
        .filter(t -> t.attempt().runsAs().equals(event.runsAs()))
        .filter(t -> t.attempt().phase() != AttemptPhase.RUNNING && !t.unfolded())
        .filter(t -> !t.attempt().why().equals(event.why()))
        .ifPresent(
            trial -> {
              put(Trials.waiting(trial.attempt(), event.why(), now), trial.kill());
              events.add(Calls.event(flight.leader(), flight.trial().orElseThrow().attempt(), now));
            });
  }

  private void ended(FlightEvent.Ended event) {
    var named = underWay(event.runsAs());
    if (named.isPresent() && named.get().kill() == Kill.ABORT) {
      gone(named.get());
      return;
    }
    var found = current(event.runsAs(), event.epoch());
    if (found.isEmpty()) {
      return;
    }
    var trial = found.get();
    if (trial.attempt().phase() != AttemptPhase.RUNNING
        && (event.outcome() instanceof Outcome.Succeeded
            || event.outcome() instanceof Outcome.Unfolds)) {
      running(trial, event.at());
      trial = flight.trial().orElseThrow();
    }
    switch (event.outcome()) {
      case Outcome.Unfolds made -> unfold(trial, made, event.at());
      case Outcome.Succeeded success -> succeed(trial, success, event.at());
      case Outcome.Failed failed ->
          fail(trial, timeoutOr(trial, failed.failure(), event.at()), event.at());
      case Outcome.Killed killed -> interrupted(trial, killed, event.at());
    }
  }

  private void interrupted(Trial trial, Outcome.Killed killed, Instant at) {
    var failure =
        new Failure(
            Failure.Kind.SYSTEM,
            "Interrupted",
            "The attempt was ended from outside: " + killed.reason(),
            true,
            at);
    fail(trial, timeoutOr(trial, failure, at), at);
  }

  /** The attempt has done its part. The graph begins in the same moment, or not at all. */
  private void unfold(Trial trial, Outcome.Unfolds made, Instant at) {
    var runsAs = trial.attempt().runsAs();
    var uri =
        settings
            .layout()
            .outputs(runsAs.execution(), flight.leader().node().specId(), runsAs.number());
    var attempt = Trials.succeeded(trial.attempt(), uri, at);
    put(attempt, Kill.NONE);
    lead(Calls.unfolded(flight.leader(), new Unfolded(made.graph().id(), made.futures()), now));
    unfolds = Optional.of(made.graph());
    events.add(Calls.event(flight.leader(), attempt, now));
  }

  /** What its graph failed of is not tried again: each of its nodes had tries of its own. */
  private void graphEnded(FlightEvent.GraphEnded event) {
    var made =
        flight.trial().filter(t -> t.unfolded() && t.attempt().runsAs().equals(event.runsAs()));
    if (made.isEmpty()) {
      return;
    }
    var trial = made.get();
    if (trial.kill() == Kill.ABORT) {
      gone(trial);
      return;
    }
    switch (event.outcome()) {
      case Outcome.Succeeded success -> succeed(trial, success, event.at());
      case Outcome.Failed(var failure) -> failAll(trial.attempt(), failure);
      case Outcome.Killed killed -> interrupted(trial, killed, event.at());
    }
  }

  private Failure timeoutOr(Trial trial, Failure failure, Instant at) {
    if (trial.kill() != Kill.TIMEOUT) {
      return failure;
    }
    return new Failure(
        Failure.Kind.USER,
        "TimeoutExpired",
        "The attempt took longer than its timeout of %s and was ended. Allow more with --timeout."
            .formatted(Durations.shown(flight.run().resources().timeout().orElse(Duration.ZERO))),
        true,
        at);
  }

  private void succeed(Trial trial, Outcome.Succeeded success, Instant at) {
    var layout = settings.layout();
    var leader = flight.leader();
    var runsAs = trial.attempt().runsAs();
    var uri = layout.outputs(runsAs.execution(), leader.node().specId(), runsAs.number());
    var attempt = trial.unfolded() ? trial.attempt() : Trials.succeeded(trial.attempt(), uri, at);
    writes.add(new Write.PutAttempt(attempt));
    var artifact = remember(attempt, success, uri, at);
    var catalog =
        artifact
            .map(
                a ->
                    new CatalogOutcome(
                        CatalogStatus.POPULATED, Optional.of(a.key()), Optional.of(a)))
            .orElse(CatalogOutcome.DISABLED);
    end(Calls.succeeded(leader, attempt, catalog, layout, now), Optional.of(attempt), success, uri);
    for (var waiter : flight.callers().subList(1, flight.callers().size())) {
      var hit = Calls.hit(waiter, artifact.orElseThrow(), layout, now);
      writes.add(new Write.TouchArtifact(artifact.orElseThrow().key().hash(), now));
      end(hit, Optional.empty(), success, uri);
    }
    flight = new Flight(flight.run(), List.of(), Optional.empty());
  }

  /** First writer wins, unless the caller asked to overwrite. */
  private Optional<Artifact> remember(
      Attempt attempt, Outcome.Succeeded success, String uri, Instant at) {
    var caching = flight.run().caching();
    if (caching.isEmpty()) {
      return Optional.empty();
    }
    if (success.remembered().isPresent() && !caching.get().overwrite()) {
      return success.remembered();
    }
    var labels = flight.leader().execution().labels();
    var artifact =
        new Artifact(
            UUID.nameUUIDFromBytes(
                    (attempt.id().execution() + " " + attempt.id().generatedName())
                        .getBytes(StandardCharsets.UTF_8))
                .toString(),
            caching.get().key(),
            attempt.runsAs(),
            shown(attempt),
            flight.run().task(),
            flight.run().codeKey(),
            uri,
            success.bytes(),
            at,
            Duration.between(attempt.started().orElse(at), at),
            labels.user(),
            labels.notebook(),
            0,
            at);
    writes.add(new Write.PutArtifact(artifact, success.references()));
    return Optional.of(artifact);
  }

  /** Nobody knows a node's execution by its own name. */
  private AttemptId shown(Attempt attempt) {
    return flight
        .leader()
        .execution()
        .role()
        .parent()
        .map(
            place ->
                new AttemptId(place.root(), UniqueId.ofPath(place.path()), attempt.id().number()))
        .orElse(attempt.id());
  }

  private void end(Caller ended, Optional<Attempt> attempt, Outcome.Succeeded success, String uri) {
    var id = ended.execution().id();
    writes.add(new Write.PutExecution(ended.execution()));
    writes.add(new Write.PutNode(ended.node()));
    writes.add(new Write.PutOutputs(id, success.inline(), uri, success.references()));
    effects.add(new Effect.Show(id));
    events.add(
        attempt
            .map(a -> Calls.event(ended, a, now, success.inline()))
            .orElseGet(() -> Calls.event(ended, now, success.inline(), false)));
  }

  private void fail(Trial trial, Failure failure, Instant at) {
    var attempt = Trials.failed(trial.attempt(), failure, at);
    writes.add(new Write.PutAttempt(attempt));
    var system = failure.kind() == Failure.Kind.SYSTEM;
    var user = attempt.userFailures() + (system ? 0 : 1);
    var platform = attempt.systemFailures() + (system ? 1 : 0);
    if (!failure.retryable()) {
      failAll(attempt, failure);
    } else if (system ? platform <= settings.systemRetries() : user <= flight.run().retries()) {
      begin(
          system ? Budget.SYSTEM : Budget.USER,
          "attempt %d failed: %s".formatted(attempt.id().number() + 1, failure.code()),
          attempt.id().number() + 1,
          user,
          platform);
    } else {
      var tries = system ? platform - 1 : user;
      failAll(
          attempt,
          Trials.exhausted(
              failure, tries, system ? settings.systemRetries() : flight.run().retries() + 1));
    }
  }

  /** The failure of a shared attempt is everybody's. */
  private void failAll(Attempt attempt, Failure failure) {
    var first = true;
    for (var caller : flight.callers()) {
      var failed =
          Calls.failed(
              caller,
              failure,
              first ? Optional.of(attempt) : Optional.empty(),
              settings.layout(),
              now);
      writes.add(new Write.PutExecution(failed.execution()));
      writes.add(new Write.PutNode(failed.node()));
      effects.add(new Effect.Show(failed.execution().id()));
      events.add(first ? Calls.event(failed, attempt, now) : Calls.event(failed, now));
      first = false;
    }
    flight = new Flight(flight.run(), List.of(), Optional.empty());
  }

  private void unknown(FlightEvent.Unknown event) {
    var found = underWay(event.runsAs());
    if (found.isEmpty()) {
      return;
    }
    var trial = found.get();
    if (trial.kill() == Kill.ABORT) {
      gone(trial);
    } else if (trial.attempt().phase() == AttemptPhase.RUNNING) {
      fail(
          trial,
          timeoutOr(
              trial,
              new Failure(
                  Failure.Kind.SYSTEM,
                  "ResourceDeletedExternally",
                  "The process of the attempt is gone and left no result.",
                  true,
                  now),
              now),
          now);
    } else {
      var attempt = Trials.relaunched(trial.attempt(), epoch, now);
      put(attempt, trial.kill());
      launch(attempt);
    }
  }

  private void due(FlightEvent.Due event) {
    flight
        .trial()
        .filter(t -> t.attempt().runsAs().equals(event.runsAs()))
        .filter(t -> flight.deadline().filter(not(now::isBefore)).isPresent())
        .ifPresent(trial -> kill(trial, Kill.TIMEOUT, "timeout"));
  }

  private void kill(Trial trial, Kill kill, String reason) {
    flight =
        new Flight(flight.run(), flight.callers(), Optional.of(new Trial(trial.attempt(), kill)));
    var principal = flight.leader().execution().abort().map(Execution.Abort::principal).orElse("");
    effects.add(
        flight
            .graph()
            .<Effect>map(graph -> new Effect.StopGraph(graph, reason, principal))
            .orElseGet(
                () -> new Effect.Kill(flight.run().type(), trial.attempt().runsAs(), reason)));
  }

  private void leave(FlightEvent.Leave event) {
    var index = indexOf(event);
    var leaver = flight.callers().get(index);
    if (leaver.execution().phase() == ExecutionPhase.ABORTING) {
      return;
    }
    var abort = new Execution.Abort(event.cause(), event.principal(), now);
    var trial = flight.trial().orElseThrow();
    if (index > 0) {
      aborted(Calls.aborting(leaver, abort, now), Optional.empty());
      flight = with(without(flight.callers(), index));
    } else if (flight.callers().size() > 1) {
      handOver(leaver, abort, trial);
    } else {
      var aborting = Calls.aborting(leaver, abort, now);
      writes.add(new Write.PutExecution(aborting.execution()));
      flight = with(List.of(aborting));
      kill(trial, Kill.ABORT, "aborted: " + event.cause());
      events.add(Calls.event(aborting, trial.attempt(), now));
    }
  }

  private int indexOf(FlightEvent.Leave event) {
    for (var i = 0; i < flight.callers().size(); i++) {
      if (flight.callers().get(i).execution().id().equals(event.execution())) {
        return i;
      }
    }
    throw new Conflict(
        Conflict.Kind.ENDED,
        "Execution '%s' has ended already.".formatted(event.execution().name()));
  }

  /**
   * The leader goes, the attempt stays: it is the next caller's now, under the name that the
   * executor knows.
   */
  private void handOver(Caller leaver, Execution.Abort abort, Trial trial) {
    var left = left(trial);
    writes.add(new Write.PutAttempt(left));
    aborted(Calls.aborting(leaver, abort, now), Optional.of(left));
    flight = with(without(flight.callers(), 0));
    var heir = flight.leader();
    var taken = Trials.takenOver(trial.attempt(), heir, settings.layout(), now);
    put(taken, trial.kill());
    var made = leaver.node().unfolded();
    if (made.isPresent()) {
      lead(Calls.unfolded(heir, made.get(), now));
    } else if (taken.phase() == AttemptPhase.RUNNING) {
      lead(Calls.running(heir, now, now));
    }
    events.add(Calls.event(flight.leader(), taken, now));
  }

  private void aborted(Caller aborting, Optional<Attempt> attempt) {
    var ended = Calls.aborted(aborting, now);
    writes.add(new Write.PutExecution(ended.execution()));
    writes.add(new Write.PutNode(ended.node()));
    events.add(
        attempt.map(a -> Calls.event(ended, a, now)).orElseGet(() -> Calls.event(ended, now)));
  }

  /** The attempt of an aborted leader is gone. Who came meanwhile gets one of its own. */
  private void gone(Trial trial) {
    var attempt = left(trial);
    writes.add(new Write.PutAttempt(attempt));
    aborted(flight.leader(), Optional.of(attempt));
    flight = new Flight(flight.run(), without(flight.callers(), 0), Optional.empty());
    if (!flight.over()) {
      begin(Budget.FIRST, "first attempt", 0, 0, 0);
    }
  }

  /** As its caller leaves it: one that has done its part stays so. */
  private Attempt left(Trial trial) {
    return trial.unfolded() ? trial.attempt() : Trials.aborted(trial.attempt(), now);
  }

  /** The attempt that an executor speaks of, unless it has ended already. */
  private Optional<Trial> underWay(AttemptId runsAs) {
    return flight.trial().filter(t -> t.attempt().runsAs().equals(runsAs) && !t.unfolded());
  }

  private Optional<Trial> current(AttemptId runsAs, long said) {
    return underWay(runsAs).filter(t -> t.attempt().epoch() == said);
  }

  private void put(Attempt attempt, Kill kill) {
    writes.add(new Write.PutAttempt(attempt));
    flight = new Flight(flight.run(), flight.callers(), Optional.of(new Trial(attempt, kill)));
  }

  private void lead(Caller leader) {
    var callers = new ArrayList<>(flight.callers());
    callers.set(0, leader);
    writes.add(new Write.PutNode(leader.node()));
    flight = with(callers);
  }

  private Flight with(List<Caller> callers) {
    return new Flight(flight.run(), callers, flight.trial());
  }

  private boolean otherCode(Artifact artifact) {
    return !artifact.codeKey().equals(flight.run().codeKey());
  }

  private static List<Caller> append(List<Caller> callers, Caller caller) {
    var longer = new ArrayList<>(callers);
    longer.add(caller);
    return longer;
  }

  private static List<Caller> without(List<Caller> callers, int index) {
    var shorter = new ArrayList<>(callers);
    shorter.remove(index);
    return shorter;
  }
}
