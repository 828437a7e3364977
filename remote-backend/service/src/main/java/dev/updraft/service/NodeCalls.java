package dev.updraft.service;

import com.flyteidl.admin.DynamicNodeWorkflowResponse;
import com.flyteidl.admin.DynamicWorkflowNodeMetadata;
import com.flyteidl.admin.FlyteURLs;
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
import dev.updraft.model.AttemptId;
import dev.updraft.model.AttemptPhase;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NotFound;
import dev.updraft.model.Place;
import dev.updraft.model.TaskId;
import dev.updraft.types.wire.Malformed;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An execution's nodes and attempts, and what went in and came out of each. */
final class NodeCalls {
  private static final Logger log = LoggerFactory.getLogger(NodeCalls.class);

  private final ControlPlane.Executions executions;
  private final FindPlace places;
  private final NodeForm nodeForm;
  private final AttemptForm attemptForm;
  private final DynamicGraphs dynamic;

  NodeCalls(
      ControlPlane.Executions executions,
      NodeForm nodeForm,
      AttemptForm attemptForm,
      DynamicGraphs dynamic) {
    this.executions = executions;
    this.places = new FindPlace(executions);
    this.nodeForm = nodeForm;
    this.attemptForm = attemptForm;
    this.dynamic = dynamic;
  }

  com.flyteidl.admin.NodeExecution get(NodeExecutionIdentifier id) {
    return nodeForm.toWire(place(id));
  }

  /** By id, as Flyte gives them. */
  NodeExecutionList list(NodeExecutionListRequest request) {
    refuseFilters(request.getFilters());
    var id = Ids.fromWire(request.getWorkflowExecutionId());
    executions.get(id);
    var nodes =
        request.getUniqueParentId().isEmpty()
            ? executions.places(id)
            : executions.within(place(id, request.getUniqueParentId()));
    var sorted = nodes.stream().sorted(Comparator.comparing(place -> place.node().id())).toList();
    var page = page(sorted, request.getLimit(), request.getToken(), nodeForm::row);
    return NodeExecutionList.newBuilder()
        .addAllNodeExecutions(page.rows())
        .setToken(page.next())
        .build();
  }

  @SuppressWarnings(
      "deprecation") // the URL forms are there, empty, as on Flyte without signed URLs
  NodeExecutionGetDataResponse data(NodeExecutionIdentifier id) {
    var place = place(id);
    var url = FlyteUrl.ofNode(place.node().execution(), place.node().id());
    var data =
        NodeExecutionGetDataResponse.newBuilder()
            .setFullInputs(inputs(place))
            .setFullOutputs(outputs(place))
            .setInputs(UrlBlob.getDefaultInstance())
            .setOutputs(UrlBlob.getDefaultInstance())
            .setFlyteUrls(FlyteURLs.newBuilder().setInputs(url + "/i").setOutputs(url + "/o"));
    made(place).ifPresent(data::setDynamicWorkflow);
    return data.build();
  }

  /** The workflow that a dynamic task made. */
  DynamicNodeWorkflowResponse dynamicWorkflow(NodeExecutionIdentifier id) {
    var place = place(id);
    return made(place)
        .map(DynamicWorkflowNodeMetadata::getCompiledWorkflow)
        .map(made -> DynamicNodeWorkflowResponse.newBuilder().setCompiledWorkflow(made).build())
        .orElseThrow(
            () ->
                new NotFound(
                    "Node '%s' of execution '%s' has made no workflow: only a dynamic task makes one, once it has ended."
                        .formatted(id.getNodeId(), id.getExecutionId().getName())));
  }

  /** Nothing for one that cannot be run: the node's error says why. */
  private Optional<DynamicWorkflowNodeMetadata> made(Place place) {
    try {
      return place.node().unfolded().map(dynamic::shown);
    } catch (InvalidRequest | NotFound | Malformed e) {
      log.atDebug().setCause(e).log("What a task made cannot be shown");
      return Optional.empty();
    }
  }

  TaskExecution get(TaskExecutionIdentifier id) {
    return shown(attempt(id.getNodeExecutionId(), id.getRetryAttempt()));
  }

  TaskExecutionList list(TaskExecutionListRequest request) {
    refuseFilters(request.getFilters());
    var attempts = attempts(request.getNodeExecutionId());
    var page = page(attempts, request.getLimit(), request.getToken(), this::shown);
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
        .setFullInputs(inputs(place(id.getNodeExecutionId())))
        .setFullOutputs(outputs(id.getNodeExecutionId(), attempt))
        .setInputs(UrlBlob.getDefaultInstance())
        .setOutputs(UrlBlob.getDefaultInstance())
        .setFlyteUrls(FlyteURLs.newBuilder().setInputs(url + "/i").setOutputs(url + "/o"))
        .build();
  }

  /** What went into a node: the end-node's inputs are the workflow's outputs (contract 3.4). */
  LiteralMap inputs(Place place) {
    return switch (place.node().kind()) {
      case START -> LiteralMap.getDefaultInstance();
      case TASK, GATE, GRAPH, MAP, BRANCH, EXECUTION ->
          LiteralMaps.read(executions.inputs(place.holder()));
      case END -> LiteralMaps.read(executions.outputs(place.holder()));
    };
  }

  /** What came out of a node: the start-node's outputs are the workflow's inputs. */
  LiteralMap outputs(Place place) {
    return switch (place.node().kind()) {
      case START -> LiteralMaps.read(executions.inputs(place.holder()));
      case TASK, GATE, GRAPH, MAP, BRANCH, EXECUTION ->
          LiteralMaps.read(executions.outputs(place.holder()));
      case END -> LiteralMap.getDefaultInstance();
    };
  }

  LiteralMap outputs(NodeExecutionIdentifier node, Attempt attempt) {
    return attempt.phase() == AttemptPhase.SUCCEEDED
        ? outputs(place(node))
        : LiteralMap.getDefaultInstance();
  }

  Place place(NodeExecutionIdentifier wire) {
    return place(Ids.fromWire(wire.getExecutionId()), wire.getNodeId());
  }

  Place place(ExecutionId id, String node) {
    return places.named(id, node);
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

  List<Attempt> attempts(NodeExecutionIdentifier node) {
    var found = place(node);
    return switch (found.node().kind()) {
      case TASK -> attempts(found);
      case MAP -> map(found).attempt().stream().toList();
      case START, GATE, GRAPH, BRANCH, EXECUTION, END -> List.of();
    };
  }

  private MapForm map(Place place) {
    var elements =
        executions.within(place).stream()
            .filter(each -> each.node().kind() == NodeExecution.Kind.TASK)
            .map(each -> new MapForm.Element(each.node(), attempts(each), task(each)))
            .sorted(Comparator.comparingInt(MapForm.Element::index))
            .toList();
    return new MapForm(place.node(), elements);
  }

  private TaskId task(Place place) {
    return executions.get(place.holder()).task();
  }

  /** What an array did is told in one attempt (contract 5.6). */
  private TaskExecution shown(Attempt attempt) {
    var place = place(attempt.id().execution(), attempt.id().node());
    return place.node().kind() == NodeExecution.Kind.MAP
        ? map(place).toWire(attempt, attemptForm)
        : attemptForm.toWire(attempt);
  }

  private List<Attempt> attempts(Place place) {
    var node = place.node();
    var attempts = executions.attempts(place.holder());
    return place.holder().equals(node.execution())
        ? attempts
        : attempts.stream()
            .map(
                each ->
                    each.shownAs(new AttemptId(node.execution(), node.id(), each.id().number())))
            .toList();
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
