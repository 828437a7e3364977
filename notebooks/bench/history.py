"""A history of 100,000 executions, made from one real call of a task and one of a workflow: their rows, again and again under other
names, users, notebooks and moments, with their nodes, attempts, events and remembered outputs. The backend does not run meanwhile.
"""
import sqlite3
import time

MICROS = 1_000_000
DAYS = 20  # younger than what the backend forgets
USERS = ["ana", "ben", "chi", "dee"]
NOTEBOOKS = ["flights.ipynb", "late.ipynb", "prices.ipynb"]
KEYS = {"execution": "id", "execution_doc": "id", "node_exec": "exec", "attempt": "exec"}


def fill(database, me, listed, failed_of=200, graph_of=5):
    """Adds `listed` executions; one of `graph_of` is a workflow with all its nodes, one of `failed_of` failed, one of four is mine."""
    db = sqlite3.connect(database, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    task = _family(db, "kind = 'TASK' AND parent IS NULL")
    graph = _family(db, "kind = 'GRAPH' AND parent IS NULL")
    now = int(time.time() * MICROS)
    artifact = _row(db, "artifact", "1 = 1")
    seq = db.execute("SELECT MAX(seq) FROM event").fetchone()[0]
    for n in range(listed):
        family = graph if n % graph_of == 0 else task
        at = now - (listed - n) * (DAYS * 86400 * MICROS // listed)
        user = me if n % 4 == 0 else USERS[n // 4 % len(USERS)]
        seq = _copy(db, family, f"h{n:019}"[:20], at, user, NOTEBOOKS[n % 3], n % failed_of == 1, seq)
        if family is task:
            _insert(db, "artifact", {**artifact, "key_hash": f"{n:064x}", "id": f"a{n}", "made": at, "made_by": user,
                                     "notebook": NOTEBOOKS[n % 3], "last_used": now})
    db.execute("COMMIT")
    db.close()


def _row(db, table, where, *values):
    found = db.execute(f"SELECT * FROM {table} WHERE {where} LIMIT 1", values)
    names = [column[0] for column in found.description]
    return dict(zip(names, found.fetchone()))


def _rows(db, table, where, *values):
    found = db.execute(f"SELECT * FROM {table} WHERE {where}", values)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row)) for row in found]


def _family(db, which):
    """The rows of an execution and of those that stand for its nodes."""
    top = _row(db, "execution", which)
    members = [top] + _rows(db, "execution", "root = ?", top["id"])
    return [(member, {table: _rows(db, table, f"{KEYS[table]} = ?", member["id"]) for table in KEYS},
             _rows(db, "event", "exec = ?", member["id"])) for member in members]


def _copy(db, family, name, at, user, notebook, failed, seq):
    top = family[0][0]
    moved = at - top["created"]
    ids = {member["id"]: f"{top['project']}/{top['domain']}/{name}" + (f"n{i}" if i else "")
           for i, (member, _, _) in enumerate(family)}
    for member, tables, events in family:
        for table, rows in tables.items():
            for row in rows:
                row = {**row, KEYS[table]: ids[member["id"]]}
                for moment in ("created", "started", "updated"):
                    if row.get(moment) is not None:
                        row[moment] += moved
                for link in ("parent", "root"):
                    if row.get(link):
                        row[link] = ids[row[link]]
                if table == "execution":
                    row.update(name=row["id"].rsplit("/")[-1], user_label=user, notebook=notebook, session=f"s-{user}-{at // 10**11}")
                    if failed:
                        row.update(phase="FAILED", error_kind="USER", error_code="java.lang.IllegalStateException",
                                   error_message="no data for this month", error_retryable=0, error_at=row["updated"])
                _insert(db, table, row)
        for event in events:
            seq += 1
            _insert(db, "event", {**event, "seq": seq, "exec": ids[member["id"]], "at": event["at"] + moved})
    return seq


def _insert(db, table, row):
    db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))
