package dev.updraft.store.sql;

import dev.updraft.engine.Write;
import dev.updraft.model.ActivePlan;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Active launch plans as rows and back. */
final class PlanRows {
  private PlanRows() {}

  static ActivePlan read(ResultSet row) throws SQLException {
    var id =
        new EntityId(
            EntityKind.LAUNCH_PLAN,
            row.getString("project"),
            row.getString("domain"),
            row.getString("name"),
            row.getString("version"));
    var why = row.getString("trouble");
    return new ActivePlan(
        id,
        Session.moment(row.getLong("since")),
        moment(row, "due"),
        moment(row, "trouble_tick").map(tick -> new ActivePlan.Trouble(tick, why)));
  }

  private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    var micros = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Session.moment(micros));
  }

  static boolean activate(Session session, ActivePlan plan) throws SQLException {
    return session.update(
            """
            INSERT INTO active_plan (project, domain, name, version, since, due) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (project, domain, name) DO UPDATE SET version = excluded.version,
              since = excluded.since, due = excluded.due, trouble_tick = NULL, trouble = NULL
            WHERE active_plan.version <> excluded.version""",
            plan.id().project(),
            plan.id().domain(),
            plan.id().name(),
            plan.id().version(),
            plan.since(),
            plan.due())
        > 0;
  }

  static boolean deactivate(Session session, EntityId plan) throws SQLException {
    return session.update(
            "DELETE FROM active_plan WHERE project = ? AND domain = ? AND name = ? AND version = ?",
            plan.project(),
            plan.domain(),
            plan.name(),
            plan.version())
        > 0;
  }

  static boolean move(Session session, Write.MoveDue move) throws SQLException {
    var plan = move.plan();
    return session.update(
            """
            UPDATE active_plan SET due = ?, trouble_tick = COALESCE(?, trouble_tick),
              trouble = COALESCE(?, trouble)
            WHERE project = ? AND domain = ? AND name = ? AND version = ? AND due = ?""",
            move.next(),
            move.trouble().map(ActivePlan.Trouble::tick),
            move.trouble().map(ActivePlan.Trouble::why),
            plan.project(),
            plan.domain(),
            plan.name(),
            plan.version(),
            move.due())
        > 0;
  }
}
