package dev.updraft.store.sql;

import dev.updraft.model.Unavailable;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A few connections for reading, opened when first needed; who finds none free waits. */
final class Readers implements AutoCloseable {
  private static final int MOST = 4;
  private final Sqlite database;
  private final BlockingQueue<Session> free = new LinkedBlockingQueue<>();
  private int opened;
  private boolean closed;

  Readers(Sqlite database) {
    this.database = database;
  }

  /** One read. */
  interface Read<T> {
    T read(Session session) throws SQLException;
  }

  <T> T read(Read<T> read) {
    var session = take();
    try {
      return read.read(session);
    } catch (SQLException e) {
      forget(session, e);
      throw database.explain(e);
    } finally {
      free.add(session);
    }
  }

  private static void forget(Session session, SQLException cause) {
    try {
      session.forget();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private Session take() {
    var session = free.poll();
    if (session != null) {
      return session;
    }
    synchronized (this) {
      if (closed) {
        throw new Unavailable("The database '%s' is closed.".formatted(database));
      }
      if (opened < MOST) {
        opened++;
        try {
          return database.reader();
        } catch (SQLException e) {
          opened--;
          throw database.explain(e);
        }
      }
    }
    try {
      return free.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("Interrupted while waiting for the database. Ask again.", e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (var session = free.poll(); session != null; session = free.poll()) {
      try {
        session.close();
      } catch (SQLException e) {
        throw database.explain(e);
      }
    }
  }
}
