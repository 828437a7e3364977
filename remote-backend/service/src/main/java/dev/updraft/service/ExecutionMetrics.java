package dev.updraft.service;

import com.flyteidl.admin.WorkflowExecutionGetMetricsRequest;
import com.flyteidl.admin.WorkflowExecutionGetMetricsResponse;
import com.flyteidl.core.Span;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.Attempt;
import dev.updraft.model.Execution;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where an execution's time went, as spans: the execution, its nodes, theirs, and their attempts,
 * with what passed before and after each under Flyte's names of these operations. Made of the times
 * that are recorded anyway.
 */
final class ExecutionMetrics {
  private final ControlPlane.Executions executions;
  private final NodeCalls nodes;

  ExecutionMetrics(ControlPlane.Executions executions, NodeCalls nodes) {
    this.executions = executions;
    this.nodes = nodes;
  }

  /** A depth of 0 is the execution alone; a negative one has no end. */
  WorkflowExecutionGetMetricsResponse get(WorkflowExecutionGetMetricsRequest request) {
    var id = Ids.fromWire(request.getId());
    var execution = executions.get(id);
    return WorkflowExecutionGetMetricsResponse.newBuilder()
        .setSpan(whole(execution, request.getDepth()))
        .build();
  }

  private Span whole(Execution execution, int depth) {
    var span =
        span(execution.created(), execution.updated()).setWorkflowId(Ids.toWire(execution.id()));
    if (depth != 0) {
      var places = byCreation(executions.places(execution.id()));
      span.addAllSpans(
          within("WORKFLOW", execution.created(), execution.updated(), nodes(places, depth - 1)));
    }
    return span.build();
  }

  private List<Span> nodes(List<Place> places, int depth) {
    return places.stream()
        .filter(place -> !endpoint(place.node().kind()))
        .map(place -> node(place, depth))
        .toList();
  }

  /** These take no time of their own. */
  private static boolean endpoint(NodeExecution.Kind kind) {
    return kind == NodeExecution.Kind.START || kind == NodeExecution.Kind.END;
  }

  private Span node(Place place, int depth) {
    var node = place.node();
    var id = Ids.toWire(node.execution(), node.id());
    var span = span(node.created(), node.updated()).setNodeId(id);
    if (depth != 0) {
      var inner = new ArrayList<>(nodes(byCreation(executions.within(place)), depth - 1));
      if (inner.isEmpty()) {
        nodes.attempts(id).forEach(attempt -> inner.add(attempt(attempt, depth - 1)));
      }
      span.addAllSpans(within("NODE", node.created(), node.updated(), inner));
    }
    return span.build();
  }

  private static Span attempt(Attempt attempt, int depth) {
    var span =
        span(attempt.created(), attempt.updated())
            .setTaskId(Ids.toWire(attempt.id(), attempt.task()));
    if (depth != 0 && attempt.started().isPresent()) {
      var started = attempt.started().get();
      span.addSpans(operation("TASK_SETUP", attempt.created(), started));
      span.addSpans(operation("TASK_RUNTIME", started, attempt.updated()));
    }
    return span.build();
  }

  /** The spans, between what passed before the first of them and after the last. */
  private static List<Span> within(String of, Instant from, Instant to, List<Span> spans) {
    if (spans.isEmpty()) {
      return spans;
    }
    var all = new ArrayList<Span>();
    var first = spans.stream().map(span -> Times.instant(span.getStartTime()));
    var last = spans.stream().map(span -> Times.instant(span.getEndTime()));
    all.add(operation(of + "_SETUP", from, first.min(Comparator.naturalOrder()).orElse(from)));
    all.addAll(spans);
    all.add(operation(of + "_TEARDOWN", last.max(Comparator.naturalOrder()).orElse(to), to));
    return all;
  }

  private static List<Place> byCreation(List<Place> places) {
    return places.stream().sorted(Comparator.comparing(place -> place.node().created())).toList();
  }

  private static Span operation(String name, Instant from, Instant to) {
    return span(from, to).setOperationId(name).build();
  }

  /** What is still under way ends where it was last seen. */
  private static Span.Builder span(Instant from, Instant to) {
    return Span.newBuilder()
        .setStartTime(Times.timestamp(from))
        .setEndTime(Times.timestamp(to.isBefore(from) ? from : to));
  }
}
