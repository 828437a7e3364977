package dev.updraft.service;

import com.flyteidl.admin.DescriptionEntity;
import com.flyteidl.admin.DescriptionEntityList;
import com.flyteidl.admin.DescriptionEntityListRequest;
import com.flyteidl.admin.ResourceListRequest;
import com.flyteidl.admin.TaskSpec;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.ResourceType;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.Entity;
import dev.updraft.model.EntityKind;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.NotFound;
import java.util.Optional;

/** What was said of a version of a task or workflow when it was registered: a part of its spec. */
final class DescriptionCalls {
  private final ControlPlane.Entities entities;

  DescriptionCalls(ControlPlane.Entities entities) {
    this.entities = entities;
  }

  DescriptionEntity get(Identifier wire) {
    var id = Ids.fromWire(wire, kind(wire.getResourceType()));
    return description(entities.get(id))
        .orElseThrow(
            () ->
                new NotFound(
                    "Nothing was said of %s when it was registered (spec.description)."
                        .formatted(id.shown())));
  }

  /** A page counts versions, those too of which nothing was said. */
  DescriptionEntityList list(DescriptionEntityListRequest request) {
    var resource =
        ResourceListRequest.newBuilder()
            .setId(request.getId())
            .setLimit(request.getLimit())
            .setToken(request.getToken())
            .setFilters(request.getFilters());
    if (request.hasSortBy()) {
      resource.setSortBy(request.getSortBy());
    }
    var query = Pages.of(resource.build(), Pages.ENTITY);
    var page = entities.list(kind(request.getResourceType()), query);
    var list = DescriptionEntityList.newBuilder().setToken(Pages.next(query, page.size()));
    page.forEach(entity -> description(entity).ifPresent(list::addDescriptionEntities));
    return list.build();
  }

  private static EntityKind kind(ResourceType type) {
    return switch (type) {
      case TASK -> EntityKind.TASK;
      case WORKFLOW -> EntityKind.WORKFLOW;
      case UNSPECIFIED, LAUNCH_PLAN, DATASET, UNRECOGNIZED ->
          throw new InvalidRequest(
              "Descriptions are kept of TASK and WORKFLOW, not of %s: set resource_type."
                  .formatted(type.name()));
    };
  }

  private static Optional<DescriptionEntity> description(Entity entity) {
    var said =
        entity.id().kind() == EntityKind.TASK
            ? task(entity)
            : RegisteredWorkflow.of(entity).spec().getDescription();
    return said.equals(DescriptionEntity.getDefaultInstance())
        ? Optional.empty()
        : Optional.of(said.toBuilder().setId(Ids.toWire(entity.id())).build());
  }

  private static DescriptionEntity task(Entity entity) {
    try {
      return TaskSpec.parseFrom(entity.spec()).getDescription();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "The stored %s is damaged.".formatted(entity.id().shown()), e);
    }
  }
}
