package dev.updraft.service;

import com.flyteidl.admin.ExecutionCreateResponse;
import com.flyteidl.admin.ExecutionMetadata;
import com.flyteidl.admin.ExecutionRecoverRequest;
import com.flyteidl.admin.ExecutionRelaunchRequest;
import com.flyteidl.admin.ExecutionSpec;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.Conflict;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.InvalidRequest;

/** An execution once more: all of it, or from where it failed (contract 3.6). */
final class RepeatCalls {
  private final ControlPlane.Executions executions;
  private final Launches launches;

  RepeatCalls(ControlPlane.Executions executions, Launches launches) {
    this.executions = executions;
    this.launches = launches;
  }

  ExecutionCreateResponse relaunch(ExecutionRelaunchRequest request) {
    var old = old(Ids.fromWire(request.getId()), "run again");
    var spec = spec(old, ExecutionMetadata.ExecutionMode.RELAUNCH);
    spec.setOverwriteCache(request.getOverwriteCache());
    return create(
        launches.again(named(old, request.getName()), spec.build(), executions.inputs(old.id())));
  }

  /** Flyte recovers what still runs too, and then nodes may differ from what they were given. */
  ExecutionCreateResponse recover(ExecutionRecoverRequest request) {
    var old = old(Ids.fromWire(request.getId()), "recovered");
    if (!old.phase().terminal()) {
      throw new Conflict(
          Conflict.Kind.RUNNING,
          "Cannot recover execution '%s': it is %s. Wait for its end, or abort it first."
              .formatted(old.id().name(), old.phase()));
    }
    var spec = spec(old, ExecutionMetadata.ExecutionMode.RECOVERED);
    if (request.getMetadata().hasParentNodeExecution()) {
      spec.getMetadataBuilder()
          .setParentNodeExecution(request.getMetadata().getParentNodeExecution());
    }
    var again =
        launches.again(named(old, request.getName()), spec.build(), executions.inputs(old.id()));
    return create(again.recovering(old.id()));
  }

  private Execution old(ExecutionId id, String done) {
    var old = executions.get(id);
    old.role()
        .parent()
        .filter(_ -> !old.role().listed())
        .ifPresent(
            parent -> {
              throw new InvalidRequest(
                  "'%s' is node '%s' of execution '%s' and cannot be %s by itself: name that execution."
                      .formatted(id.name(), parent.path(), parent.root().name(), done));
            });
    return old;
  }

  private ExecutionSpec.Builder spec(Execution old, ExecutionMetadata.ExecutionMode mode) {
    var spec = ExecutionForm.spec(old, executions.spec(old.id())).toBuilder();
    spec.getMetadataBuilder()
        .setMode(mode)
        .clearParentNodeExecution()
        .clearNesting()
        .setReferenceExecution(Ids.toWire(old.id()));
    return spec;
  }

  private static ExecutionId named(Execution old, String name) {
    return new ExecutionId(old.id().project(), old.id().domain(), name);
  }

  private ExecutionCreateResponse create(dev.updraft.model.Request launch) {
    executions.create(launch);
    return ExecutionCreateResponse.newBuilder().setId(Ids.toWire(launch.id())).build();
  }
}
