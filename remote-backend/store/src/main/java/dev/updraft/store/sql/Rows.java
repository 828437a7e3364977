package dev.updraft.store.sql;

import dev.updraft.engine.Reads.Document;
import dev.updraft.model.Artifact;
import dev.updraft.model.Attempt;
import dev.updraft.model.AttemptId;
import dev.updraft.model.AttemptPhase;
import dev.updraft.model.Budget;
import dev.updraft.model.CatalogKey;
import dev.updraft.model.CatalogOutcome;
import dev.updraft.model.CatalogStatus;
import dev.updraft.model.Entity;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.Failure;
import dev.updraft.model.Labels;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NodePhase;
import dev.updraft.model.Role;
import dev.updraft.model.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Rows as records. */
final class Rows {
  private Rows() {}

  static Entity entity(ResultSet row) throws SQLException {
    var id =
        new EntityId(
            EntityKind.valueOf(row.getString("kind")),
            row.getString("project"),
            row.getString("domain"),
            row.getString("name"),
            row.getString("version"));
    return new Entity(id, row.getString("digest"), row.getBytes("spec"), moment(row, "created"));
  }

  static Execution execution(ResultSet row) throws SQLException {
    var task = task(row);
    var role = role(row);
    var launched =
        new EntityId(
            EntityKind.valueOf(row.getString("launch_kind")),
            row.getString("launch_project"),
            row.getString("launch_domain"),
            row.getString("launch_name"),
            row.getString("launch_version"));
    var workflow =
        new EntityId(
            EntityKind.WORKFLOW,
            task.project(),
            task.domain(),
            role.graph() ? task.name() : ".flytegen." + task.name(),
            task.version());
    var labels =
        new Labels(
            row.getString("user_label"),
            row.getString("session"),
            row.getString("notebook"),
            row.getString("cell"));
    var abortCause = row.getString("abort_cause");
    return new Execution(
        new ExecutionId(row.getString("project"), row.getString("domain"), row.getString("name")),
        launched,
        workflow,
        task,
        row.getString("node"),
        labels,
        ExecutionPhase.valueOf(row.getString("phase")),
        moment(row, "created"),
        maybeMoment(row, "started"),
        moment(row, "updated"),
        maybeSpan(row, "duration"),
        text(row, "outputs_uri"),
        error(row),
        abortCause == null
            ? Optional.empty()
            : Optional.of(
                new Execution.Abort(
                    abortCause, row.getString("abort_principal"), moment(row, "abort_at"))),
        CatalogStatus.valueOf(row.getString("catalog")),
        span(row, "saved"),
        role,
        StateRows.execution(row, moment(row, "created")));
  }

  private static Role role(ResultSet row) throws SQLException {
    var launcher = row.getString("launcher");
    var parent = launcher == null ? row.getString("parent") : launcher;
    return new Role(
        Role.Kind.valueOf(row.getString("kind")),
        row.getString("part"),
        parent == null
            ? Optional.empty()
            : Optional.of(
                new Role.Parent(
                    Keys.execution(parent),
                    row.getString("parent_node"),
                    Keys.execution(row.getString("root")),
                    row.getString("path"))),
        text(row, "recovers").map(Keys::execution));
  }

  static ExecutionId executionId(ResultSet row) throws SQLException {
    return new ExecutionId(
        row.getString("project"), row.getString("domain"), row.getString("name"));
  }

  static Document document(ResultSet row) throws SQLException {
    return new Document(
        row.getBytes("spec"),
        row.getBytes("inputs"),
        Optional.ofNullable(row.getBytes("outputs")),
        text(row, "outputs_source"));
  }

  static NodeExecution node(ResultSet row) throws SQLException {
    return new NodeExecution(
        Keys.execution(row.getString("exec")),
        row.getString("node"),
        row.getString("spec_node"),
        NodeExecution.Kind.TASK,
        NodePhase.valueOf(row.getString("phase")),
        moment(row, "created"),
        maybeMoment(row, "started"),
        moment(row, "updated"),
        maybeSpan(row, "duration"),
        text(row, "input_uri"),
        text(row, "output_uri"),
        error(row),
        text(row, "checkpoint_uri"),
        catalog(row),
        row.getString("why"),
        unfolded(row));
  }

  private static Optional<NodeExecution.Unfolded> unfolded(ResultSet row) throws SQLException {
    var graph = row.getString("unfolded");
    return graph == null
        ? Optional.empty()
        : Optional.of(
            new NodeExecution.Unfolded(Keys.execution(graph), row.getString("futures_uri")));
  }

  private static CatalogOutcome catalog(ResultSet row) throws SQLException {
    var status = CatalogStatus.valueOf(row.getString("catalog"));
    if (row.getString("key_tag") == null) {
      return new CatalogOutcome(status, Optional.empty(), Optional.empty());
    }
    var key =
        new CatalogKey(
            row.getString("key_project"),
            row.getString("key_domain"),
            row.getString("key_task"),
            row.getString("key_dataset_version"),
            row.getString("key_tag"));
    if (row.getString("artifact_id") == null) {
      return new CatalogOutcome(status, Optional.of(key), Optional.empty());
    }
    var made = moment(row, "artifact_made");
    var source =
        new AttemptId(
            Keys.execution(row.getString("artifact_source")),
            row.getString("artifact_node"),
            row.getInt("artifact_attempt"));
    var artifact =
        new Artifact(
            row.getString("artifact_id"),
            key,
            source,
            shown(row, "artifact_shown", source),
            new TaskId(key.project(), key.domain(), key.task(), row.getString("artifact_version")),
            row.getString("artifact_code_key"),
            row.getString("artifact_uri"),
            row.getLong("artifact_bytes"),
            made,
            span(row, "artifact_took"),
            row.getString("artifact_by"),
            row.getString("artifact_notebook"),
            0,
            made);
    return new CatalogOutcome(status, Optional.of(key), Optional.of(artifact));
  }

  /** What was made before it was kept is known by its own name. */
  private static AttemptId shown(ResultSet row, String column, AttemptId source)
      throws SQLException {
    var execution = row.getString(column);
    return execution == null
        ? source
        : new AttemptId(
            Keys.execution(execution),
            row.getString(column + "_node"),
            row.getInt(column + "_attempt"));
  }

  static Attempt attempt(ResultSet row) throws SQLException {
    var runsAs =
        new AttemptId(
            Keys.execution(row.getString("runs_exec")),
            row.getString("runs_node"),
            row.getInt("runs_number"));
    return new Attempt(
        new AttemptId(
            Keys.execution(row.getString("exec")), row.getString("node"), row.getInt("number")),
        task(row),
        row.getString("task_type"),
        runsAs,
        Budget.valueOf(row.getString("budget")),
        row.getString("cause"),
        row.getInt("user_failures"),
        row.getInt("system_failures"),
        row.getLong("epoch"),
        AttemptPhase.valueOf(row.getString("phase")),
        moment(row, "created"),
        maybeMoment(row, "started"),
        moment(row, "updated"),
        maybeSpan(row, "duration"),
        row.getString("input_uri"),
        text(row, "output_uri"),
        error(row),
        row.getString("why"),
        row.getString("generated_name"));
  }

  static Artifact artifact(ResultSet row) throws SQLException {
    var key =
        new CatalogKey(
            row.getString("project"),
            row.getString("domain"),
            row.getString("task"),
            row.getString("dataset_version"),
            row.getString("tag"));
    var source =
        new AttemptId(
            Keys.execution(row.getString("source")),
            row.getString("source_node"),
            row.getInt("source_attempt"));
    return new Artifact(
        row.getString("id"),
        key,
        source,
        shown(row, "shown", source),
        new TaskId(key.project(), key.domain(), key.task(), row.getString("task_version")),
        row.getString("code_key"),
        row.getString("outputs_uri"),
        row.getLong("bytes"),
        moment(row, "made"),
        span(row, "took"),
        row.getString("made_by"),
        row.getString("notebook"),
        row.getLong("hits"),
        moment(row, "last_used"));
  }

  static ExecutionEvent event(ResultSet row) throws SQLException {
    return new ExecutionEvent(
        row.getLong("seq"),
        Keys.execution(row.getString("exec")),
        moment(row, "at"),
        ExecutionPhase.valueOf(row.getString("phase")),
        row.getString("node"),
        row.getInt("attempt"),
        AttemptPhase.valueOf(row.getString("attempt_phase")),
        row.getString("why"),
        new CatalogOutcome(
            CatalogStatus.valueOf(row.getString("catalog")), Optional.empty(), Optional.empty()),
        row.getInt("other_code") == 1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        NodePhase.valueOf(row.getString("node_phase")));
  }

  private static TaskId task(ResultSet row) throws SQLException {
    return new TaskId(
        row.getString("task_project"),
        row.getString("task_domain"),
        row.getString("task_name"),
        row.getString("task_version"));
  }

  private static Optional<Failure> error(ResultSet row) throws SQLException {
    var kind = row.getString("error_kind");
    return kind == null
        ? Optional.empty()
        : Optional.of(
            new Failure(
                Failure.Kind.valueOf(kind),
                row.getString("error_code"),
                row.getString("error_message"),
                row.getInt("error_retryable") == 1,
                moment(row, "error_at")));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private static Instant moment(ResultSet row, String column) throws SQLException {
    return Session.moment(row.getLong(column));
  }

  private static Optional<Instant> maybeMoment(ResultSet row, String column) throws SQLException {
    var micros = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Session.moment(micros));
  }

  private static Duration span(ResultSet row, String column) throws SQLException {
    return Duration.of(row.getLong(column), ChronoUnit.MICROS);
  }

  private static Optional<Duration> maybeSpan(ResultSet row, String column) throws SQLException {
    var micros = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Duration.of(micros, ChronoUnit.MICROS));
  }
}
