package dev.updraft.service;

import com.flyteidl.admin.EventErrorAlreadyInTerminalState;
import com.flyteidl.admin.EventFailureReason;
import com.flyteidl.admin.Execution;
import com.flyteidl.admin.ExecutionCreateRequest;
import com.flyteidl.admin.ExecutionCreateResponse;
import com.flyteidl.admin.ExecutionList;
import com.flyteidl.admin.ExecutionTerminateRequest;
import com.flyteidl.admin.ExecutionUpdateRequest;
import com.flyteidl.admin.ResourceListRequest;
import com.flyteidl.admin.UrlBlob;
import com.flyteidl.admin.WorkflowExecutionGetDataResponse;
import com.flyteidl.core.WorkflowExecutionIdentifier;
import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.Conflict;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.Query;
import dev.updraft.model.State;
import io.grpc.protobuf.StatusProto;
import java.util.List;

/** Creating, reading and ending executions. */
final class ExecutionCalls {
  private final ControlPlane engine;
  private final Launches launches;

  ExecutionCalls(ControlPlane engine, Launches launches) {
    this.engine = engine;
    this.launches = launches;
  }

  ExecutionCreateResponse create(ExecutionCreateRequest request) {
    var launch = launches.read(request);
    engine.executions().create(launch);
    return ExecutionCreateResponse.newBuilder().setId(Ids.toWire(launch.id())).build();
  }

  Execution get(WorkflowExecutionIdentifier wire) {
    var id = Ids.fromWire(wire);
    var execution = engine.executions().get(id);
    return ExecutionForm.toWire(execution, engine.executions().spec(id));
  }

  ExecutionList list(ResourceListRequest request) {
    var query = shown(Pages.of(request, Pages.EXECUTION));
    var page = engine.executions().list(query);
    var list = ExecutionList.newBuilder().setToken(Pages.next(query, page));
    for (var execution : page) {
      list.addExecutions(ExecutionForm.row(execution, engine.executions().spec(execution.id())));
    }
    return list.build();
  }

  /** Those that are archived only when a filter speaks of states (contract 3.5). */
  private static Query shown(Query query) {
    return query.filters().stream().anyMatch(filter -> filter.field() == Query.Field.STATE)
        ? query
        : query.and(new Query.Filter(Query.Field.STATE, Query.Op.EQ, List.of(State.ACTIVE.name())));
  }

  void update(ExecutionUpdateRequest request) {
    engine.executions().update(Ids.fromWire(request.getId()), States.fromWire(request.getState()));
  }

  @SuppressWarnings(
      "deprecation") // the URL forms are there, empty, as on Flyte without signed URLs
  WorkflowExecutionGetDataResponse data(WorkflowExecutionIdentifier wire) {
    var id = Ids.fromWire(wire);
    engine.executions().get(id);
    return WorkflowExecutionGetDataResponse.newBuilder()
        .setFullInputs(LiteralMaps.read(engine.executions().inputs(id)))
        .setFullOutputs(LiteralMaps.read(engine.executions().outputs(id)))
        .setInputs(UrlBlob.getDefaultInstance())
        .setOutputs(UrlBlob.getDefaultInstance())
        .build();
  }

  void terminate(ExecutionTerminateRequest request) {
    var id = Ids.fromWire(request.getId());
    try {
      engine.executions().terminate(id, request.getCause(), "");
    } catch (Conflict e) {
      throw e.kind() == Conflict.Kind.ENDED ? ended(id, e) : e;
    }
  }

  /** Flyte's clients look for the reason among the status's details. */
  private RuntimeException ended(ExecutionId id, Conflict conflict) {
    var phase = Phases.toWire(engine.executions().get(id).phase());
    var reason =
        EventFailureReason.newBuilder()
            .setAlreadyInTerminalState(
                EventErrorAlreadyInTerminalState.newBuilder().setCurrentPhase(phase.name()))
            .build();
    return StatusProto.toStatusRuntimeException(
        Status.newBuilder()
            .setCode(Code.FAILED_PRECONDITION_VALUE)
            .setMessage(conflict.getMessage())
            .addDetails(Any.pack(reason))
            .build());
  }
}
