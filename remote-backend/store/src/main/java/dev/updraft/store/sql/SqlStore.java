package dev.updraft.store.sql;

import dev.updraft.engine.Batch;
import dev.updraft.engine.Fenced;
import dev.updraft.engine.Reads;
import dev.updraft.engine.Shards;
import dev.updraft.engine.Store;
import dev.updraft.model.Attempt;
import dev.updraft.model.Execution;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.TaskRun;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * The store on SQLite: one file, one connection that writes (write-ahead log, synced at each
 * commit), a few that read. That no other backend uses the file is its caller's business, who holds
 * a lock; who does not is fenced by epochs.
 */
public final class SqlStore implements Store {
  private final Sqlite database;
  private final Session session;
  private final Writer writer;
  private final Readers readers;
  private final SqlReads reads;

  private SqlStore(Sqlite database, Session session) {
    this.database = database;
    this.session = session;
    this.writer = new Writer(session);
    this.readers = new Readers(database);
    this.reads = new SqlReads(readers);
  }

  /**
   * Opens the file, makes it when there is none, and brings its tables up to date.
   *
   * @throws dev.updraft.model.Unavailable with a sentence for people: not writable, full, damaged,
   *     or of a newer Updraft
   */
  public static SqlStore open(Path file) {
    var database = new Sqlite(file);
    try {
      var session = database.writer();
      try {
        return on(database, session);
      } catch (SQLException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (SQLException e) {
      throw database.explain(e);
    }
  }

  static SqlStore on(Sqlite database, Session session) throws SQLException {
    Migrations.run(session, database);
    return new SqlStore(database, session);
  }

  /** The version of the tables that this build makes. */
  public static int schema() {
    return Migrations.newest();
  }

  @Override
  public long claim(String owner) {
    return transaction(
        () -> {
          var epoch =
              session.one("SELECT MAX(epoch) FROM shard", row -> row.getLong(1)).orElse(0L) + 1;
          for (var shard = 0; shard < Shards.COUNT; shard++) {
            session.update(
                "INSERT INTO shard (id, owner, epoch) VALUES (?, ?, ?)"
                    + " ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, epoch = excluded.epoch",
                shard,
                owner,
                epoch);
          }
          return epoch;
        },
        () -> {});
  }

  @Override
  public List<Boolean> commit(Batch batch) {
    return transaction(
        () -> {
          fence(batch);
          var changed = new ArrayList<Boolean>();
          for (var write : batch.writes()) {
            changed.add(writer.write(write));
          }
          batch.beforeCommit();
          return changed;
        },
        batch::afterCommit);
  }

  private void fence(Batch batch) throws SQLException {
    for (var shard : batch.shards()) {
      var ours =
          session.one(
              "SELECT 1 FROM shard WHERE id = ? AND owner = ? AND epoch = ?",
              row -> row.getInt(1),
              shard,
              batch.owner(),
              batch.epoch());
      if (ours.isEmpty()) {
        throw new Fenced(
            "shard %d is no longer owned by '%s' of epoch %d."
                .formatted(shard, batch.owner(), batch.epoch()));
      }
    }
  }

  /** What is done between begin and commit. */
  private interface Work<T> {
    T done() throws SQLException;
  }

  private <T> T transaction(Work<T> work, Runnable afterCommit) {
    try {
      session.execute(Sqlite.BEGIN);
      T result;
      try {
        result = work.done();
        session.execute("COMMIT");
      } catch (SQLException | RuntimeException | Error e) {
        rollback(e);
        throw e;
      }
      afterCommit.run();
      return result;
    } catch (SQLException e) {
      throw database.explain(e);
    }
  }

  /**
   * A full disk has rolled back already; then there is nothing to undo, and the first error is the
   * one to tell.
   */
  private void rollback(Throwable cause) {
    try {
      session.forget();
      session.execute("ROLLBACK");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** Those underway, and those whose graphs are. */
  private static final String ATTEMPTS =
      """
      SELECT * FROM attempt WHERE live = 1
      UNION ALL
      SELECT a.* FROM execution e
      JOIN node_exec n ON n.exec = e.id AND n.phase = 'DYNAMIC_RUNNING'
      JOIN attempt a ON a.exec = e.id
        AND a.number = (SELECT MAX(number) FROM attempt l WHERE l.exec = e.id)
      WHERE e.live = 1""";

  @Override
  public List<Live> live() {
    return readers.read(
        s -> {
          var attempts = new HashMap<String, Attempt>();
          s.all(ATTEMPTS, Rows::attempt)
              .forEach(attempt -> attempts.put(Keys.of(attempt.id().execution()), attempt));
          var nodes = new HashMap<String, NodeExecution>();
          s.all(
                  "SELECT n.* FROM node_exec n JOIN execution e ON e.id = n.exec WHERE e.live = 1",
                  Rows::node)
              .forEach(node -> nodes.put(Keys.of(node.execution()), node));
          return s.all(
              "SELECT e.*, d.run AS run FROM execution e JOIN execution_doc d ON d.id = e.id"
                  + " WHERE e.live = 1 AND e.kind IN ('TASK', 'GATE')"
                  + " ORDER BY e.created, e.id",
              row -> {
                Execution execution = Rows.execution(row);
                TaskRun run = RunBytes.decode(row.getBytes("run"));
                var key = Keys.of(execution.id());
                var node = nodes.get(key);
                if (node == null) {
                  throw new IllegalStateException("Execution '" + key + "' has no node.");
                }
                return new Live(execution, node, Optional.ofNullable(attempts.get(key)), run);
              });
        });
  }

  @Override
  public List<Execution> liveGraphs() {
    return readers.read(
        s ->
            s.all(
                "SELECT * FROM execution WHERE live = 1 AND kind IN ('GRAPH', 'MAP', 'DYNAMIC') ORDER BY created, id",
                Rows::execution));
  }

  @Override
  public long lastSeq() {
    return readers.read(s -> s.one("SELECT MAX(seq) FROM event", row -> row.getLong(1)).orElse(0L));
  }

  @Override
  public Reads reads() {
    return reads;
  }

  @Override
  public void close() {
    readers.close();
    try {
      session.close();
    } catch (SQLException e) {
      throw database.explain(e);
    }
  }
}
