package dev.updraft.engine;

import dev.updraft.model.EntityKind;
import dev.updraft.model.NamedEntity;
import dev.updraft.model.Nearest;
import dev.updraft.model.NotFound;
import dev.updraft.model.Query;
import dev.updraft.model.Query.Field;
import dev.updraft.model.Query.Filter;
import java.util.List;

/** What is said of names: written through the loop, read from the store. */
final class StoredNames implements ControlPlane.Names {
  private final Reads reads;
  private final Loop loop;

  StoredNames(Reads reads, Loop loop) {
    this.reads = reads;
    this.loop = loop;
  }

  @Override
  public NamedEntity get(NamedEntity.Key key) {
    var named = new Filter(Field.NAME, Query.Op.EQ, List.of(key.name()));
    var byName = List.of(new Query.Sort(Field.NAME, false));
    var query = new Query(key.project(), key.domain(), List.of(named), byName, 0, 1);
    return reads.namedEntities(key.kind(), query).stream()
        .findFirst()
        .orElseThrow(() -> missing(key));
  }

  private NotFound missing(NamedEntity.Key key) {
    var names = reads.entityNames(key.kind(), key.project(), key.domain());
    return new NotFound(
        "No %s '%s' in project '%s', domain '%s'.%s"
            .formatted(
                key.kind().word(),
                key.name(),
                key.project(),
                key.domain(),
                Nearest.hint(key.name(), names)));
  }

  @Override
  public List<NamedEntity> list(EntityKind kind, Query query) {
    return reads.namedEntities(kind, query);
  }

  @Override
  public void update(NamedEntity named) {
    get(named.key());
    Asking.write(loop, new Write.PutNamedEntity(named));
  }
}
