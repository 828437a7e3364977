package dev.updraft.store.sql;

import dev.updraft.engine.Write;
import dev.updraft.model.EntityKind;
import dev.updraft.model.NamedEntity;
import dev.updraft.model.Project;
import dev.updraft.model.State;
import dev.updraft.model.StateChange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** States, and what is said of names and projects, as rows and back. */
final class StateRows {
  /** The names of a kind within a project and domain; those that nothing was said of too. */
  static final String NAMED =
      """
      SELECT * FROM (
        SELECT e.kind, e.project, e.domain, e.name, COALESCE(n.description, '') AS description,
          COALESCE(n.state, 'ACTIVE') AS state
        FROM (SELECT DISTINCT kind, project, domain, name FROM entity WHERE kind = ?) e
        LEFT JOIN named_entity n
          ON n.kind = e.kind AND n.project = e.project AND n.domain = e.domain AND n.name = e.name) """;

  private StateRows() {}

  static NamedEntity named(ResultSet row) throws SQLException {
    return new NamedEntity(
        EntityKind.valueOf(row.getString("kind")),
        row.getString("project"),
        row.getString("domain"),
        row.getString("name"),
        row.getString("description"),
        State.valueOf(row.getString("state")));
  }

  static Project project(ResultSet row) throws SQLException {
    return new Project(
        row.getString("id"),
        row.getString("name"),
        row.getString("description"),
        labels(row.getString("labels")),
        State.valueOf(row.getString("state")));
  }

  static StateChange execution(ResultSet row, Instant created) throws SQLException {
    var micros = row.getLong("state_at");
    var at = row.wasNull() ? created : Session.moment(micros);
    return new StateChange(State.valueOf(row.getString("state")), at);
  }

  static boolean newProject(Session session, Write.NewProject w) throws SQLException {
    return session.update(
            """
            INSERT INTO project (id, name, description, created, labels, state) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING""",
            w.project().id(),
            w.project().name(),
            w.project().description(),
            w.created(),
            lines(w.project().labels()),
            w.project().state())
        > 0;
  }

  static boolean put(Session session, Project project) throws SQLException {
    return session.update(
            "UPDATE project SET name = ?, description = ?, labels = ?, state = ? WHERE id = ?",
            project.name(),
            project.description(),
            lines(project.labels()),
            project.state(),
            project.id())
        > 0;
  }

  static boolean put(Session session, NamedEntity named) throws SQLException {
    return session.update(
            """
            INSERT INTO named_entity (kind, project, domain, name, description, state) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (kind, project, domain, name) DO UPDATE SET description = excluded.description,
              state = excluded.state""",
            named.kind(),
            named.project(),
            named.domain(),
            named.name(),
            named.description(),
            named.state())
        > 0;
  }

  static boolean put(Session session, Write.PutState w) throws SQLException {
    return session.update(
            "UPDATE execution SET state = ?, state_at = ? WHERE id = ?",
            w.state().state(),
            w.state().at(),
            Keys.of(w.execution()))
        > 0;
  }

  private static String lines(Map<String, String> labels) {
    return new TreeMap<>(labels)
        .entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining("\n"));
  }

  private static Map<String, String> labels(String lines) {
    return lines
        .lines()
        .map(line -> line.split("=", 2))
        .collect(Collectors.toUnmodifiableMap(parts -> parts[0], parts -> parts[1]));
  }
}
