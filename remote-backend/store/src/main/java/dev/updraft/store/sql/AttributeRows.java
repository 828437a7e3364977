package dev.updraft.store.sql;

import dev.updraft.engine.Write;
import dev.updraft.model.Attributes;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Attributes as rows and back. */
final class AttributeRows {
  private AttributeRows() {}

  static Attributes read(ResultSet row) throws SQLException {
    return new Attributes(
        new Attributes.Scope(
            row.getString("project"), row.getString("domain"), row.getString("workflow")),
        row.getString("kind"),
        row.getBytes("value"));
  }

  static boolean put(Session session, Attributes attributes) throws SQLException {
    return session.update(
            """
            INSERT INTO attribute (kind, project, domain, workflow, value) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (kind, project, domain, workflow) DO UPDATE SET value = excluded.value""",
            attributes.kind(),
            attributes.scope().project(),
            attributes.scope().domain(),
            attributes.scope().workflow(),
            attributes.value())
        > 0;
  }

  static boolean remove(Session session, Write.RemoveAttributes w) throws SQLException {
    return session.update(
            "DELETE FROM attribute WHERE kind = ? AND project = ? AND domain = ? AND workflow = ?",
            w.kind(),
            w.scope().project(),
            w.scope().domain(),
            w.scope().workflow())
        > 0;
  }
}
