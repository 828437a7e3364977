package dev.updraft.store.sql;

import dev.updraft.engine.Layout;
import dev.updraft.engine.Reads;
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
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads as SELECTs, each on a connection of its own, so that nobody waits for the writer. */
final class SqlReads implements Reads {
  private final Readers readers;

  SqlReads(Readers readers) {
    this.readers = readers;
  }

  @Override
  public Optional<Entity> entity(EntityId id) {
    return readers.read(
        s ->
            s.one(
                "SELECT * FROM entity WHERE kind = ? AND project = ? AND domain = ? AND name = ? AND version = ?",
                Rows::entity,
                id.kind(),
                id.project(),
                id.domain(),
                id.name(),
                id.version()));
  }

  @Override
  public List<Entity> entities(EntityKind kind, Query query) {
    var conditions = new Conditions(Conditions.ENTITY, kind.word()).and("kind = ?", kind);
    var sql = "SELECT * FROM entity " + conditions.of(query, "name, version");
    return readers.read(s -> s.all(sql, Rows::entity, conditions.values()));
  }

  @Override
  public List<NamedEntity> namedEntities(EntityKind kind, Query query) {
    var conditions = new Conditions(Conditions.NAMED, kind.word()).with(kind);
    var sql = StateRows.NAMED + conditions.of(query, "name");
    return readers.read(s -> s.all(sql, StateRows::named, conditions.values()));
  }

  @Override
  public List<ActivePlan> activePlans(String project, String domain, String name) {
    return readers.read(
        s ->
            s.all(
                """
                SELECT * FROM active_plan
                WHERE (? = '' OR project = ?) AND (? = '' OR domain = ?) AND (? = '' OR name = ?)
                ORDER BY project, domain, name""",
                PlanRows::read,
                project,
                project,
                domain,
                domain,
                name,
                name));
  }

  @Override
  public List<String> entityNames(EntityKind kind, String project, String domain) {
    return readers.read(
        s ->
            s.all(
                "SELECT DISTINCT name FROM entity WHERE kind = ? AND project = ? AND domain = ? ORDER BY name",
                row -> row.getString(1),
                kind,
                project,
                domain));
  }

  @Override
  public Optional<Execution> execution(ExecutionId id) {
    return readers.read(
        s -> s.one("SELECT * FROM execution WHERE id = ?", Rows::execution, Keys.of(id)));
  }

  @Override
  public List<Execution> executions(Query query) {
    var conditions = Conditions.executions();
    var sql = conditions.executions(query);
    return readers.read(s -> s.all(sql, Rows::execution, conditions.values()));
  }

  @Override
  public Optional<Document> document(ExecutionId id) {
    return readers.read(
        s -> s.one("SELECT * FROM execution_doc WHERE id = ?", Rows::document, Keys.of(id)));
  }

  @Override
  public List<Execution> children(ExecutionId graph) {
    return readers.read(
        s ->
            s.all(
                """
                SELECT * FROM execution WHERE parent = ?
                UNION ALL SELECT * FROM execution WHERE launcher = ? ORDER BY created, path""",
                Rows::execution,
                Keys.of(graph),
                Keys.of(graph)));
  }

  static final String HOLDERS =
      """
      SELECT e.* FROM blob_ref b JOIN execution e ON e.id = b.holder
      WHERE b.uri = ? AND b.holder > ? ORDER BY b.holder LIMIT ?""";

  @Override
  public List<Execution> holders(String uri, Optional<ExecutionId> after, int limit) {
    return readers.read(
        s -> s.all(HOLDERS, Rows::execution, uri, after.map(Keys::of).orElse(""), limit));
  }

  @Override
  public Optional<NodeExecution> node(ExecutionId id) {
    return readers.read(
        s -> s.one("SELECT * FROM node_exec WHERE exec = ?", Rows::node, Keys.of(id)));
  }

  @Override
  public List<Attempt> attempts(ExecutionId id) {
    return readers.read(
        s ->
            s.all(
                "SELECT * FROM attempt WHERE exec = ? ORDER BY number",
                Rows::attempt,
                Keys.of(id)));
  }

  @Override
  public List<ExecutionEvent> events(ExecutionId id, long after) {
    return readers.read(
        s ->
            s.all(
                "SELECT * FROM event WHERE exec = ? AND seq > ? ORDER BY seq",
                Rows::event,
                Keys.of(id),
                after));
  }

  @Override
  public Optional<StoredArtifact> artifact(String keyHash) {
    return readers.read(
        s -> {
          var artifact =
              s.one("SELECT * FROM artifact WHERE key_hash = ?", Rows::artifact, keyHash);
          if (artifact.isEmpty()) {
            return Optional.empty();
          }
          var references =
              s.all(
                  "SELECT uri FROM blob_ref WHERE holder = ?",
                  row -> row.getString(1),
                  Keys.artifact(keyHash));
          return Optional.of(new StoredArtifact(artifact.get(), references));
        });
  }

  @Override
  public List<Artifact> artifacts(ArtifactQuery query) {
    var select = ArtifactSelect.of(query);
    return readers.read(s -> s.all(select.sql(), Rows::artifact, select.values()));
  }

  @Override
  public Summary summary(String session) {
    record Group(ExecutionPhase phase, CatalogStatus catalog, long count, long saved) {}
    var groups =
        readers.read(
            s ->
                s.all(
                    """
                    SELECT phase, catalog, COUNT(*) AS n, SUM(saved) AS saved FROM execution
                    WHERE session = ? AND kind = 'TASK' AND recovers IS NULL GROUP BY phase, catalog""",
                    row ->
                        new Group(
                            ExecutionPhase.valueOf(row.getString("phase")),
                            CatalogStatus.valueOf(row.getString("catalog")),
                            row.getLong("n"),
                            row.getLong("saved")),
                    session));
    var calls = groups.stream().mapToLong(Group::count).sum();
    var live = groups.stream().filter(g -> !g.phase().terminal()).mapToLong(Group::count).sum();
    var succeeded =
        groups.stream()
            .filter(g -> g.phase() == ExecutionPhase.SUCCEEDED)
            .mapToLong(Group::count)
            .sum();
    var hits =
        groups.stream().filter(g -> g.catalog() == CatalogStatus.HIT).mapToLong(Group::count).sum();
    var saved = groups.stream().mapToLong(Group::saved).sum();
    return new Summary(
        calls,
        hits,
        succeeded - hits,
        calls - live - succeeded,
        live,
        Duration.of(saved, ChronoUnit.MICROS));
  }

  @Override
  public List<Project> projects() {
    return readers.read(
        s -> s.all("SELECT * FROM project ORDER BY created, id", StateRows::project));
  }

  @Override
  public List<Project> projects(Query query) {
    var conditions = new Conditions(Conditions.PROJECT, "project");
    var sql = "SELECT * FROM project " + conditions.of(query, "id");
    return readers.read(s -> s.all(sql, StateRows::project, conditions.values()));
  }

  @Override
  public List<Attributes> attributes(String kind) {
    return readers.read(
        s ->
            s.all(
                "SELECT * FROM attribute WHERE kind = ? ORDER BY project, domain, workflow",
                AttributeRows::read,
                kind));
  }

  @Override
  public List<ExecutionId> endedBefore(Instant moment, int limit) {
    return readers.read(
        s ->
            s.all(
                """
                SELECT project, domain, name FROM execution e
                WHERE updated < ? AND live = 0 AND (root IS NULL OR NOT EXISTS
                  (SELECT 1 FROM execution r WHERE r.id = e.root AND r.live = 1))
                ORDER BY updated LIMIT ?""",
                Rows::executionId,
                moment,
                limit));
  }

  @Override
  public List<ExecutionId> endedSince(Instant moment) {
    return readers.read(
        s ->
            s.all(
                "SELECT project, domain, name FROM execution WHERE updated >= ? AND live = 0",
                Rows::executionId,
                moment));
  }

  @Override
  public Optional<Instant> lastUpdate() {
    return readers.read(
        s ->
            s.one(
                "SELECT updated FROM execution ORDER BY updated DESC LIMIT 1",
                row -> Session.moment(row.getLong(1))));
  }

  @Override
  public List<Artifact> leastUsed(int offset, int limit) {
    return readers.read(
        s ->
            s.all(
                "SELECT * FROM artifact ORDER BY last_used, id LIMIT ? OFFSET ?",
                Rows::artifact,
                limit,
                offset));
  }

  @Override
  public Set<String> references() {
    return readers.read(
        s -> {
          var uris =
              new HashSet<>(s.all("SELECT DISTINCT uri FROM blob_ref", row -> row.getString(1)));
          uris.addAll(s.all("SELECT outputs_uri FROM artifact", row -> row.getString(1)));
          return uris;
        });
  }

  @Override
  public Set<String> metadataFolders() {
    return readers
        .read(s -> s.all("SELECT project, domain, name FROM execution", Rows::executionId))
        .stream()
        .map(Layout::folder)
        .collect(Collectors.toSet());
  }
}
