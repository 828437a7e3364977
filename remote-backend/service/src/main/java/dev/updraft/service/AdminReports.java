package dev.updraft.service;

import com.flyteidl.admin.DescriptionEntity;
import com.flyteidl.admin.DescriptionEntityList;
import com.flyteidl.admin.DescriptionEntityListRequest;
import com.flyteidl.admin.NodeExecutionEventRequest;
import com.flyteidl.admin.NodeExecutionEventResponse;
import com.flyteidl.admin.ObjectGetRequest;
import com.flyteidl.admin.TaskExecutionEventRequest;
import com.flyteidl.admin.TaskExecutionEventResponse;
import com.flyteidl.admin.WorkflowExecutionEventRequest;
import com.flyteidl.admin.WorkflowExecutionEventResponse;
import com.flyteidl.admin.WorkflowExecutionGetMetricsRequest;
import com.flyteidl.admin.WorkflowExecutionGetMetricsResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/**
 * The part of Flyte's AdminService that tells what was said and measured: which call goes where.
 */
abstract class AdminReports extends AdminAttributes {
  private final DescriptionCalls descriptions;
  private final ExecutionMetrics metrics;

  AdminReports(AttributeCalls attributes, DescriptionCalls descriptions, ExecutionMetrics metrics) {
    super(attributes);
    this.descriptions = descriptions;
    this.metrics = metrics;
  }

  @Override
  public void getDescriptionEntity(
      ObjectGetRequest request, StreamObserver<DescriptionEntity> answer) {
    Answers.one(answer, descriptions.get(request.getId()));
  }

  @Override
  public void listDescriptionEntities(
      DescriptionEntityListRequest request, StreamObserver<DescriptionEntityList> answer) {
    Answers.one(answer, descriptions.list(request));
  }

  @Override
  public void getExecutionMetrics(
      WorkflowExecutionGetMetricsRequest request,
      StreamObserver<WorkflowExecutionGetMetricsResponse> answer) {
    Answers.one(answer, metrics.get(request));
  }

  @Override
  public void createWorkflowEvent(
      WorkflowExecutionEventRequest request,
      StreamObserver<WorkflowExecutionEventResponse> answer) {
    throw ownEvents("CreateWorkflowEvent");
  }

  @Override
  public void createNodeEvent(
      NodeExecutionEventRequest request, StreamObserver<NodeExecutionEventResponse> answer) {
    throw ownEvents("CreateNodeEvent");
  }

  @Override
  public void createTaskEvent(
      TaskExecutionEventRequest request, StreamObserver<TaskExecutionEventResponse> answer) {
    throw ownEvents("CreateTaskEvent");
  }

  private static RuntimeException ownEvents(String call) {
    return Status.UNIMPLEMENTED
        .withDescription(
            "%s is for Flyte's own engine, which reports to its API. This backend's engine keeps its own record: leave the call out, and read executions with GetExecution."
                .formatted(call))
        .asRuntimeException();
  }
}
