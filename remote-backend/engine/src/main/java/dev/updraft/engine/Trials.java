package dev.updraft.engine;

import dev.updraft.engine.Flight.Caller;
import dev.updraft.model.Attempt;
import dev.updraft.model.AttemptId;
import dev.updraft.model.AttemptPhase;
import dev.updraft.model.Budget;
import dev.updraft.model.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How an attempt moves: from record to record. */
final class Trials {
  private Trials() {}

  static Attempt running(Attempt a, Instant at) {
    return new Attempt(
        a.id(),
        a.task(),
        a.taskType(),
        a.runsAs(),
        a.budget(),
        a.cause(),
        a.userFailures(),
        a.systemFailures(),
        a.epoch(),
        AttemptPhase.RUNNING,
        a.created(),
        Optional.of(at),
        at,
        Optional.empty(),
        a.inputUri(),
        Optional.empty(),
        Optional.empty(),
        "",
        a.generatedName());
  }

  static Attempt waiting(Attempt a, String why, Instant now) {
    return new Attempt(
        a.id(),
        a.task(),
        a.taskType(),
        a.runsAs(),
        a.budget(),
        a.cause(),
        a.userFailures(),
        a.systemFailures(),
        a.epoch(),
        a.phase(),
        a.created(),
        a.started(),
        now,
        a.duration(),
        a.inputUri(),
        a.outputUri(),
        a.error(),
        why,
        a.generatedName());
  }

  /**
   * Launched anew under the same name: its executor had never heard of it, so its body has not run.
   */
  static Attempt relaunched(Attempt a, long epoch, Instant now) {
    return new Attempt(
        a.id(),
        a.task(),
        a.taskType(),
        a.runsAs(),
        a.budget(),
        a.cause(),
        a.userFailures(),
        a.systemFailures(),
        epoch,
        AttemptPhase.QUEUED,
        a.created(),
        Optional.empty(),
        now,
        Optional.empty(),
        a.inputUri(),
        Optional.empty(),
        Optional.empty(),
        "",
        a.generatedName());
  }

  static Attempt succeeded(Attempt a, String outputUri, Instant at) {
    return ended(a, AttemptPhase.SUCCEEDED, Optional.of(outputUri), Optional.empty(), at);
  }

  static Attempt failed(Attempt a, Failure failure, Instant at) {
    return ended(a, AttemptPhase.FAILED, Optional.empty(), Optional.of(failure), at);
  }

  static Attempt aborted(Attempt a, Instant at) {
    return ended(a, AttemptPhase.ABORTED, Optional.empty(), Optional.empty(), at);
  }

  private static Attempt ended(
      Attempt a, AttemptPhase phase, Optional<String> output, Optional<Failure> error, Instant at) {
    return new Attempt(
        a.id(),
        a.task(),
        a.taskType(),
        a.runsAs(),
        a.budget(),
        a.cause(),
        a.userFailures(),
        a.systemFailures(),
        a.epoch(),
        phase,
        a.created(),
        a.started(),
        at,
        a.started().map(started -> Duration.between(started, at)),
        a.inputUri(),
        output,
        error,
        a.why(),
        a.generatedName());
  }

  /** The attempt as the next caller's first. */
  static Attempt takenOver(Attempt a, Caller heir, Layout layout, Instant now) {
    var id = new AttemptId(heir.execution().id(), heir.node().id(), 0);
    return new Attempt(
        id,
        a.task(),
        a.taskType(),
        a.runsAs(),
        Budget.FIRST,
        "takes over attempt %d of '%s', whose caller was aborted"
            .formatted(a.id().number() + 1, a.id().execution().name()),
        a.userFailures(),
        a.systemFailures(),
        a.epoch(),
        a.phase(),
        now,
        a.started(),
        now,
        a.duration(),
        layout.inputs(id.execution(), heir.node().specId()),
        a.outputUri(),
        Optional.empty(),
        a.why(),
        UniqueId.ofAttempt(id));
  }

  /** The failure that a spent budget makes of an attempt's own (contract 5.3). */
  static Failure exhausted(Failure last, int spent, int allowed) {
    return new Failure(
        Failure.Kind.USER,
        "RetriesExhausted|" + last.code(),
        "[%d/%d] currentAttempt done. Last Error: %s::%s"
            .formatted(spent, allowed, last.kind(), last.message()),
        false,
        last.at());
  }
}
