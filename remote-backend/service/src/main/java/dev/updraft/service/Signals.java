package dev.updraft.service;

import com.flyteidl.admin.Signal;
import com.flyteidl.admin.SignalGetOrCreateRequest;
import com.flyteidl.admin.SignalList;
import com.flyteidl.admin.SignalListRequest;
import com.flyteidl.admin.SignalSetRequest;
import com.flyteidl.admin.SignalSetResponse;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.SignalIdentifier;
import com.flyteidl.service.SignalServiceGrpc;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.NotFound;
import dev.updraft.types.Literals;
import dev.updraft.types.wire.Wire;
import io.grpc.stub.StreamObserver;
import java.util.List;

/**
 * Flyte's SignalService: the gates of an execution that wait for somebody, or did. A signal is
 * there once its gate has been reached (contract 5.6).
 */
final class Signals extends SignalServiceGrpc.SignalServiceImplBase {
  private final ControlPlane engine;
  private final FindGates gates;

  Signals(ControlPlane engine, FindGates gates) {
    this.engine = engine;
    this.gates = gates;
  }

  @Override
  public void getOrCreateSignal(SignalGetOrCreateRequest request, StreamObserver<Signal> answer) {
    Answers.one(answer, find(request.getId()).toWire(engine.executions()));
  }

  @Override
  public void listSignals(SignalListRequest request, StreamObserver<SignalList> answer) {
    if (request.getLimit() < 1) {
      throw new InvalidRequest(
          "A list's limit is " + request.getLimit() + ". Ask for at least 1 row.");
    }
    var offset = Pages.offset(request.getToken());
    var rows =
        reached(Ids.fromWire(request.getWorkflowExecutionId())).stream()
            .skip(offset)
            .limit(request.getLimit())
            .map(gate -> gate.toWire(engine.executions()))
            .toList();
    Answers.one(
        answer,
        SignalList.newBuilder()
            .addAllSignals(rows)
            .setToken(
                rows.size() == request.getLimit() ? Integer.toString(offset + rows.size()) : "")
            .build());
  }

  /** Of an execution that is not there there are none (recorded). */
  private List<ReachedGate> reached(ExecutionId id) {
    try {
      return gates.of(id);
    } catch (NotFound _) {
      return List.of();
    }
  }

  @Override
  public void setSignal(SignalSetRequest request, StreamObserver<SignalSetResponse> answer) {
    var gate = find(request.getId());
    var type = gate.type();
    var mismatch =
        Literals.mismatch(
            Wire.readLiteral(request.getValue().toByteArray()), Wire.readType(type.toByteArray()));
    if (mismatch.isPresent()) {
      throw new InvalidRequest(
          "Signal '%s' of execution '%s' %s."
              .formatted(
                  request.getId().getSignalId(),
                  request.getId().getExecutionId().getName(),
                  mismatch.get()));
    }
    if (gate.node().hasSignal()) {
      var outputs =
          LiteralMap.newBuilder()
              .putLiterals(gate.node().getSignal().getOutputVariableName(), request.getValue());
      engine.gates().open(gate.holder(), outputs.build().toByteArray());
    } else if (request.getValue().getScalar().getPrimitive().getBoolean()) {
      engine.gates().open(gate.holder(), engine.executions().inputs(gate.holder()));
    } else {
      engine
          .gates()
          .refuse(
              gate.holder(),
              "Somebody refused the approval '%s'.".formatted(request.getId().getSignalId()));
    }
    Answers.one(answer, SignalSetResponse.getDefaultInstance());
  }

  private ReachedGate find(SignalIdentifier id) {
    var all = reached(Ids.fromWire(id.getExecutionId()));
    return all.stream()
        .filter(gate -> gate.id().getSignalId().equals(id.getSignalId()))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidRequest(
                    "Execution '%s' does not wait for a signal '%s': signal does not exist. %s"
                        .formatted(
                            id.getExecutionId().getName(),
                            id.getSignalId(),
                            all.isEmpty()
                                ? "It has reached no gate that waits for one."
                                : "It has reached the gates of "
                                    + String.join(
                                        ", ", all.stream().map(g -> g.id().getSignalId()).toList())
                                    + ".")));
  }
}
