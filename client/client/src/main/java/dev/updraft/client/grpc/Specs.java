package dev.updraft.client.grpc;

import com.flyteidl.admin.LaunchPlan;
import com.flyteidl.core.ResourceType;
import dev.updraft.client.model.LaunchPlanSpec;
import dev.updraft.client.model.TaskId;
import dev.updraft.client.model.TaskSpec;
import dev.updraft.client.model.WorkflowId;
import dev.updraft.client.model.WorkflowSpec;
import dev.updraft.types.graph.Reference;
import java.util.function.UnaryOperator;

/**
 * What would be registered, known without a backend: names, versions, and the messages as bytes.
 */
public final class Specs {
  private Specs() {}

  /** The whole name that a task gets, wherever its bundle lies. */
  public static TaskId id(String project, String domain, TaskSpec task) {
    return new TaskId(project, domain, task.name(), TaskTemplates.version(task));
  }

  /**
   * The whole name that a workflow gets: its own version, or the one that follows from its content.
   *
   * @param tasks gives the registered task for each that a node names
   */
  public static WorkflowId id(
      String project, String domain, WorkflowSpec workflow, UnaryOperator<Reference> tasks) {
    var id = LinkWorkflows.of(project, domain, workflow, tasks).template().getId();
    return new WorkflowId(id.getProject(), id.getDomain(), id.getName(), id.getVersion());
  }

  /** An {@code admin.TaskSpec}. */
  public static byte[] task(TaskId id, TaskSpec task) {
    return ContentVersion.bytes(Tasks.spec(id, task));
  }

  /** An {@code admin.WorkflowSpec}. */
  public static byte[] workflow(
      String project, String domain, WorkflowSpec workflow, UnaryOperator<Reference> tasks) {
    return ContentVersion.bytes(
        Workflows.spec(workflow, LinkWorkflows.of(project, domain, workflow, tasks)));
  }

  /** An {@code admin.LaunchPlan}: the one of the workflow's own name and version. */
  public static byte[] launchPlan(
      String project, String domain, WorkflowSpec workflow, UnaryOperator<Reference> tasks) {
    var linked = LinkWorkflows.of(project, domain, workflow, tasks);
    var id = linked.template().getId();
    return ContentVersion.bytes(
        LaunchPlan.newBuilder()
            .setId(id.toBuilder().setResourceType(ResourceType.LAUNCH_PLAN))
            .setSpec(Workflows.plan(id, linked))
            .build());
  }

  /** The whole name that a scheduled launch plan gets. */
  public static WorkflowId id(
      LaunchPlanSpec plan, WorkflowSpec workflow, UnaryOperator<Reference> tasks) {
    var id = plan.workflow();
    return new WorkflowId(
        id.project(),
        id.domain(),
        LaunchPlans.scheduled(id.name()),
        ContentVersion.of(spec(plan, workflow, tasks)));
  }

  /** An {@code admin.LaunchPlan}: a scheduled one. */
  public static byte[] launchPlan(
      LaunchPlanSpec plan, WorkflowSpec workflow, UnaryOperator<Reference> tasks) {
    return ContentVersion.bytes(
        LaunchPlan.newBuilder()
            .setId(Messages.toWire(id(plan, workflow, tasks)))
            .setSpec(spec(plan, workflow, tasks))
            .build());
  }

  private static com.flyteidl.admin.LaunchPlanSpec spec(
      LaunchPlanSpec plan, WorkflowSpec workflow, UnaryOperator<Reference> tasks) {
    var id = plan.workflow();
    var linked = LinkWorkflows.of(id.project(), id.domain(), workflow, tasks);
    return LaunchPlans.toWire(
        plan, Workflows.plan(linked.template().getId(), linked).getDefaultInputs());
  }
}
