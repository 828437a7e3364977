package dev.updraft.client.grpc;

import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.ResourceType;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.Labels;
import dev.updraft.client.model.TaskId;
import dev.updraft.service.v1.GetOriginRequest;
import dev.updraft.service.v1.UpdraftServiceGrpc;
import dev.updraft.types.Literal;
import dev.updraft.types.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Where values came from. */
public final class Origins {
  private final Link link;
  private final Executions executions;

  Origins(Link link, Executions executions) {
    this.link = link;
    this.executions = executions;
  }

  /**
   * A call, with what it was given.
   *
   * @param id the execution that people see
   * @param node the path of a workflow's node; empty for the execution itself
   * @param made the execution under whose name its data lie
   * @param what the task or workflow that it ran, with its version
   * @param workflow whether it ran a workflow, or a map within one
   * @param codeKey of a task of ours; empty otherwise
   * @param outputs of a workflow that has ended well: which of its nodes gave them
   */
  public record Origin(
      ExecutionId id,
      String node,
      ExecutionId made,
      TaskId what,
      boolean workflow,
      String codeKey,
      Instant createdAt,
      String user,
      String notebook,
      String cell,
      List<Value> inputs,
      List<Value> outputs) {}

  /**
   * An input or output.
   *
   * @param from the calls within workflows that gave it, by the executions that stand for them
   */
  public record Value(String name, Literal literal, List<ExecutionId> from) {}

  /**
   * Against a Flyte without our service: the execution itself with its inputs alone.
   *
   * @param node the path of a workflow's node; empty for the execution itself
   */
  public Origin of(ExecutionId id, String node) {
    try {
      return fromWire(
          link.call(
              UpdraftServiceGrpc.getGetOriginMethod(),
              GetOriginRequest.newBuilder().setId(Messages.toWire(id)).setNode(node).build()));
    } catch (BackendException.Unknown e) {
      if (!node.isEmpty()) {
        throw OwnService.missing(link, "tells the inputs of a whole execution only.", e);
      }
      return itself(id);
    }
  }

  private Origin itself(ExecutionId id) {
    var execution = executions.execution(id);
    var launched = execution.getSpec().getLaunchPlan();
    var labels = execution.getSpec().getLabels().getValuesMap();
    return new Origin(
        id,
        "",
        id,
        Messages.fromWire(launched),
        launched.getResourceType() != ResourceType.TASK,
        "",
        Messages.fromWire(execution.getClosure().getCreatedAt()),
        labels.getOrDefault(Labels.USER, ""),
        labels.getOrDefault(Labels.NOTEBOOK, ""),
        labels.getOrDefault(Labels.CELL, ""),
        Wire.readLiterals(executions.inputs(id)).entrySet().stream()
            .map(input -> new Value(input.getKey(), input.getValue(), List.of()))
            .toList(),
        List.of());
  }

  private static Origin fromWire(dev.updraft.service.v1.Origin answer) {
    return new Origin(
        Messages.fromWire(answer.getId()),
        answer.getNode(),
        Messages.fromWire(answer.getMade()),
        Messages.fromWire(answer.getWhat()),
        answer.getWhat().getResourceType() != ResourceType.TASK,
        answer.getCodeKey(),
        Messages.fromWire(answer.getCreatedAt()),
        answer.getUser(),
        answer.getNotebook(),
        answer.getCell(),
        answer.getInputsList().stream().map(Origins::fromWire).toList(),
        answer.getOutputsList().stream().map(Origins::fromWire).toList());
  }

  private static Value fromWire(dev.updraft.service.v1.Origin.Value value) {
    var literals =
        Wire.readLiterals(
            LiteralMap.newBuilder()
                .putLiterals(value.getName(), value.getValue())
                .build()
                .toByteArray());
    return new Value(
        value.getName(),
        Objects.requireNonNull(literals.get(value.getName()), value.getName()),
        value.getFromList().stream().map(Messages::fromWire).toList());
  }
}
