package dev.updraft.service;

import com.flyteidl.admin.FlyteURLs;
import com.flyteidl.admin.NodeExecution;
import com.flyteidl.admin.NodeExecutionGetDataResponse;
import com.flyteidl.admin.NodeExecutionList;
import com.flyteidl.admin.NodeExecutionListRequest;
import com.flyteidl.admin.TaskExecution;
import com.flyteidl.admin.TaskExecutionGetDataResponse;
import com.flyteidl.admin.TaskExecutionList;
import com.flyteidl.admin.TaskExecutionListRequest;
import com.flyteidl.admin.UrlBlob;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.NodeExecutionIdentifier;
import com.flyteidl.core.TaskExecutionIdentifier;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.Attempt;
import dev.updraft.model.AttemptPhase;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.NotFound;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** An execution's nodes and attempts, and what went in and came out of each. */
final class NodeCalls {
  private final ControlPlane.Executions executions;
  private final NodeForm nodeForm;
  private final AttemptForm attemptForm;

  NodeCalls(ControlPlane.Executions executions, NodeForm nodeForm, AttemptForm attemptForm) {
    this.executions = executions;
    this.nodeForm = nodeForm;
    this.attemptForm = attemptForm;
  }

  NodeExecution get(NodeExecutionIdentifier id) {
    return nodeForm.toWire(node(id));
  }

  /** By id, as Flyte gives them; children of a node there are none. */
  NodeExecutionList list(NodeExecutionListRequest request) {
    refuseFilters(request.getFilters());
    var id = Ids.fromWire(request.getWorkflowExecutionId());
    executions.get(id);
    var nodes =
        request.getUniqueParentId().isEmpty()
            ? executions.nodes(id).stream()
                .sorted(Comparator.comparing(dev.updraft.model.NodeExecution::id))
                .toList()
            : List.<dev.updraft.model.NodeExecution>of();
    var page = page(nodes, request.getLimit(), request.getToken(), nodeForm::row);
    return NodeExecutionList.newBuilder()
        .addAllNodeExecutions(page.rows())
        .setToken(page.next())
        .build();
  }

  @SuppressWarnings(
      "deprecation") // the URL forms are there, empty, as on Flyte without signed URLs
  NodeExecutionGetDataResponse data(NodeExecutionIdentifier id) {
    var node = node(id);
    var url = FlyteUrl.ofNode(node.execution(), node.id());
    return NodeExecutionGetDataResponse.newBuilder()
        .setFullInputs(inputs(node))
        .setFullOutputs(outputs(node))
        .setInputs(UrlBlob.getDefaultInstance())
        .setOutputs(UrlBlob.getDefaultInstance())
        .setFlyteUrls(FlyteURLs.newBuilder().setInputs(url + "/i").setOutputs(url + "/o"))
        .build();
  }

  TaskExecution get(TaskExecutionIdentifier id) {
    return attemptForm.toWire(attempt(id.getNodeExecutionId(), id.getRetryAttempt()));
  }

  TaskExecutionList list(TaskExecutionListRequest request) {
    refuseFilters(request.getFilters());
    var attempts = attempts(request.getNodeExecutionId());
    var page = page(attempts, request.getLimit(), request.getToken(), attemptForm::toWire);
    return TaskExecutionList.newBuilder()
        .addAllTaskExecutions(page.rows())
        .setToken(page.next())
        .build();
  }

  @SuppressWarnings(
      "deprecation") // the URL forms are there, empty, as on Flyte without signed URLs
  TaskExecutionGetDataResponse data(TaskExecutionIdentifier id) {
    var attempt = attempt(id.getNodeExecutionId(), id.getRetryAttempt());
    var url =
        FlyteUrl.ofAttempt(attempt.id().execution(), attempt.id().node(), attempt.id().number());
    return TaskExecutionGetDataResponse.newBuilder()
        .setFullInputs(inputs(node(id.getNodeExecutionId())))
        .setFullOutputs(outputs(attempt))
        .setInputs(UrlBlob.getDefaultInstance())
        .setOutputs(UrlBlob.getDefaultInstance())
        .setFlyteUrls(FlyteURLs.newBuilder().setInputs(url + "/i").setOutputs(url + "/o"))
        .build();
  }

  /** What went into a node: the end-node's inputs are the workflow's outputs (contract 3.4). */
  LiteralMap inputs(dev.updraft.model.NodeExecution node) {
    return switch (node.kind()) {
      case START -> LiteralMap.getDefaultInstance();
      case TASK -> LiteralMaps.read(executions.inputs(node.execution()));
      case END -> LiteralMaps.read(executions.outputs(node.execution()));
    };
  }

  /** What came out of a node: the start-node's outputs are the workflow's inputs. */
  LiteralMap outputs(dev.updraft.model.NodeExecution node) {
    return switch (node.kind()) {
      case START -> LiteralMaps.read(executions.inputs(node.execution()));
      case TASK -> LiteralMaps.read(executions.outputs(node.execution()));
      case END -> LiteralMap.getDefaultInstance();
    };
  }

  LiteralMap outputs(Attempt attempt) {
    return attempt.phase() == AttemptPhase.SUCCEEDED
        ? LiteralMaps.read(executions.outputs(attempt.id().execution()))
        : LiteralMap.getDefaultInstance();
  }

  dev.updraft.model.NodeExecution node(NodeExecutionIdentifier wire) {
    return node(Ids.fromWire(wire.getExecutionId()), wire.getNodeId());
  }

  dev.updraft.model.NodeExecution node(ExecutionId id, String node) {
    executions.get(id);
    var nodes = executions.nodes(id);
    return nodes.stream()
        .filter(one -> one.id().equals(node))
        .findFirst()
        .orElseThrow(
            () ->
                new NotFound(
                    "Execution '%s' has no node '%s'; it has %s."
                        .formatted(
                            id.name(),
                            node,
                            String.join(
                                ", ", nodes.stream().map(one -> "'" + one.id() + "'").toList()))));
  }

  Attempt attempt(NodeExecutionIdentifier node, int number) {
    var attempts = attempts(node);
    return attempts.stream()
        .filter(attempt -> attempt.id().number() == number)
        .findFirst()
        .orElseThrow(
            () ->
                new NotFound(
                    "Node '%s' of execution '%s' has no attempt %d: it has %d, counted from 0."
                        .formatted(
                            node.getNodeId(),
                            node.getExecutionId().getName(),
                            number,
                            attempts.size())));
  }

  private List<Attempt> attempts(NodeExecutionIdentifier node) {
    var found = node(node);
    return switch (found.kind()) {
      case TASK -> executions.attempts(found.execution());
      case START, END -> List.of();
    };
  }

  private static void refuseFilters(String filters) {
    if (!filters.isEmpty()) {
      throw new InvalidRequest(
          "Filters on the nodes and attempts of one execution are not served: leave '%s' out."
              .formatted(filters));
    }
  }

  private static <A, B> Page<B> page(List<A> all, int limit, String token, Function<A, B> row) {
    if (limit < 1) {
      throw new InvalidRequest("A list's limit is " + limit + ". Ask for at least 1 row.");
    }
    var offset = Pages.offset(token);
    var rows = all.stream().skip(offset).limit(limit).map(row).toList();
    return new Page<>(rows, rows.size() == limit ? Integer.toString(offset + limit) : "");
  }

  private record Page<B>(List<B> rows, String next) {}
}
