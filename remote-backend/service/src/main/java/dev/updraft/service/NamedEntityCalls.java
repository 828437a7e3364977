package dev.updraft.service;

import com.flyteidl.admin.NamedEntityGetRequest;
import com.flyteidl.admin.NamedEntityIdentifier;
import com.flyteidl.admin.NamedEntityList;
import com.flyteidl.admin.NamedEntityListRequest;
import com.flyteidl.admin.NamedEntityMetadata;
import com.flyteidl.admin.NamedEntityUpdateRequest;
import com.flyteidl.admin.ResourceListRequest;
import com.flyteidl.core.ResourceType;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.EntityKind;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.NamedEntity;
import dev.updraft.model.Query;
import dev.updraft.model.Query.Field;
import dev.updraft.model.State;
import java.util.List;

/** What is said of the names of tasks, workflows and launch plans, whatever their versions. */
final class NamedEntityCalls {
  /** What tasks by themselves run as; such a name lives as long as its task's. */
  private static final String GENERATED = ".flytegen.";

  private static final int LONGEST = 300;
  private final ControlPlane.Names names;

  NamedEntityCalls(ControlPlane.Names names) {
    this.names = names;
  }

  com.flyteidl.admin.NamedEntity get(NamedEntityGetRequest request) {
    var key = key(request.getResourceType(), request.getId());
    return toWire(key.name().startsWith(GENERATED) ? generated(key) : names.get(key));
  }

  private NamedEntity generated(NamedEntity.Key key) {
    if (key.kind() == EntityKind.TASK) {
      return names.get(key);
    }
    var task = key.name().substring(GENERATED.length());
    names.get(new NamedEntity.Key(EntityKind.TASK, key.project(), key.domain(), task));
    return new NamedEntity(
        key.kind(), key.project(), key.domain(), key.name(), "", State.SYSTEM_GENERATED);
  }

  /**
   * By name, unless sorted otherwise. Archived ones are left out by a filter alone, as in Flyte.
   */
  NamedEntityList list(NamedEntityListRequest request) {
    var resource =
        ResourceListRequest.newBuilder()
            .setId(
                NamedEntityIdentifier.newBuilder()
                    .setProject(request.getProject())
                    .setDomain(request.getDomain()))
            .setLimit(request.getLimit())
            .setToken(request.getToken())
            .setFilters(request.getFilters());
    if (request.hasSortBy()) {
      resource.setSortBy(request.getSortBy());
    }
    var kind = kind(request.getResourceType());
    var query = Pages.of(resource.build(), Pages.NAMED, List.of(new Query.Sort(Field.NAME, false)));
    var page = names.list(kind, query);
    var list = NamedEntityList.newBuilder().setToken(Pages.next(query, page.size()));
    page.forEach(named -> list.addEntities(toWire(named)));
    return list.build();
  }

  void update(NamedEntityUpdateRequest request) {
    var key = key(request.getResourceType(), request.getId());
    var said = request.getMetadata();
    var state = States.fromWire(said.getState());
    if (said.getDescription().length() > LONGEST) {
      throw new InvalidRequest(
          "The description of %s '%s' has %d characters. It may have %d."
              .formatted(key.kind().word(), key.name(), said.getDescription().length(), LONGEST));
    }
    names.update(names.get(key).said(said.getDescription(), state));
  }

  private static NamedEntity.Key key(ResourceType type, NamedEntityIdentifier id) {
    var kind = kind(type);
    if (id.getProject().isEmpty() || id.getDomain().isEmpty() || id.getName().isEmpty()) {
      throw new InvalidRequest("A named entity's id needs a project, a domain and a name.");
    }
    return new NamedEntity.Key(kind, id.getProject(), id.getDomain(), id.getName());
  }

  private static EntityKind kind(ResourceType type) {
    return switch (type) {
      case TASK -> EntityKind.TASK;
      case WORKFLOW -> EntityKind.WORKFLOW;
      case LAUNCH_PLAN -> EntityKind.LAUNCH_PLAN;
      case UNSPECIFIED, DATASET, UNRECOGNIZED ->
          throw new InvalidRequest(
              "Names are kept of TASK, WORKFLOW and LAUNCH_PLAN, not of %s: set resource_type."
                  .formatted(type.name()));
    };
  }

  private static com.flyteidl.admin.NamedEntity toWire(NamedEntity named) {
    return com.flyteidl.admin.NamedEntity.newBuilder()
        .setResourceType(Ids.toWire(named.kind()))
        .setId(
            NamedEntityIdentifier.newBuilder()
                .setProject(named.project())
                .setDomain(named.domain())
                .setName(named.name()))
        .setMetadata(
            NamedEntityMetadata.newBuilder()
                .setDescription(named.description())
                .setState(States.named(named.state())))
        .build();
  }
}
