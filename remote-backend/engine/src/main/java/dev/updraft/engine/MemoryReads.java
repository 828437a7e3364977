package dev.updraft.engine;

import dev.updraft.model.ActivePlan;
import dev.updraft.model.Artifact;
import dev.updraft.model.ArtifactQuery;
import dev.updraft.model.Attempt;
import dev.updraft.model.CatalogStatus;
import dev.updraft.model.Entity;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.Failure;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.Project;
import dev.updraft.model.Query;
import dev.updraft.model.Query.Field;
import dev.updraft.model.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
      return page(all, query, MemoryReads::field);
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
  public Optional<Execution> execution(ExecutionId id) {
    synchronized (monitor) {
      return Optional.ofNullable(tables.executions.get(id));
    }
  }

  @Override
  public List<Execution> executions(Query query) {
    synchronized (monitor) {
      var listed = tables.executions.values().stream().filter(e -> e.role().listed());
      return page(listed, query, MemoryReads::field);
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

  private static <T> List<T> page(
      Stream<T> all, Query query, BiFunction<T, Field, @Nullable Comparable<?>> field) {
    var rows =
        all.filter(
                t ->
                    query.project().isEmpty()
                        || query.project().equals(field.apply(t, Field.PROJECT)))
            .filter(
                t ->
                    query.domain().isEmpty() || query.domain().equals(field.apply(t, Field.DOMAIN)))
            .filter(
                query.filters().stream()
                    .map(f -> holds(f, field))
                    .reduce(_ -> true, Predicate::and));
    return rows.filter(
            row -> query.after().filter(after -> !behind(after, query, row, field)).isEmpty())
        .sorted(order(query, field))
        .skip(query.offset())
        .limit(query.limit())
        .toList();
  }

  private static <T> boolean behind(
      Query.After after, Query query, T row, BiFunction<T, Field, @Nullable Comparable<?>> field) {
    var moment = compare(field.apply(row, Field.CREATED_AT), after.moment());
    var at = moment != 0 ? moment : compare(field.apply(row, Field.NAME), after.name());
    return query.descending() ? at < 0 : at > 0;
  }

  private static <T> Comparator<T> order(
      Query query, BiFunction<T, Field, @Nullable Comparable<?>> field) {
    var sort =
        query.byCreation()
            ? List.of(
                new Query.Sort(Field.CREATED_AT, query.descending()),
                new Query.Sort(Field.NAME, query.descending()))
            : query.sort();
    Comparator<T> order = (_, _) -> 0;
    for (var by : sort) {
      Comparator<T> one = (a, b) -> compare(field.apply(a, by.field()), field.apply(b, by.field()));
      order = order.thenComparing(by.descending() ? one.reversed() : one);
    }
    return order;
  }

  /** What is not there comes first, as in SQLite. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static int compare(@Nullable Comparable a, @Nullable Comparable b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    return a.compareTo(b);
  }

  private static <T> Predicate<T> holds(
      Query.Filter filter, BiFunction<T, Field, @Nullable Comparable<?>> field) {
    return row -> {
      var value = field.apply(row, filter.field());
      if (value == null) {
        return false;
      }
      var wanted = filter.values().getFirst();
      return switch (filter.op()) {
        case EQ -> value.equals(wanted);
        case NE -> !value.equals(wanted);
        case GT -> compare(value, (Comparable<?>) wanted) > 0;
        case GTE -> compare(value, (Comparable<?>) wanted) >= 0;
        case LT -> compare(value, (Comparable<?>) wanted) < 0;
        case LTE -> compare(value, (Comparable<?>) wanted) <= 0;
        case CONTAINS -> value.toString().contains(wanted.toString());
        case NOT_LIKE -> !value.toString().contains(wanted.toString());
        case IN -> filter.values().contains(value);
        case NOT_IN -> !filter.values().contains(value);
      };
    };
  }

  private static @Nullable Comparable<?> field(Entity entity, Field field) {
    return switch (field) {
      case PROJECT -> entity.id().project();
      case DOMAIN -> entity.id().domain();
      case NAME -> entity.id().name();
      case VERSION -> entity.id().version();
      case CREATED_AT -> entity.created();
      case PHASE,
          UPDATED_AT,
          STARTED_AT,
          DURATION,
          TASK_NAME,
          TASK_VERSION,
          ERROR_CODE,
          ERROR_KIND,
          SESSION,
          USER,
          NOTEBOOK,
          CATALOG ->
          throw noField(field, entity.id().kind().word());
    };
  }

  private static @Nullable Comparable<?> field(Execution e, Field field) {
    return switch (field) {
      case PROJECT -> e.id().project();
      case DOMAIN -> e.id().domain();
      case NAME -> e.id().name();
      case PHASE -> e.phase().name();
      case CREATED_AT -> e.created();
      case UPDATED_AT -> e.updated();
      case STARTED_AT -> e.started().orElse(null);
      case DURATION -> e.duration().map(Duration::toSeconds).orElse(null);
      case TASK_NAME -> e.task().name();
      case TASK_VERSION -> e.task().version();
      case ERROR_CODE -> e.error().map(Failure::code).orElse(null);
      case ERROR_KIND -> e.error().map(f -> f.kind().name()).orElse(null);
      case SESSION -> e.labels().session();
      case USER -> e.labels().user();
      case NOTEBOOK -> e.labels().notebook();
      case CATALOG -> e.catalog().name();
      case VERSION -> throw noField(field, "execution");
    };
  }

  static InvalidRequest noField(Field field, String entity) {
    return new InvalidRequest(
        "There is no field '%s' to filter or sort a list of %ss by."
            .formatted(field.word(), entity));
  }
}
