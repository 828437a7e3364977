package dev.updraft.client.grpc;

import com.flyteidl.admin.NamedEntityIdentifier;
import com.flyteidl.admin.ObjectGetRequest;
import com.flyteidl.admin.ResourceListRequest;
import com.flyteidl.admin.Sort;
import com.flyteidl.core.CompiledTask;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.ResourceType;
import com.flyteidl.core.WorkflowTemplate;
import com.flyteidl.service.AdminServiceGrpc;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.StoredTask;
import dev.updraft.client.model.StoredWorkflow;
import dev.updraft.client.model.TaskId;
import dev.updraft.client.model.WorkflowId;
import dev.updraft.types.graph.Workflow;
import dev.updraft.types.wire.Wire;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is registered, read back. */
public final class Registry {
  private final Link link;

  Registry(Link link) {
    this.link = link;
  }

  /** The newest version of a workflow; empty when there is none. */
  public Optional<StoredWorkflow> newest(String project, String domain, String name) {
    var request =
        ResourceListRequest.newBuilder()
            .setId(
                NamedEntityIdentifier.newBuilder()
                    .setProject(project)
                    .setDomain(domain)
                    .setName(name))
            .setLimit(1)
            .setSortBy(
                Sort.newBuilder().setKey("created_at").setDirection(Sort.Direction.DESCENDING))
            .build();
    return link.call(AdminServiceGrpc.getListWorkflowsMethod(), request).getWorkflowsList().stream()
        .findFirst()
        .flatMap(found -> read(found.getId()));
  }

  /** A version of a workflow; empty when there is none. */
  public Optional<StoredWorkflow> workflow(WorkflowId id) {
    return read(Messages.toWire(id).toBuilder().setResourceType(ResourceType.WORKFLOW).build());
  }

  private Optional<StoredWorkflow> read(Identifier id) {
    try {
      var found =
          link.call(
              AdminServiceGrpc.getGetWorkflowMethod(),
              ObjectGetRequest.newBuilder().setId(id).build());
      var compiled = found.getClosure().getCompiledWorkflow();
      return Optional.of(
          new StoredWorkflow(
              new WorkflowId(id.getProject(), id.getDomain(), id.getName(), id.getVersion()),
              read(compiled.getPrimary().getTemplate()),
              compiled.getSubWorkflowsList().stream()
                  .map(inner -> read(inner.getTemplate()))
                  .toList(),
              compiled.getTasksList().stream()
                  .map(CompiledTask::getTemplate)
                  .map(StoredTemplates::task)
                  .collect(
                      Collectors.toMap(
                          each -> each.id().name(), each -> each, (first, second) -> first)),
              Messages.fromWire(found.getClosure().getCreatedAt())));
    } catch (BackendException.NotFound _) {
      return Optional.empty();
    }
  }

  /** A version of a task; empty when there is none. */
  public Optional<StoredTask> task(TaskId id) {
    try {
      var found =
          link.call(
              AdminServiceGrpc.getGetTaskMethod(),
              ObjectGetRequest.newBuilder().setId(Messages.toWire(id)).build());
      return Optional.of(StoredTemplates.task(found.getClosure().getCompiledTask().getTemplate()));
    } catch (BackendException.NotFound _) {
      return Optional.empty();
    }
  }

  /** Whether a workflow's default launch plan is there, under the workflow's name and version. */
  public boolean hasLaunchPlan(WorkflowId id) {
    try {
      link.call(
          AdminServiceGrpc.getGetLaunchPlanMethod(),
          ObjectGetRequest.newBuilder().setId(Messages.toWire(id)).build());
      return true;
    } catch (BackendException.NotFound _) {
      return false;
    }
  }

  private static Workflow read(WorkflowTemplate template) {
    return Wire.readWorkflow(template.toByteArray());
  }
}
