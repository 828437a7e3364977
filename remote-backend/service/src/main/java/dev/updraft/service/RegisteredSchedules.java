package dev.updraft.service;

import com.flyteidl.admin.ExecutionCreateRequest;
import com.flyteidl.admin.ExecutionMetadata;
import com.flyteidl.admin.ExecutionSpec;
import com.flyteidl.admin.LaunchPlanSpec;
import com.flyteidl.core.Literal;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.Primitive;
import com.flyteidl.core.Scalar;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.updraft.blobs.Blobs;
import dev.updraft.engine.ControlPlane;
import dev.updraft.engine.Schedules;
import dev.updraft.model.ActivePlan;
import dev.updraft.model.Entity;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.Request;
import java.time.Instant;
import java.util.Optional;

/** The schedules of registered launch plans, and what their ticks launch. */
public final class RegisteredSchedules implements Schedules {
  private final InputCheck inputs;
  private final Limits limits;

  public RegisteredSchedules(Blobs blobs, Limits limits) {
    this.inputs = new InputCheck(blobs);
    this.limits = limits;
  }

  @Override
  public Optional<Planned> schedule(Entity plan) {
    return PlanSchedule.read(spec(plan)).map(PlanSchedule::planned);
  }

  /** As a client's request would be, and checked as one. */
  @Override
  public Request request(ControlPlane engine, ActivePlan plan, Instant tick, ExecutionId id) {
    var tasks = new TaskCalls(engine);
    var workflows = new WorkflowCalls(engine, tasks);
    var plans = new LaunchPlanCalls(engine, tasks, workflows, inputs);
    var given = LiteralMap.newBuilder();
    PlanSchedule.read(spec(engine.entities().get(plan.id())))
        .flatMap(PlanSchedule::told)
        .ifPresent(input -> given.putLiterals(input, literal(tick)));
    return new Launches(engine, tasks, plans, inputs, limits)
        .read(
            ExecutionCreateRequest.newBuilder()
                .setProject(id.project())
                .setDomain(id.domain())
                .setName(id.name())
                .setInputs(given)
                .setSpec(
                    ExecutionSpec.newBuilder()
                        .setLaunchPlan(Ids.toWire(plan.id()))
                        .setMetadata(
                            ExecutionMetadata.newBuilder()
                                .setMode(ExecutionMetadata.ExecutionMode.SCHEDULED)
                                .setScheduledAt(Times.timestamp(tick))))
                .build());
  }

  private static LaunchPlanSpec spec(Entity plan) {
    try {
      return LaunchPlanSpec.parseFrom(plan.spec());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("The stored %s is damaged.".formatted(plan.id().shown()), e);
    }
  }

  private static Literal literal(Instant tick) {
    return Literal.newBuilder()
        .setScalar(
            Scalar.newBuilder()
                .setPrimitive(Primitive.newBuilder().setDatetime(Times.timestamp(tick))))
        .build();
  }
}
