package dev.updraft.service;

import com.flyteidl.admin.ActiveLaunchPlanListRequest;
import com.flyteidl.admin.ActiveLaunchPlanRequest;
import com.flyteidl.admin.DynamicNodeWorkflowResponse;
import com.flyteidl.admin.ExecutionCreateRequest;
import com.flyteidl.admin.ExecutionCreateResponse;
import com.flyteidl.admin.ExecutionList;
import com.flyteidl.admin.ExecutionRecoverRequest;
import com.flyteidl.admin.ExecutionRelaunchRequest;
import com.flyteidl.admin.ExecutionTerminateRequest;
import com.flyteidl.admin.ExecutionTerminateResponse;
import com.flyteidl.admin.ExecutionUpdateRequest;
import com.flyteidl.admin.ExecutionUpdateResponse;
import com.flyteidl.admin.GetDomainRequest;
import com.flyteidl.admin.GetDomainsResponse;
import com.flyteidl.admin.GetDynamicNodeWorkflowRequest;
import com.flyteidl.admin.GetVersionRequest;
import com.flyteidl.admin.GetVersionResponse;
import com.flyteidl.admin.LaunchPlan;
import com.flyteidl.admin.LaunchPlanCreateRequest;
import com.flyteidl.admin.LaunchPlanCreateResponse;
import com.flyteidl.admin.LaunchPlanList;
import com.flyteidl.admin.LaunchPlanUpdateRequest;
import com.flyteidl.admin.LaunchPlanUpdateResponse;
import com.flyteidl.admin.NamedEntity;
import com.flyteidl.admin.NamedEntityGetRequest;
import com.flyteidl.admin.NamedEntityIdentifierList;
import com.flyteidl.admin.NamedEntityIdentifierListRequest;
import com.flyteidl.admin.NamedEntityList;
import com.flyteidl.admin.NamedEntityListRequest;
import com.flyteidl.admin.NamedEntityUpdateRequest;
import com.flyteidl.admin.NamedEntityUpdateResponse;
import com.flyteidl.admin.NodeExecution;
import com.flyteidl.admin.NodeExecutionGetDataRequest;
import com.flyteidl.admin.NodeExecutionGetDataResponse;
import com.flyteidl.admin.NodeExecutionGetRequest;
import com.flyteidl.admin.NodeExecutionList;
import com.flyteidl.admin.NodeExecutionListRequest;
import com.flyteidl.admin.ObjectGetRequest;
import com.flyteidl.admin.Project;
import com.flyteidl.admin.ProjectGetRequest;
import com.flyteidl.admin.ProjectListRequest;
import com.flyteidl.admin.ProjectRegisterRequest;
import com.flyteidl.admin.ProjectRegisterResponse;
import com.flyteidl.admin.ProjectUpdateResponse;
import com.flyteidl.admin.Projects;
import com.flyteidl.admin.ResourceListRequest;
import com.flyteidl.admin.Task;
import com.flyteidl.admin.TaskCreateRequest;
import com.flyteidl.admin.TaskCreateResponse;
import com.flyteidl.admin.TaskExecution;
import com.flyteidl.admin.TaskExecutionGetDataRequest;
import com.flyteidl.admin.TaskExecutionGetDataResponse;
import com.flyteidl.admin.TaskExecutionGetRequest;
import com.flyteidl.admin.TaskExecutionList;
import com.flyteidl.admin.TaskExecutionListRequest;
import com.flyteidl.admin.TaskList;
import com.flyteidl.admin.Version;
import com.flyteidl.admin.Workflow;
import com.flyteidl.admin.WorkflowCreateRequest;
import com.flyteidl.admin.WorkflowCreateResponse;
import com.flyteidl.admin.WorkflowExecutionGetDataRequest;
import com.flyteidl.admin.WorkflowExecutionGetDataResponse;
import com.flyteidl.admin.WorkflowExecutionGetRequest;
import com.flyteidl.admin.WorkflowList;
import io.grpc.stub.StreamObserver;

/**
 * Flyte's AdminService: which call goes where, one line each. Calls that are not here answer
 * UNIMPLEMENTED.
 */
final class AdminService extends AdminReports {
  private final TaskCalls tasks;
  private final WorkflowCalls workflows;
  private final CreateWorkflow createWorkflow;
  private final LaunchPlanCalls plans;
  private final ExecutionCalls executions;
  private final RepeatCalls repeats;
  private final NodeCalls nodes;
  private final ProjectCalls projects;
  private final NamedEntityCalls names;
  private final Version version;

  AdminService(
      TaskCalls tasks,
      WorkflowCalls workflows,
      CreateWorkflow createWorkflow,
      LaunchPlanCalls plans,
      ExecutionCalls executions,
      RepeatCalls repeats,
      NodeCalls nodes,
      ProjectCalls projects,
      NamedEntityCalls names,
      AttributeCalls attributes,
      DescriptionCalls descriptions,
      ExecutionMetrics metrics,
      Version version) {
    super(attributes, descriptions, metrics);
    this.tasks = tasks;
    this.workflows = workflows;
    this.createWorkflow = createWorkflow;
    this.plans = plans;
    this.executions = executions;
    this.repeats = repeats;
    this.nodes = nodes;
    this.projects = projects;
    this.names = names;
    this.version = version;
  }

  @Override
  public void createTask(TaskCreateRequest request, StreamObserver<TaskCreateResponse> answer) {
    tasks.create(request);
    Answers.one(answer, TaskCreateResponse.getDefaultInstance());
  }

  @Override
  public void getTask(ObjectGetRequest request, StreamObserver<Task> answer) {
    Answers.one(answer, tasks.get(request.getId()));
  }

  @Override
  public void listTasks(ResourceListRequest request, StreamObserver<TaskList> answer) {
    Answers.one(answer, tasks.list(request));
  }

  @Override
  public void listTaskIds(
      NamedEntityIdentifierListRequest request, StreamObserver<NamedEntityIdentifierList> answer) {
    Answers.one(answer, tasks.names(request));
  }

  @Override
  public void createWorkflow(
      WorkflowCreateRequest request, StreamObserver<WorkflowCreateResponse> answer) {
    createWorkflow.create(request);
    Answers.one(answer, WorkflowCreateResponse.getDefaultInstance());
  }

  @Override
  public void getWorkflow(ObjectGetRequest request, StreamObserver<Workflow> answer) {
    Answers.one(answer, workflows.get(request.getId()));
  }

  @Override
  public void listWorkflows(ResourceListRequest request, StreamObserver<WorkflowList> answer) {
    Answers.one(answer, workflows.list(request));
  }

  @Override
  public void listWorkflowIds(
      NamedEntityIdentifierListRequest request, StreamObserver<NamedEntityIdentifierList> answer) {
    Answers.one(answer, workflows.names(request));
  }

  @Override
  public void createLaunchPlan(
      LaunchPlanCreateRequest request, StreamObserver<LaunchPlanCreateResponse> answer) {
    plans.create(request);
    Answers.one(answer, LaunchPlanCreateResponse.getDefaultInstance());
  }

  @Override
  public void getLaunchPlan(ObjectGetRequest request, StreamObserver<LaunchPlan> answer) {
    Answers.one(answer, plans.get(request.getId()));
  }

  @Override
  public void getActiveLaunchPlan(
      ActiveLaunchPlanRequest request, StreamObserver<LaunchPlan> answer) {
    Answers.one(answer, plans.active(request));
  }

  @Override
  public void updateLaunchPlan(
      LaunchPlanUpdateRequest request, StreamObserver<LaunchPlanUpdateResponse> answer) {
    plans.update(request);
    Answers.one(answer, LaunchPlanUpdateResponse.getDefaultInstance());
  }

  @Override
  public void listActiveLaunchPlans(
      ActiveLaunchPlanListRequest request, StreamObserver<LaunchPlanList> answer) {
    Answers.one(answer, plans.active(request));
  }

  @Override
  public void listLaunchPlans(ResourceListRequest request, StreamObserver<LaunchPlanList> answer) {
    Answers.one(answer, plans.list(request));
  }

  @Override
  public void listLaunchPlanIds(
      NamedEntityIdentifierListRequest request, StreamObserver<NamedEntityIdentifierList> answer) {
    Answers.one(answer, plans.names(request));
  }

  @Override
  public void createExecution(
      ExecutionCreateRequest request, StreamObserver<ExecutionCreateResponse> answer) {
    Answers.one(answer, executions.create(request));
  }

  @Override
  public void relaunchExecution(
      ExecutionRelaunchRequest request, StreamObserver<ExecutionCreateResponse> answer) {
    Answers.one(answer, repeats.relaunch(request));
  }

  @Override
  public void recoverExecution(
      ExecutionRecoverRequest request, StreamObserver<ExecutionCreateResponse> answer) {
    Answers.one(answer, repeats.recover(request));
  }

  @Override
  public void getExecution(
      WorkflowExecutionGetRequest request, StreamObserver<com.flyteidl.admin.Execution> answer) {
    Answers.one(answer, executions.get(request.getId()));
  }

  @Override
  public void getExecutionData(
      WorkflowExecutionGetDataRequest request,
      StreamObserver<WorkflowExecutionGetDataResponse> answer) {
    Answers.one(answer, executions.data(request.getId()));
  }

  @Override
  public void listExecutions(ResourceListRequest request, StreamObserver<ExecutionList> answer) {
    Answers.one(answer, executions.list(request));
  }

  @Override
  public void terminateExecution(
      ExecutionTerminateRequest request, StreamObserver<ExecutionTerminateResponse> answer) {
    executions.terminate(request);
    Answers.one(answer, ExecutionTerminateResponse.getDefaultInstance());
  }

  @Override
  public void updateExecution(
      ExecutionUpdateRequest request, StreamObserver<ExecutionUpdateResponse> answer) {
    executions.update(request);
    Answers.one(answer, ExecutionUpdateResponse.getDefaultInstance());
  }

  @Override
  public void getNodeExecution(
      NodeExecutionGetRequest request, StreamObserver<NodeExecution> answer) {
    Answers.one(answer, nodes.get(request.getId()));
  }

  @Override
  public void listNodeExecutions(
      NodeExecutionListRequest request, StreamObserver<NodeExecutionList> answer) {
    Answers.one(answer, nodes.list(request));
  }

  @Override
  public void getNodeExecutionData(
      NodeExecutionGetDataRequest request, StreamObserver<NodeExecutionGetDataResponse> answer) {
    Answers.one(answer, nodes.data(request.getId()));
  }

  @Override
  public void getDynamicNodeWorkflow(
      GetDynamicNodeWorkflowRequest request, StreamObserver<DynamicNodeWorkflowResponse> answer) {
    Answers.one(answer, nodes.dynamicWorkflow(request.getId()));
  }

  @Override
  public void getTaskExecution(
      TaskExecutionGetRequest request, StreamObserver<TaskExecution> answer) {
    Answers.one(answer, nodes.get(request.getId()));
  }

  @Override
  public void listTaskExecutions(
      TaskExecutionListRequest request, StreamObserver<TaskExecutionList> answer) {
    Answers.one(answer, nodes.list(request));
  }

  @Override
  public void getTaskExecutionData(
      TaskExecutionGetDataRequest request, StreamObserver<TaskExecutionGetDataResponse> answer) {
    Answers.one(answer, nodes.data(request.getId()));
  }

  @Override
  public void registerProject(
      ProjectRegisterRequest request, StreamObserver<ProjectRegisterResponse> answer) {
    projects.register(request);
    Answers.one(answer, ProjectRegisterResponse.getDefaultInstance());
  }

  @Override
  public void listProjects(ProjectListRequest request, StreamObserver<Projects> answer) {
    Answers.one(answer, projects.list(request));
  }

  @Override
  public void getProject(ProjectGetRequest request, StreamObserver<Project> answer) {
    Answers.one(answer, projects.get(request.getId()));
  }

  @Override
  public void getDomains(GetDomainRequest request, StreamObserver<GetDomainsResponse> answer) {
    Answers.one(answer, projects.domains());
  }

  @Override
  public void updateProject(Project request, StreamObserver<ProjectUpdateResponse> answer) {
    projects.update(request);
    Answers.one(answer, ProjectUpdateResponse.getDefaultInstance());
  }

  @Override
  public void getNamedEntity(NamedEntityGetRequest request, StreamObserver<NamedEntity> answer) {
    Answers.one(answer, names.get(request));
  }

  @Override
  public void listNamedEntities(
      NamedEntityListRequest request, StreamObserver<NamedEntityList> answer) {
    Answers.one(answer, names.list(request));
  }

  @Override
  public void updateNamedEntity(
      NamedEntityUpdateRequest request, StreamObserver<NamedEntityUpdateResponse> answer) {
    names.update(request);
    Answers.one(answer, NamedEntityUpdateResponse.getDefaultInstance());
  }

  @Override
  public void getVersion(GetVersionRequest request, StreamObserver<GetVersionResponse> answer) {
    Answers.one(answer, GetVersionResponse.newBuilder().setControlPlaneVersion(version).build());
  }
}
