package dev.updraft.service;

import com.flyteidl.admin.NamedEntityIdentifier;
import com.flyteidl.admin.NamedEntityIdentifierList;
import com.flyteidl.admin.NamedEntityIdentifierListRequest;
import com.flyteidl.admin.ResourceListRequest;
import com.flyteidl.admin.Task;
import com.flyteidl.admin.TaskCreateRequest;
import com.flyteidl.admin.TaskList;
import com.flyteidl.core.Identifier;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.NotFound;

/**
 * Registering and reading tasks. A registered task never changes, so those in use are kept read.
 */
final class TaskCalls {
  private final ControlPlane engine;
  private final Cache<EntityId, RegisteredTask> known =
      Caffeine.newBuilder().maximumSize(1_000).build();

  TaskCalls(ControlPlane engine) {
    this.engine = engine;
  }

  void create(TaskCreateRequest request) {
    var id = Ids.fromWire(request.getId(), EntityKind.TASK);
    engine.projects().check(id.project(), id.domain());
    TaskCheck.check(id, request.getSpec());
    var spec = request.getSpec().toBuilder();
    spec.getTemplateBuilder().setId(Ids.toWire(id));
    engine.entities().register(id, Digest.of(spec.getTemplate()), spec.build().toByteArray());
  }

  /** A registered task, by its whole name. */
  RegisteredTask task(EntityId id) {
    var found = known.getIfPresent(id);
    if (found == null) {
      found = RegisteredTask.of(engine.entities().get(id));
      known.put(id, found);
    }
    return found;
  }

  /** Without a version, the latest one: Flyte answers some version then. */
  Task get(Identifier wire) {
    if (wire.getVersion().isEmpty()) {
      return latest(wire).toWire();
    }
    // Flyte only logs a wrong resource type here (contract 2.1).
    var id = wire.toBuilder().clearResourceType().build();
    return task(Ids.fromWire(id, EntityKind.TASK)).toWire();
  }

  private RegisteredTask latest(Identifier wire) {
    var named =
        ResourceListRequest.newBuilder()
            .setId(
                NamedEntityIdentifier.newBuilder()
                    .setProject(wire.getProject())
                    .setDomain(wire.getDomain())
                    .setName(wire.getName()))
            .setLimit(1)
            .build();
    return engine.entities().list(EntityKind.TASK, Pages.of(named, Pages.ENTITY)).stream()
        .findFirst()
        .map(RegisteredTask::of)
        .orElseThrow(
            () ->
                new NotFound(
                    "No version of task '%s' in project '%s', domain '%s'."
                        .formatted(wire.getName(), wire.getProject(), wire.getDomain())));
  }

  TaskList list(ResourceListRequest request) {
    var query = Pages.of(request, Pages.ENTITY);
    var page = engine.entities().list(EntityKind.TASK, query);
    var list = TaskList.newBuilder().setToken(Pages.next(query, page.size()));
    page.forEach(entity -> list.addTasks(RegisteredTask.of(entity).toWire()));
    return list.build();
  }

  NamedEntityIdentifierList names(NamedEntityIdentifierListRequest request) {
    return NameLists.page(engine.entities(), EntityKind.TASK, request);
  }
}
