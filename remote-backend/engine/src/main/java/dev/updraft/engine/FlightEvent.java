package dev.updraft.engine;

import dev.updraft.model.Artifact;
import dev.updraft.model.AttemptId;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.Failure;
import dev.updraft.model.GraphLaunch;
import dev.updraft.model.Launch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What can happen to a {@link Flight}. {@code runsAs} is the executor's name of an attempt. */
sealed interface FlightEvent {

  /** A call comes. {@code hit} is what the catalog had. */
  record Join(Launch launch, Optional<Found> hit) implements FlightEvent {}

  /** The body is about to run. */
  record Started(AttemptId runsAs, long epoch, Instant at) implements FlightEvent {}

  /** It waits for something of the executor's. */
  record Waits(AttemptId runsAs, String why) implements FlightEvent {}

  /** It is over; after success its outputs were read and found whole. */
  record Ended(AttemptId runsAs, long epoch, Outcome outcome, Instant at) implements FlightEvent {}

  /** The graph that it made is over. */
  record GraphEnded(AttemptId runsAs, Outcome.Final outcome, Instant at) implements FlightEvent {}

  /** After a restart: its executor has never heard of it. */
  record Unknown(AttemptId runsAs) implements FlightEvent {}

  /** Its time may be up. */
  record Due(AttemptId runsAs) implements FlightEvent {}

  /** A caller wants no more. */
  record Leave(ExecutionId execution, String cause, String principal) implements FlightEvent {}

  /** An artifact that was there a moment ago, with its outputs when they are small. */
  record Found(Artifact artifact, Optional<byte[]> outputs, List<String> references) {}

  /** How an attempt ended. */
  sealed interface Outcome {
    /** After which the task has ended, unless another attempt follows. */
    sealed interface Final extends Outcome {}

    /**
     * With a graph that gives the outputs.
     *
     * @param futures uri of what the attempt wrote
     */
    record Unfolds(GraphLaunch graph, String futures) implements Outcome {}

    /**
     * With outputs.
     *
     * @param inline when small
     * @param bytes their size
     * @param remembered what the catalog already has under the key, so that it stays
     */
    record Succeeded(
        Optional<byte[]> inline, long bytes, List<String> references, Optional<Artifact> remembered)
        implements Final {}

    record Failed(Failure failure) implements Final {}

    record Killed(String reason) implements Final {}
  }
}
