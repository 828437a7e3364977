package dev.updraft.service;

import com.flyteidl.admin.AbortMetadata;
import com.flyteidl.admin.ExecutionClosure;
import com.flyteidl.admin.ExecutionSpec;
import com.flyteidl.admin.ExecutionStateChangeDetails;
import com.flyteidl.admin.LiteralMapBlob;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.updraft.model.Execution;

/** An execution as Flyte's clients read it (contract 3.4). */
final class ExecutionForm {
  private ExecutionForm() {}

  /**
   * The execution whole.
   *
   * @param spec as it was stored: never rebuilt, so that fields we do not know survive
   */
  static com.flyteidl.admin.Execution toWire(Execution execution, byte[] spec) {
    return com.flyteidl.admin.Execution.newBuilder()
        .setId(Ids.toWire(execution.id()))
        .setSpec(spec(execution, spec))
        .setClosure(closure(execution))
        .build();
  }

  /** As a list has it: the error's message cut. */
  static com.flyteidl.admin.Execution row(Execution execution, byte[] spec) {
    var whole = toWire(execution, spec).toBuilder();
    if (whole.getClosure().hasError()) {
      whole.getClosureBuilder().setError(Phases.cut(whole.getClosure().getError()));
    }
    return whole.build();
  }

  private static ExecutionClosure closure(Execution execution) {
    var closure =
        ExecutionClosure.newBuilder()
            .setPhase(Phases.toWire(execution.phase()))
            .setCreatedAt(Times.timestamp(execution.created()))
            .setUpdatedAt(Times.timestamp(execution.updated()))
            .setWorkflowId(Ids.toWire(execution.workflow()))
            .setStateChangeDetails(
                ExecutionStateChangeDetails.newBuilder()
                    .setState(States.execution(execution.state().state()))
                    .setOccurredAt(Times.timestamp(execution.state().at())));
    execution.started().ifPresent(at -> closure.setStartedAt(Times.timestamp(at)));
    execution.duration().ifPresent(span -> closure.setDuration(Times.duration(span)));
    // One of these at most: they share a oneof.
    execution
        .outputsUri()
        .ifPresent(uri -> closure.setOutputs(LiteralMapBlob.newBuilder().setUri(uri)));
    execution.error().ifPresent(error -> closure.setError(Phases.toWire(error)));
    execution.abort().ifPresent(abort -> closure.setAbortMetadata(abort(abort)));
    return closure.build();
  }

  private static AbortMetadata abort(Execution.Abort abort) {
    return AbortMetadata.newBuilder()
        .setCause(abort.cause())
        .setPrincipal(abort.principal())
        .build();
  }

  /** The spec as it was stored. */
  static ExecutionSpec spec(Execution execution, byte[] stored) {
    try {
      return ExecutionSpec.parseFrom(stored);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "The stored spec of execution '%s' is damaged.".formatted(execution.id().name()), e);
    }
  }
}
