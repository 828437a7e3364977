package dev.updraft.service;

import com.flyteidl.admin.NamedEntityIdentifier;
import com.flyteidl.admin.NamedEntityIdentifierList;
import com.flyteidl.admin.NamedEntityIdentifierListRequest;
import com.flyteidl.admin.ResourceListRequest;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.EntityKind;
import java.util.TreeSet;

/** The names under which something is registered, each once whatever its versions. */
final class NameLists {
  private static final int MOST_VERSIONS = 100_000;

  private NameLists() {}

  static NamedEntityIdentifierList page(
      ControlPlane.Entities entities, EntityKind kind, NamedEntityIdentifierListRequest request) {
    var resource =
        ResourceListRequest.newBuilder()
            .setId(
                NamedEntityIdentifier.newBuilder()
                    .setProject(request.getProject())
                    .setDomain(request.getDomain()))
            .setLimit(request.getLimit())
            .setToken(request.getToken())
            .setFilters(request.getFilters());
    var page = Pages.of(resource.build(), Pages.ENTITY);
    var all = Pages.of(resource.setLimit(MOST_VERSIONS).clearToken().build(), Pages.ENTITY);
    var names = new TreeSet<String>();
    entities.list(kind, all).forEach(entity -> names.add(entity.id().name()));
    var shown = names.stream().skip(page.offset()).limit(page.limit()).toList();
    var list = NamedEntityIdentifierList.newBuilder().setToken(Pages.next(page, shown.size()));
    for (var name : shown) {
      list.addEntities(
          NamedEntityIdentifier.newBuilder()
              .setProject(request.getProject())
              .setDomain(request.getDomain())
              .setName(name));
    }
    return list.build();
  }
}
