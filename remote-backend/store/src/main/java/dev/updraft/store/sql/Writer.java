package dev.updraft.store.sql;

import dev.updraft.engine.Shards;
import dev.updraft.engine.Write;
import dev.updraft.model.Artifact;
import dev.updraft.model.Attempt;
import dev.updraft.model.CatalogOutcome;
import dev.updraft.model.CatalogStatus;
import dev.updraft.model.Execution;
import dev.updraft.model.Failure;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NodePhase;
import dev.updraft.model.Role;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Each {@link Write} as statements. */
final class Writer {
  private static final String NEW_EXECUTION =
      insert(
          "execution",
          "id, project, domain, name, shard, live, phase, launch_kind, launch_project, launch_domain, launch_name,"
              + " launch_version, task_project, task_domain, task_name, task_version, node, user_label, session,"
              + " notebook, cell, created, started, updated, duration, outputs_uri, error_kind, error_code,"
              + " error_message, error_retryable, error_at, abort_cause, abort_principal, abort_at, catalog, saved,"
              + " kind, part, parent, parent_node, root, path, recovers, launcher",
          "(id) DO NOTHING");
  private static final String PUT_EXECUTION =
      """
      UPDATE execution SET live = ?, phase = ?, started = ?, updated = ?, duration = ?, outputs_uri = ?,
        error_kind = ?, error_code = ?, error_message = ?, error_retryable = ?, error_at = ?,
        abort_cause = ?, abort_principal = ?, abort_at = ?, catalog = ?, saved = ?
      WHERE id = ?""";
  private static final String PUT_NODE =
      upsert(
          "node_exec",
          "exec",
          "exec, node, spec_node, phase, created, started, updated, duration, input_uri, output_uri, error_kind,"
              + " error_code, error_message, error_retryable, error_at, checkpoint_uri, why, catalog, key_project,"
              + " key_domain, key_task, key_dataset_version, key_tag, artifact_id, artifact_source, artifact_node,"
              + " artifact_attempt, artifact_version, artifact_code_key, artifact_uri, artifact_bytes, artifact_made,"
              + " artifact_took, artifact_by, artifact_notebook, artifact_shown, artifact_shown_node,"
              + " artifact_shown_attempt, unfolded, futures_uri");
  private static final String PUT_ATTEMPT =
      upsert(
          "attempt",
          "exec, number",
          "exec, number, node, live, task_project, task_domain, task_name, task_version, task_type, runs_exec,"
              + " runs_node, runs_number, budget, cause, user_failures, system_failures, epoch, phase, created,"
              + " started, updated, duration, input_uri, output_uri, error_kind, error_code, error_message,"
              + " error_retryable, error_at, why, generated_name");
  private static final String PUT_ARTIFACT =
      upsert(
          "artifact",
          "key_hash",
          "key_hash, id, project, domain, task, dataset_version, tag, source, source_node, source_attempt,"
              + " task_version, code_key, outputs_uri, bytes, made, took, made_by, notebook, hits, last_used, shown,"
              + " shown_node, shown_attempt");

  private final Session session;

  Writer(Session session) {
    this.session = session;
  }

  /**
   * @return whether anything changed
   */
  boolean write(Write write) throws SQLException {
    return switch (write) {
      case Write.NewEntity w -> newEntity(w);
      case Write.ActivatePlan w -> PlanRows.activate(session, w.plan());
      case Write.DeactivatePlan w -> PlanRows.deactivate(session, w.plan());
      case Write.MoveDue w -> PlanRows.move(session, w);
      case Write.NewProject w -> StateRows.newProject(session, w);
      case Write.PutProject w -> StateRows.put(session, w.project());
      case Write.PutNamedEntity w -> StateRows.put(session, w.named());
      case Write.PutState w -> StateRows.put(session, w);
      case Write.PutAttributes w -> AttributeRows.put(session, w.attributes());
      case Write.RemoveAttributes w -> AttributeRows.remove(session, w);
      case Write.NewExecution w -> newExecution(w);
      case Write.PutExecution w -> putExecution(w.execution());
      case Write.PutOutputs w -> putOutputs(w);
      case Write.PutNode w -> putNode(w.node());
      case Write.PutAttempt w -> putAttempt(w.attempt());
      case Write.PutArtifact w -> putArtifact(w.artifact(), w.references());
      case Write.TouchArtifact w ->
          session.update(
                  "UPDATE artifact SET hits = hits + 1, last_used = ? WHERE key_hash = ?",
                  w.now(),
                  w.keyHash())
              > 0;
      case Write.RemoveArtifact w -> {
        session.update("DELETE FROM blob_ref WHERE holder = ?", Keys.artifact(w.keyHash()));
        yield session.update("DELETE FROM artifact WHERE key_hash = ?", w.keyHash()) > 0;
      }
      case Write.AppendEvent w -> appendEvent(w);
      case Write.RemoveExecution w -> removeExecution(Keys.of(w.execution()));
    };
  }

  private boolean newEntity(Write.NewEntity w) throws SQLException {
    var id = w.entity().id();
    return session.update(
            insert(
                "entity",
                "kind, project, domain, name, version, digest, spec, created",
                "(kind, project, domain, name, version) DO NOTHING"),
            id.kind(),
            id.project(),
            id.domain(),
            id.name(),
            id.version(),
            w.entity().digest(),
            w.entity().spec(),
            w.entity().created())
        > 0;
  }

  private boolean newExecution(Write.NewExecution w) throws SQLException {
    var e = w.execution();
    var key = Keys.of(e.id());
    var values = new ArrayList<@Nullable Object>();
    values.addAll(
        Arrays.asList(key, e.id().project(), e.id().domain(), e.id().name(), Shards.of(e.id())));
    values.addAll(Arrays.asList(!e.phase().terminal(), e.phase()));
    var launched = e.launched();
    values.addAll(
        Arrays.asList(
            launched.kind(),
            launched.project(),
            launched.domain(),
            launched.name(),
            launched.version()));
    values.addAll(
        Arrays.asList(
            e.task().project(), e.task().domain(), e.task().name(), e.task().version(), e.node()));
    values.addAll(
        Arrays.asList(
            e.labels().user(), e.labels().session(), e.labels().notebook(), e.labels().cell()));
    values.addAll(
        Arrays.asList(e.created(), e.started(), e.updated(), e.duration(), e.outputsUri()));
    addError(values, e.error());
    addAbort(values, e.abort());
    values.addAll(Arrays.asList(e.catalog(), e.saved()));
    var parent = e.role().parent();
    values.addAll(Arrays.asList(e.role().kind(), e.role().part()));
    var of = parent.map(p -> Keys.of(p.execution()));
    var listed = e.role().listed();
    values.add(listed ? Optional.empty() : of);
    values.add(parent.map(Role.Parent::node));
    values.add(parent.map(p -> Keys.of(p.root())));
    values.add(parent.map(Role.Parent::path));
    values.add(e.role().recovers().map(Keys::of));
    values.add(listed ? of : Optional.empty());
    if (session.update(NEW_EXECUTION, values.toArray()) == 0) {
      return false;
    }
    session.update(
        "INSERT INTO execution_doc (id, spec, inputs, run) VALUES (?, ?, ?, ?)",
        key,
        w.spec(),
        w.inputs(),
        w.run().map(RunBytes::encode));
    hold(key, w.references());
    return true;
  }

  private boolean putExecution(Execution e) throws SQLException {
    var values = new ArrayList<@Nullable Object>();
    values.addAll(
        Arrays.asList(!e.phase().terminal(), e.phase(), e.started(), e.updated(), e.duration()));
    values.add(e.outputsUri());
    addError(values, e.error());
    addAbort(values, e.abort());
    values.addAll(Arrays.asList(e.catalog(), e.saved(), Keys.of(e.id())));
    if (e.phase().terminal()) {
      session.update("UPDATE execution_doc SET run = NULL WHERE id = ?", Keys.of(e.id()));
    }
    return session.update(PUT_EXECUTION, values.toArray()) > 0;
  }

  private boolean putOutputs(Write.PutOutputs w) throws SQLException {
    var key = Keys.of(w.execution());
    hold(key, w.references());
    hold(key, List.of(w.source()));
    return session.update(
            "UPDATE execution_doc SET outputs = ?, outputs_source = ? WHERE id = ?",
            w.inline(),
            w.source(),
            key)
        > 0;
  }

  private boolean putNode(NodeExecution n) throws SQLException {
    var values = new ArrayList<@Nullable Object>();
    values.addAll(
        Arrays.asList(
            Keys.of(n.execution()), n.id(), n.specId(), n.phase(), n.created(), n.started()));
    values.addAll(Arrays.asList(n.updated(), n.duration(), n.inputUri(), n.outputUri()));
    addError(values, n.error());
    values.addAll(Arrays.asList(n.checkpointUri(), n.why()));
    addCatalog(values, n.catalog());
    values.add(n.unfolded().map(made -> Keys.of(made.graph())));
    values.add(n.unfolded().map(NodeExecution.Unfolded::futures));
    return session.update(PUT_NODE, values.toArray()) > 0;
  }

  private boolean putAttempt(Attempt a) throws SQLException {
    var values = new ArrayList<@Nullable Object>();
    values.addAll(
        Arrays.asList(
            Keys.of(a.id().execution()), a.id().number(), a.id().node(), !a.phase().terminal()));
    values.addAll(
        Arrays.asList(
            a.task().project(),
            a.task().domain(),
            a.task().name(),
            a.task().version(),
            a.taskType()));
    values.addAll(
        Arrays.asList(
            Keys.of(a.runsAs().execution()),
            a.runsAs().node(),
            a.runsAs().number(),
            a.budget(),
            a.cause()));
    values.addAll(
        Arrays.asList(a.userFailures(), a.systemFailures(), a.epoch(), a.phase(), a.created()));
    values.addAll(
        Arrays.asList(a.started(), a.updated(), a.duration(), a.inputUri(), a.outputUri()));
    addError(values, a.error());
    values.addAll(Arrays.asList(a.why(), a.generatedName()));
    return session.update(PUT_ATTEMPT, values.toArray()) > 0;
  }

  private boolean putArtifact(Artifact a, List<String> references) throws SQLException {
    var hash = a.key().hash();
    var key = a.key();
    session.update("DELETE FROM blob_ref WHERE holder = ?", Keys.artifact(hash));
    hold(Keys.artifact(hash), references);
    return session.update(
            PUT_ARTIFACT,
            hash,
            a.id(),
            key.project(),
            key.domain(),
            key.task(),
            key.datasetVersion(),
            key.tag(),
            Keys.of(a.source().execution()),
            a.source().node(),
            a.source().number(),
            a.task().version(),
            a.codeKey(),
            a.outputsUri(),
            a.bytes(),
            a.made(),
            a.took(),
            a.by(),
            a.notebook(),
            a.hits(),
            a.lastUsed(),
            Keys.of(a.shown().execution()),
            a.shown().node(),
            a.shown().number())
        > 0;
  }

  private boolean appendEvent(Write.AppendEvent w) throws SQLException {
    var e = w.event();
    return session.update(
            "INSERT INTO event (seq, exec, at, phase, node, attempt, attempt_phase, why, other_code, node_phase,"
                + " catalog) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            e.seq(),
            Keys.of(e.execution()),
            e.at(),
            e.phase(),
            e.node(),
            e.attempt(),
            e.attemptPhase(),
            e.why(),
            e.otherCode(),
            e.nodePhase(),
            e.nodePhase() == NodePhase.UNDEFINED ? CatalogStatus.DISABLED : e.catalog().status())
        > 0;
  }

  private boolean removeExecution(String key) throws SQLException {
    session.update("DELETE FROM blob_ref WHERE holder = ?", key);
    session.update("DELETE FROM event WHERE exec = ?", key);
    session.update("DELETE FROM attempt WHERE exec = ?", key);
    session.update("DELETE FROM node_exec WHERE exec = ?", key);
    session.update("DELETE FROM execution_doc WHERE id = ?", key);
    return session.update("DELETE FROM execution WHERE id = ?", key) > 0;
  }

  private void hold(String holder, List<String> uris) throws SQLException {
    for (var uri : uris) {
      session.update(insert("blob_ref", "holder, uri", "(holder, uri) DO NOTHING"), holder, uri);
    }
  }

  private static void addError(List<@Nullable Object> values, Optional<Failure> error) {
    values.add(error.map(Failure::kind));
    values.add(error.map(Failure::code));
    values.add(error.map(Failure::message));
    values.add(error.map(Failure::retryable));
    values.add(error.map(Failure::at));
  }

  private static void addAbort(List<@Nullable Object> values, Optional<Execution.Abort> abort) {
    values.add(abort.map(Execution.Abort::cause));
    values.add(abort.map(Execution.Abort::principal));
    values.add(abort.map(Execution.Abort::at));
  }

  private static void addCatalog(List<@Nullable Object> values, CatalogOutcome catalog) {
    var key = catalog.key();
    values.add(catalog.status());
    values.add(key.map(k -> k.project()));
    values.add(key.map(k -> k.domain()));
    values.add(key.map(k -> k.task()));
    values.add(key.map(k -> k.datasetVersion()));
    values.add(key.map(k -> k.tag()));
    var artifact = catalog.artifact();
    values.add(artifact.map(Artifact::id));
    values.add(artifact.map(a -> Keys.of(a.source().execution())));
    values.add(artifact.map(a -> a.source().node()));
    values.add(artifact.map(a -> a.source().number()));
    values.add(artifact.map(a -> a.task().version()));
    values.add(artifact.map(Artifact::codeKey));
    values.add(artifact.map(Artifact::outputsUri));
    values.add(artifact.map(Artifact::bytes));
    values.add(artifact.map(Artifact::made));
    values.add(artifact.map(Artifact::took));
    values.add(artifact.map(Artifact::by));
    values.add(artifact.map(Artifact::notebook));
    values.add(artifact.map(a -> Keys.of(a.shown().execution())));
    values.add(artifact.map(a -> a.shown().node()));
    values.add(artifact.map(a -> a.shown().number()));
  }

  private static String insert(String table, String columns, String onConflict) {
    var marks = columns.replaceAll("[^,]+", "?");
    return "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT %s"
        .formatted(table, columns, marks, onConflict);
  }

  private static String upsert(String table, String key, String columns) {
    var keys = Arrays.asList(key.split(", "));
    var changes =
        Arrays.stream(columns.split(", "))
            .filter(column -> !keys.contains(column))
            .map(column -> column + " = excluded." + column)
            .toList();
    return insert(
        table, columns, "(%s) DO UPDATE SET %s".formatted(key, String.join(", ", changes)));
  }
}
