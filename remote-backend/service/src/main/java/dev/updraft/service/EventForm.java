package dev.updraft.service;

import com.flyteidl.core.CatalogCacheStatus;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.NodeExecution;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.updraft.engine.Layout;
import dev.updraft.model.Artifact;
import dev.updraft.model.CatalogOutcome;
import dev.updraft.model.CatalogStatus;
import dev.updraft.model.EqualCall;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.service.v1.CatalogInfo;
import dev.updraft.service.v1.Event;
import dev.updraft.service.v1.Progress;

/**
 * One step of an execution's life, as {@code updraft.service.v1} tells it. Reads nothing: it may
 * not block.
 */
final class EventForm {
  private final Layout layout;
  private final int mostInline;

  /**
   * @param mostInline how many bytes of outputs the last event carries; larger ones are asked for
   */
  EventForm(Layout layout, int mostInline) {
    this.layout = layout;
    this.mostInline = mostInline;
  }

  /**
   * @param logTail the last lines of its attempt's log; may be empty
   */
  Event toWire(ExecutionEvent event, String logTail) {
    var wire =
        Event.newBuilder()
            .setSeq(event.seq())
            .setId(Ids.toWire(event.execution()))
            .setAt(Times.timestamp(event.at()))
            .setPhase(Phases.toWire(event.phase()))
            .setNode(event.node())
            .setNodePhase(
                event.node().isEmpty()
                    ? NodeExecution.Phase.UNDEFINED
                    : Phases.toWire(event.standing()))
            .setAttempt(Math.max(0, event.attempt()))
            .setAttemptPhase(Phases.toWire(event.attemptPhase()))
            .setWhy(event.why())
            .setLogTail(logTail)
            .setLast(event.last());
    if (event.catalog().status() != CatalogStatus.DISABLED) {
      wire.setCatalog(catalog(event.catalog(), event.otherCode()));
    }
    // Told again later, an event comes without its catalog; who waits for an equal call had a miss.
    EqualCall.awaited(event)
        .ifPresent(
            awaited ->
                wire.getCatalogBuilder()
                    .setStatus(CatalogCacheStatus.CACHE_MISS)
                    .setWaitsFor(Ids.toWire(awaited)));
    event
        .progress()
        .ifPresent(
            progress ->
                wire.setProgress(
                    Progress.newBuilder()
                        .setDone(progress.done())
                        .setTotal(progress.total())
                        .setUnit(progress.unit())
                        .setReport(progress.report())));
    event.error().ifPresent(error -> wire.setError(Phases.toWire(error)));
    event
        .outputs()
        .filter(bytes -> bytes.length <= mostInline)
        .ifPresent(bytes -> wire.setOutputs(outputs(event, bytes)));
    if (event.phase() == ExecutionPhase.SUCCEEDED) {
      wire.setOutputsUri(layout.outputs(event.execution(), "end-node", 0));
    }
    return wire.build();
  }

  private static CatalogInfo catalog(CatalogOutcome outcome, boolean otherCode) {
    var wire = CatalogInfo.newBuilder().setStatus(Phases.toWire(outcome.status()));
    outcome.key().ifPresent(key -> wire.setKey(key.hash()));
    outcome.artifact().ifPresent(artifact -> artifact(artifact, outcome.status(), otherCode, wire));
    return wire.build();
  }

  private static void artifact(
      Artifact artifact, CatalogStatus status, boolean otherCode, CatalogInfo.Builder wire) {
    wire.setMadeAt(Times.timestamp(artifact.made()))
        .setMadeBy(artifact.by())
        .setSource(Ids.toWire(artifact.shown(), artifact.task()));
    if (status == CatalogStatus.HIT) {
      wire.setSaved(Times.duration(artifact.took()));
    }
    if (otherCode) {
      wire.setSourceCodeKey(artifact.codeKey());
    }
  }

  private static LiteralMap outputs(ExecutionEvent event, byte[] bytes) {
    try {
      return LiteralMap.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "The outputs of execution '%s' are damaged.".formatted(event.execution().name()), e);
    }
  }
}
