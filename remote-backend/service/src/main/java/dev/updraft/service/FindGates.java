package dev.updraft.service;

import com.flyteidl.core.SignalIdentifier;
import dev.updraft.blobs.Blobs;
import dev.updraft.engine.ControlPlane;
import dev.updraft.engine.Layout;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.Place;
import java.util.List;
import java.util.stream.Stream;

/** The gates that an execution has reached, those within its nodes too. */
final class FindGates {
  private final ControlPlane.Executions executions;
  private final Blobs blobs;
  private final Layout layout;

  FindGates(ControlPlane.Executions executions, Blobs blobs) {
    this.executions = executions;
    this.blobs = blobs;
    this.layout = new Layout(blobs.root());
  }

  /** Those that wait for somebody, or did. */
  List<ReachedGate> of(ExecutionId id) {
    return executions.places(id).stream()
        .flatMap(this::gates)
        .filter(place -> blobs.exists(template(place)))
        .map(place -> reached(id, place))
        .filter(gate -> !gate.node().hasSleep())
        .toList();
  }

  private Stream<Place> gates(Place place) {
    return place.node().kind() == NodeExecution.Kind.GATE
        ? Stream.of(place)
        : executions.within(place).stream().flatMap(this::gates);
  }

  private ReachedGate reached(ExecutionId id, Place place) {
    var node = GateRuns.read(blobs.read(template(place)));
    var signal =
        node.hasSignal() ? node.getSignal().getSignalId() : node.getApprove().getSignalId();
    return new ReachedGate(
        SignalIdentifier.newBuilder().setSignalId(signal).setExecutionId(Ids.toWire(id)).build(),
        node,
        place.holder(),
        place.node().phase());
  }

  private String template(Place place) {
    return layout.template(place.holder(), ControlPlane.Gates.TYPE);
  }
}
