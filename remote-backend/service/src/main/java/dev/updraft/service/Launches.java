package dev.updraft.service;

import com.flyteidl.admin.ExecutionCreateRequest;
import com.flyteidl.admin.ExecutionSpec;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.Identity;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.ResourceType;
import com.flyteidl.core.SecurityContext;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.GraphLaunch;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.Labels;
import dev.updraft.model.Launch;
import dev.updraft.model.Request;
import dev.updraft.model.Role;
import dev.updraft.types.Literal;
import dev.updraft.types.Literals;
import dev.updraft.types.wire.Wire;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A request to create an execution, checked and completed into what the engine takes (contract
 * 3.1).
 */
final class Launches {
  private static final int MAX_NAME = 63;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z\\-0-9]*");
  private static final Pattern LABEL =
      Pattern.compile("|[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

  private final ControlPlane engine;
  private final TaskCalls tasks;
  private final LaunchPlanCalls plans;
  private final InputCheck inputs;
  private final Limits limits;

  Launches(
      ControlPlane engine,
      TaskCalls tasks,
      LaunchPlanCalls plans,
      InputCheck inputs,
      Limits limits) {
    this.engine = engine;
    this.tasks = tasks;
    this.plans = plans;
    this.inputs = inputs;
    this.limits = limits;
  }

  Request read(ExecutionCreateRequest request) {
    if (request.getProject().isEmpty() || request.getDomain().isEmpty()) {
      throw new InvalidRequest("An execution needs a project and a domain.");
    }
    engine.projects().check(request.getProject(), request.getDomain());
    var id = new ExecutionId(request.getProject(), request.getDomain(), name(request.getName()));
    var given = given(request);
    checkSize(given);
    checkLabels(request.getSpec());
    return launch(id, request.getSpec(), given);
  }

  /**
   * An execution once more.
   *
   * @param inputs complete, as they are stored
   */
  Request again(ExecutionId id, ExecutionSpec spec, byte[] inputs) {
    var given = LiteralMaps.read(inputs).toBuilder();
    if (spec.getLaunchPlan().getResourceType() == ResourceType.LAUNCH_PLAN) {
      plans
          .plan(Ids.fromWire(spec.getLaunchPlan(), EntityKind.LAUNCH_PLAN))
          .spec()
          .getFixedInputs()
          .getLiteralsMap()
          .keySet()
          .forEach(given::removeLiterals); // the plan fixes them again
    }
    return launch(new ExecutionId(id.project(), id.domain(), name(id.name())), spec, given.build());
  }

  private Request launch(ExecutionId id, ExecutionSpec spec, LiteralMap given) {
    var target = target(spec.getLaunchPlan(), given);
    var values = Wire.readLiterals(target.inputs().toByteArray());
    inputs.check(target.launched().shown(), target.launched().inputs(), values);
    return switch (target.launched()) {
      case Launched.OfTask(var task) -> task(id, spec, target, task, values);
      case Launched.OfWorkflow(var workflow) ->
          new GraphLaunch(
              id,
              stored(id, spec).toByteArray(),
              target.inputs().toByteArray(),
              target.sent(),
              workflow.id(),
              Role.GRAPH,
              labels(spec.getLabels().getValuesMap()),
              uris(values));
    };
  }

  private static Launch task(
      ExecutionId id,
      ExecutionSpec spec,
      Target target,
      RegisteredTask task,
      Map<String, Literal> values) {
    return new Launch(
        id,
        stored(id, spec).toByteArray(),
        target.inputs().toByteArray(),
        target.sent(),
        TaskRuns.of(id, task, spec, values),
        Role.TASK,
        labels(spec.getLabels().getValuesMap()),
        uris(values));
  }

  /** What is launched, with which inputs once a plan's own are added. */
  private Target target(Identifier launched, LiteralMap given) {
    return switch (launched.getResourceType()) {
      case TASK -> {
        var task = tasks.task(Ids.fromWire(launched, EntityKind.TASK));
        yield new Target(task.id(), new Launched.OfTask(task), given);
      }
      case LAUNCH_PLAN -> {
        var plan = plans.plan(Ids.fromWire(launched, EntityKind.LAUNCH_PLAN));
        yield new Target(plan.id(), plan.launched(), plan.complete(given));
      }
      case UNSPECIFIED, WORKFLOW, DATASET, UNRECOGNIZED ->
          throw new InvalidRequest(
              "spec.launch_plan is of a %s; only a TASK or a LAUNCH_PLAN can be launched."
                  .formatted(launched.getResourceType()));
    };
  }

  private record Target(EntityId sent, Launched launched, LiteralMap inputs) {}

  /** The spec as it is answered later: as sent, with what Flyte's server adds (contract 3.1). */
  @SuppressWarnings("deprecation") // spec.inputs is where old clients put them
  private static ExecutionSpec stored(ExecutionId id, ExecutionSpec sent) {
    var spec = sent.toBuilder().clearInputs();
    spec.getMetadataBuilder().clearPrincipal();
    spec.getMetadataBuilder()
        .getSystemMetadataBuilder()
        .setNamespace(id.project() + "-" + id.domain());
    if (!sent.hasSecurityContext()) {
      spec.setSecurityContext(SecurityContext.newBuilder().setRunAs(Identity.getDefaultInstance()));
    }
    return spec.build();
  }

  @SuppressWarnings("deprecation") // spec.inputs is where old clients put them
  private static LiteralMap given(ExecutionCreateRequest request) {
    return request.hasInputs() ? request.getInputs() : request.getSpec().getInputs();
  }

  private void checkSize(LiteralMap given) {
    if (given.getSerializedSize() > limits.literalMap()) {
      throw new InvalidRequest(
          "The inputs have %d bytes; at most %d travel in a request. Pass large values as files or frames: they are uploaded."
              .formatted(given.getSerializedSize(), limits.literalMap()));
    }
  }

  private static String name(String sent) {
    if (sent.isEmpty()) {
      return Names.random();
    }
    if (sent.length() > MAX_NAME) {
      throw new InvalidRequest(
          "The name '%s' has %d characters; an execution's has at most %d."
              .formatted(sent, sent.length(), MAX_NAME));
    }
    if (!NAME.matcher(sent.toLowerCase(Locale.ROOT)).matches()) {
      throw new InvalidRequest(
          "'%s' cannot name an execution: a name begins with a letter and goes on with letters, digits and '-'."
              .formatted(sent));
    }
    return sent;
  }

  private static void checkLabels(ExecutionSpec spec) {
    var bad =
        spec.getLabels().getValuesMap().entrySet().stream()
            .filter(label -> !LABEL.matcher(label.getValue()).matches())
            .map(label -> "%s='%s'".formatted(label.getKey(), label.getValue()))
            .toList();
    if (!bad.isEmpty()) {
      throw new InvalidRequest(
          "Not a label's value: %s. It has at most 63 letters, digits, '-', '_' and '.', and begins and ends with a letter or digit."
              .formatted(String.join(", ", bad)));
    }
  }

  private static Labels labels(Map<String, String> values) {
    return new Labels(
        values.getOrDefault("updraft-user", ""),
        values.getOrDefault("updraft-session", ""),
        values.getOrDefault("updraft-notebook", ""),
        values.getOrDefault("updraft-cell", ""));
  }

  private static List<String> uris(Map<String, Literal> values) {
    return values.values().stream().flatMap(Literals::uris).distinct().toList();
  }
}
