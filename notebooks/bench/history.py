"""A history of many executions, made from one real call of a task and one of a workflow: their rows, again and again under other
names, users, notebooks and moments, with their nodes, attempts, events and remembered outputs. The backend does not run meanwhile.
"""
import sqlite3
import time

MICROS = 1_000_000
DAYS = 20  # younger than what the backend forgets
KEYS = {"execution": "id", "execution_doc": "id", "node_exec": "exec", "attempt": "exec"}
GRAPH_OF = 10  # one of so many is a workflow, with all its nodes
FAILED_OF = 200
COPIES = """CREATE TEMP TABLE copy AS
  WITH RECURSIVE n(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n + 1 < :listed)
  SELECT n, printf('h%019d', n) AS name, :now - (:listed - n) * (:span / :listed) AS at, n % :graph = 0 AS graph, n % :failed = 1 AS failed,
    CASE WHEN n % 4 = 1 THEN :me ELSE 'user' || (n % 7) END AS user, 'notebook' || (n % 13) || '.ipynb' AS notebook
  FROM n"""


def fill(database, me, listed, graph_of=GRAPH_OF):
    """Adds so many that are listed; one of four is mine, one of `graph_of` is a workflow."""
    db = sqlite3.connect(database, isolation_level=None)
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    now = int(time.time() * MICROS)
    db.execute(COPIES, {"listed": listed, "now": now, "span": DAYS * 86400 * MICROS, "graph": graph_of, "failed": FAILED_OF, "me": me})
    for graph, kind in enumerate(("TASK", "GRAPH")):
        _family(db, graph, db.execute("SELECT * FROM execution WHERE kind = ? AND parent IS NULL LIMIT 1", (kind,)).fetchone())
    artifact = db.execute("SELECT * FROM artifact LIMIT 1").fetchone()
    _insert(db, "artifact", artifact, 0, {"key_hash": "printf('%064x', n)", "id": "'a' || n", "made": "at", "made_by": "user",
                                          "notebook": "notebook", "last_used": "at"})
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def _family(db, graph, top):
    """An execution and those that stand for its nodes, for each copy."""
    members = [top] + db.execute("SELECT * FROM execution WHERE root = ?", (top["id"],)).fetchall()
    prefix = top["id"].rsplit("/", 1)[0]
    ids = {member["id"]: f"'{prefix}/' || name || '{f'n{i}' if i else ''}'" for i, member in enumerate(members)}
    total = db.execute(f"SELECT COUNT(*) FROM event WHERE exec IN ({', '.join('?' * len(ids))})", tuple(ids)).fetchone()[0]
    seq = db.execute("SELECT MAX(seq) FROM event").fetchone()[0]
    events = 0
    for i, member in enumerate(members):
        rows = {table: db.execute(f"SELECT * FROM {table} WHERE {key} = ?", (member["id"],)).fetchall() for table, key in KEYS.items()}
        for table, found in rows.items():
            for row in found:
                changed = {KEYS[table]: ids[member["id"]]}
                changed |= {link: ids[row[link]] for link in ("parent", "root") if link in row.keys() and row[link]}
                changed |= {moment: f"at + {row[moment] - top['created']}" for moment in ("created", "started", "updated")
                            if moment in row.keys() and row[moment] is not None}
                if table == "execution":
                    changed |= {"name": f"name || '{f'n{i}' if i else ''}'", "user_label": "user", "notebook": "notebook",
                                "session": "user || '-' || (n / 500)", "phase": "CASE WHEN failed THEN 'FAILED' ELSE 'SUCCEEDED' END",
                                "error_kind": "CASE WHEN failed THEN 'USER' END", "error_code": "CASE WHEN failed THEN 'NoData' END",
                                "error_message": "CASE WHEN failed THEN 'no data for this month' END",
                                "error_retryable": "CASE WHEN failed THEN 0 END", "error_at": "CASE WHEN failed THEN at END"}
                _insert(db, table, row, graph, changed)
        for row in db.execute("SELECT * FROM event WHERE exec = ? ORDER BY seq", (member["id"],)).fetchall():
            events += 1
            _insert(db, "event", row, graph, {"seq": f"{seq} + n * {total} + {events}", "exec": ids[member["id"]],
                                              "at": f"at + {row['at'] - top['created']}"})


def _insert(db, table, row, graph, changed):
    """A row for each copy: what is changed by its expression, the rest as it is."""
    same = [column for column in row.keys() if column not in changed]
    columns = same + list(changed)
    values = ["?"] * len(same) + list(changed.values())
    db.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM copy WHERE graph = ?",
               tuple(row[column] for column in same) + (graph,))
