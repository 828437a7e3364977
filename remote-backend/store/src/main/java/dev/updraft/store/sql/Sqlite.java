package dev.updraft.store.sql;

import dev.updraft.model.Unavailable;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What is SQLite's own: how it is opened, what its types are called, what its errors mean to
 * people.
 */
final class Sqlite {
  /** SQLite's name of the type that holds bytes. */
  static final String BYTES = "BLOB";

  /** Begins a transaction that will write, so that it need not wait half way. */
  static final String BEGIN = "BEGIN IMMEDIATE";

  private final Path file;

  Sqlite(Path file) {
    this.file = file;
  }

  /** The one connection that writes: what it commits survives a power cut. */
  Session writer() throws SQLException {
    return open();
  }

  Session reader() throws SQLException {
    return open();
  }

  private Session open() throws SQLException {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(5000);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    return new Session(config.createConnection("jdbc:sqlite:" + file));
  }

  /** What happened, where, and what to do. */
  Unavailable explain(SQLException e) {
    var code =
        e instanceof SQLiteException sqlite
            ? sqlite.getResultCode()
            : SQLiteErrorCode.UNKNOWN_ERROR;
    // Where the write-ahead log's index cannot grow, SQLite speaks of I/O and means a full disk.
    var primary =
        code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE
            ? SQLiteErrorCode.SQLITE_FULL
            : SQLiteErrorCode.getErrorCode(code.code & 0xff);
    var sentence =
        switch (primary) {
          case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN ->
              "The database '%s' cannot be written. Give this user write permission on it and on its folder."
                  .formatted(file);
          case SQLITE_FULL ->
              "The disk that holds the database '%s' is full. Make room on it and try again."
                  .formatted(file);
          case SQLITE_NOTADB, SQLITE_CORRUPT ->
              "'%s' is damaged or not a database of Updraft. Move it away to start with an empty one."
                  .formatted(file);
          case SQLITE_BUSY, SQLITE_LOCKED ->
              "Another program holds the database '%s'. End it, or wait.".formatted(file);
          default -> "The database '%s' failed: %s".formatted(file, e.getMessage());
        };
    return new Unavailable(sentence, e);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
