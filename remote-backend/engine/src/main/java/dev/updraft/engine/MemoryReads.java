package dev.updraft.engine;

import dev.updraft.model.ActivePlan;
import dev.updraft.model.Artifact;
import dev.updraft.model.ArtifactQuery;
import dev.updraft.model.Attempt;
import dev.updraft.model.Attributes;
import dev.updraft.model.CatalogStatus;
import dev.updraft.model.Entity;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.NamedEntity;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.Project;
import dev.updraft.model.Query;
import dev.updraft.model.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads of a {@link MemoryStore}, each under its monitor. */
final class MemoryReads implements Reads {
  private final Object monitor;
  private final MemoryStore.Tables tables;

  MemoryReads(Object monitor, MemoryStore.Tables tables) {
    this.monitor = monitor;
    this.tables = tables;
  }

  @Override
  public Optional<Entity> entity(EntityId id) {
    synchronized (monitor) {
      return Optional.ofNullable(tables.entities.get(id));
    }
  }

  @Override
  public List<Entity> entities(EntityKind kind, Query query) {
    synchronized (monitor) {
      var all = tables.entities.values().stream().filter(e -> e.id().kind() == kind);
      return MemoryPages.page(all, query, MemoryFields::field);
    }
  }

  @Override
  public List<ActivePlan> activePlans(String project, String domain, String name) {
    synchronized (monitor) {
      return tables.activePlans.values().stream()
          .filter(plan -> project.isEmpty() || plan.id().project().equals(project))
          .filter(plan -> domain.isEmpty() || plan.id().domain().equals(domain))
          .filter(plan -> name.isEmpty() || plan.id().name().equals(name))
          .toList();
    }
  }

  @Override
  public List<String> entityNames(EntityKind kind, String project, String domain) {
    synchronized (monitor) {
      return tables.entities.keySet().stream()
          .filter(
              id -> id.kind() == kind && id.project().equals(project) && id.domain().equals(domain))
          .map(EntityId::name)
          .distinct()
          .sorted()
          .toList();
    }
  }

  @Override
  public List<NamedEntity> namedEntities(EntityKind kind, Query query) {
    synchronized (monitor) {
      var all =
          tables.entities.keySet().stream()
              .filter(id -> id.kind() == kind)
              .map(NamedEntity::of)
              .distinct()
              .map(named -> tables.named.getOrDefault(named.key(), named));
      return MemoryPages.page(all, query, MemoryFields::field);
    }
  }

  @Override
  public Optional<Execution> execution(ExecutionId id) {
    synchronized (monitor) {
      return Optional.ofNullable(tables.executions.get(id));
    }
  }

  @Override
  public List<Execution> executions(Query query) {
    synchronized (monitor) {
      var listed = tables.executions.values().stream().filter(e -> e.role().listed());
      return MemoryPages.page(listed, query, MemoryFields::field);
    }
  }

  @Override
  public Optional<Document> document(ExecutionId id) {
    synchronized (monitor) {
      return Optional.ofNullable(tables.documents.get(id));
    }
  }

  @Override
  public List<Execution> children(ExecutionId graph) {
    synchronized (monitor) {
      return tables.executions.values().stream()
          .filter(e -> e.role().parent().filter(p -> p.execution().equals(graph)).isPresent())
          .toList();
    }
  }

  @Override
  public List<Execution> holders(String uri, Optional<ExecutionId> after, int limit) {
    synchronized (monitor) {
      return tables.references.entrySet().stream()
          .filter(held -> held.getValue().contains(uri))
          .flatMap(held -> Optional.ofNullable(tables.executions.get(held.getKey())).stream())
          .filter(e -> after.filter(from -> key(e.id()).compareTo(key(from)) <= 0).isEmpty())
          .sorted(Comparator.comparing(e -> key(e.id())))
          .limit(limit)
          .toList();
    }
  }

  private static String key(ExecutionId id) {
    return id.project() + "/" + id.domain() + "/" + id.name();
  }

  @Override
  public Optional<NodeExecution> node(ExecutionId id) {
    synchronized (monitor) {
      return Optional.ofNullable(tables.nodes.get(id));
    }
  }

  @Override
  public List<Attempt> attempts(ExecutionId id) {
    synchronized (monitor) {
      return List.copyOf(tables.attempts.getOrDefault(id, new TreeMap<>()).values());
    }
  }

  @Override
  public List<ExecutionEvent> events(ExecutionId id, long after) {
    synchronized (monitor) {
      return tables.events.getOrDefault(id, List.of()).stream()
          .filter(e -> e.seq() > after)
          .toList();
    }
  }

  @Override
  public Optional<StoredArtifact> artifact(String keyHash) {
    synchronized (monitor) {
      return Optional.ofNullable(tables.artifacts.get(keyHash));
    }
  }

  @Override
  public List<Artifact> artifacts(ArtifactQuery query) {
    Comparator<Artifact> byKey = Comparator.comparing(a -> a.key().hash());
    var newest = Comparator.comparing(Artifact::made).thenComparing(byKey).reversed();
    synchronized (monitor) {
      return allArtifacts()
          .filter(a -> query.project().isEmpty() || a.key().project().equals(query.project()))
          .filter(a -> query.domain().isEmpty() || a.key().domain().equals(query.domain()))
          .filter(a -> query.task().isEmpty() || a.key().task().equals(query.task()))
          .filter(a -> query.by().isEmpty() || a.by().equals(query.by()))
          .filter(a -> query.notebook().isEmpty() || a.notebook().equals(query.notebook()))
          .filter(a -> query.since().filter(a.made()::isBefore).isEmpty())
          .filter(a -> a.key().hash().startsWith(query.keyPrefix()))
          .filter(a -> query.after().filter(at -> !at.precedes(a.made(), a.key().hash())).isEmpty())
          .sorted(query.keyPrefix().isEmpty() ? newest : byKey)
          .limit(query.limit())
          .toList();
    }
  }

  @Override
  public Summary summary(String session) {
    synchronized (monitor) {
      var calls =
          tables.executions.values().stream()
              .filter(e -> e.labels().session().equals(session) && !e.role().graph())
              .filter(e -> e.role().recovers().isEmpty())
              .toList();
      var live = calls.stream().filter(e -> !e.phase().terminal()).count();
      var succeeded = calls.stream().filter(e -> e.phase() == ExecutionPhase.SUCCEEDED).count();
      var hits = calls.stream().filter(e -> e.catalog() == CatalogStatus.HIT).count();
      var saved = calls.stream().map(Execution::saved).reduce(Duration.ZERO, Duration::plus);
      return new Summary(
          calls.size(), hits, succeeded - hits, calls.size() - live - succeeded, live, saved);
    }
  }

  @Override
  public List<Project> projects() {
    synchronized (monitor) {
      return List.copyOf(tables.projects.values());
    }
  }

  @Override
  public List<Project> projects(Query query) {
    synchronized (monitor) {
      return MemoryPages.page(tables.projects.values().stream(), query, MemoryFields::field);
    }
  }

  @Override
  public List<Attributes> attributes(String kind) {
    synchronized (monitor) {
      return tables.attributes.values().stream()
          .filter(each -> each.kind().equals(kind))
          .sorted(
              Comparator.comparing((Attributes each) -> each.scope().project())
                  .thenComparing(each -> each.scope().domain())
                  .thenComparing(each -> each.scope().workflow()))
          .toList();
    }
  }

  @Override
  public List<ExecutionId> endedBefore(Instant moment, int limit) {
    synchronized (monitor) {
      return ended()
          .filter(e -> e.updated().isBefore(moment) && !neededByItsRoot(e))
          .sorted(Comparator.comparing(Execution::updated))
          .limit(limit)
          .map(Execution::id)
          .toList();
    }
  }

  @Override
  public List<ExecutionId> endedSince(Instant moment) {
    synchronized (monitor) {
      return ended().filter(e -> !e.updated().isBefore(moment)).map(Execution::id).toList();
    }
  }

  @Override
  public Optional<Instant> lastUpdate() {
    synchronized (monitor) {
      return tables.executions.values().stream()
          .map(Execution::updated)
          .max(Comparator.naturalOrder());
    }
  }

  @Override
  public List<Artifact> leastUsed(int offset, int limit) {
    synchronized (monitor) {
      return allArtifacts()
          .sorted(Comparator.comparing(Artifact::lastUsed).thenComparing(Artifact::id))
          .skip(offset)
          .limit(limit)
          .toList();
    }
  }

  @Override
  public Set<String> references() {
    synchronized (monitor) {
      var uris = new HashSet<String>();
      tables.references.values().forEach(uris::addAll);
      tables.artifacts.values().forEach(a -> uris.addAll(a.references()));
      tables.artifacts.values().forEach(a -> uris.add(a.artifact().outputsUri()));
      return uris;
    }
  }

  @Override
  public Set<String> metadataFolders() {
    synchronized (monitor) {
      var folders = new HashSet<String>();
      tables.executions.keySet().forEach(id -> folders.add(Layout.folder(id)));
      return folders;
    }
  }

  /** A graph that goes on looks at what its nodes gave. */
  private boolean neededByItsRoot(Execution execution) {
    return execution
        .role()
        .parent()
        .map(parent -> tables.executions.get(parent.root()))
        .filter(root -> !root.phase().terminal())
        .isPresent();
  }

  private Stream<Execution> ended() {
    return tables.executions.values().stream().filter(e -> e.phase().terminal());
  }

  private Stream<Artifact> allArtifacts() {
    return tables.artifacts.values().stream().map(StoredArtifact::artifact);
  }
}
