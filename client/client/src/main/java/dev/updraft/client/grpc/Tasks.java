package dev.updraft.client.grpc;

import com.flyteidl.admin.ObjectGetRequest;
import com.flyteidl.admin.TaskCreateRequest;
import com.flyteidl.service.AdminServiceGrpc;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.TaskId;
import dev.updraft.client.model.TaskSpec;
import java.util.Optional;

/** Registering tasks. */
public final class Tasks {
  private final Link link;

  Tasks(Link link) {
    this.link = link;
  }

  /**
   * Registers a task under the version that its content gives; that it is there already is as good.
   */
  public TaskId register(String project, String domain, TaskSpec task) {
    var id = new TaskId(project, domain, task.name(), TaskTemplates.version(task));
    var request =
        TaskCreateRequest.newBuilder().setId(Messages.toWire(id)).setSpec(spec(id, task)).build();
    try {
      link.call(AdminServiceGrpc.getCreateTaskMethod(), request);
    } catch (BackendException.Conflict e) {
      if (!e.exists()) {
        throw e;
      }
    }
    return id;
  }

  /** The message that registers a task. */
  static com.flyteidl.admin.TaskSpec spec(TaskId id, TaskSpec task) {
    return com.flyteidl.admin.TaskSpec.newBuilder()
        .setTemplate(TaskTemplates.toWire(task).toBuilder().setId(Messages.toWire(id)))
        .build();
  }

  /** Where the code bundle of a registered task lies; empty when it is none of ours. */
  public Optional<String> bundleUri(TaskId id) {
    var task =
        link.call(
            AdminServiceGrpc.getGetTaskMethod(),
            ObjectGetRequest.newBuilder().setId(Messages.toWire(id)).build());
    return TaskTemplates.bundleUri(task.getClosure().getCompiledTask().getTemplate());
  }
}
