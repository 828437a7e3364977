package dev.updraft.engine;

import dev.updraft.model.Conflict;
import dev.updraft.model.Entity;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.Nearest;
import dev.updraft.model.NotFound;
import dev.updraft.model.Query;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;

/** Entities: written through the loop, read from the store. */
final class StoredEntities implements ControlPlane.Entities {
  private static final int LONGEST = 255;
  private final Reads reads;
  private final Loop loop;
  private final InstantSource clock;

  StoredEntities(Reads reads, Loop loop, InstantSource clock) {
    this.reads = reads;
    this.loop = loop;
    this.clock = clock;
  }

  @Override
  public void register(EntityId id, String digest, byte[] spec) {
    check(id);
    var stored = reads.entity(id);
    if (stored.isPresent()) {
      throw conflict(stored.get(), digest);
    }
    var entity = new Entity(id, digest, spec, clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (!Asking.write(loop, new Write.NewEntity(entity))) {
      throw conflict(get(id), digest);
    }
  }

  private static void check(EntityId id) {
    var parts = new LinkedHashMap<String, String>();
    parts.put("project", id.project());
    parts.put("domain", id.domain());
    parts.put("name", id.name());
    parts.put("version", id.version());
    parts.forEach(
        (part, value) -> {
          if (value.isEmpty() || value.length() > LONGEST) {
            throw new InvalidRequest(
                "The %s of a %s has %d letters. It needs 1 to %d."
                    .formatted(part, id.kind().word(), value.length(), LONGEST));
          }
        });
  }

  private static Conflict conflict(Entity stored, String digest) {
    var same = stored.digest().equals(digest);
    return new Conflict(
        same ? Conflict.Kind.SAME_CONTENT : Conflict.Kind.OTHER_CONTENT,
        same
            ? "%s with identical structure already exists".formatted(stored.id().shown())
            : "%s with different structure already exists. Register the new content under another version."
                .formatted(stored.id().shown()));
  }

  @Override
  public Entity get(EntityId id) {
    return reads.entity(id).orElseThrow(() -> missing(id));
  }

  private NotFound missing(EntityId id) {
    var names = reads.entityNames(id.kind(), id.project(), id.domain());
    var hint =
        names.contains(id.name())
            ? " It has other versions: list them."
            : Nearest.to(id.name(), names).map(" Did you mean '%s'?"::formatted).orElse("");
    return new NotFound("No %s.%s".formatted(id.shown(), hint));
  }

  @Override
  public List<Entity> list(EntityKind kind, Query query) {
    return reads.entities(kind, query);
  }
}
