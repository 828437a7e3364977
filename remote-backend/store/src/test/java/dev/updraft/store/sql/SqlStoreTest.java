package dev.updraft.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.updraft.engine.Batch;
import dev.updraft.engine.CrashPoint;
import dev.updraft.engine.Store;
import dev.updraft.engine.StoreContract;
import dev.updraft.engine.Write;
import dev.updraft.model.Entity;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The store on real files keeps the contract, and says what is wrong with a file. */
class SqlStoreTest extends StoreContract {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("updraft.db");
  }

  @Override
  protected Store open() {
    return SqlStore.open(file());
  }

  @Test
  void databaseOfANewerUpdraftIsRefused() throws SQLException {
    var other = folder.resolve("newer.db");
    SqlStore.open(other).close();
    try (var session = new Sqlite(other).writer()) {
      session.update("UPDATE meta SET value = '99' WHERE name = 'schema'");
    }
    assertThatThrownBy(() -> SqlStore.open(other))
        .isInstanceOf(Unavailable.class)
        .hasMessage(
            "The database '%s' has schema 99, but this Updraft knows up to %d: a newer Updraft has used it. Start that one, or choose another UPDRAFT_HOME."
                .formatted(other, SqlStore.schema()));
  }

  @Test
  void fileThatIsNoDatabaseIsRefused() throws IOException {
    var other = folder.resolve("text.db");
    Files.writeString(
        other, "this is a text and not a database, however long one makes it".repeat(50));
    assertThatThrownBy(() -> SqlStore.open(other))
        .isInstanceOf(Unavailable.class)
        .hasMessage(
            "'%s' is damaged or not a database of Updraft. Move it away to start with an empty one."
                .formatted(other));
  }

  @Test
  void databaseThatCannotBeWrittenIsRefused() throws IOException {
    assumeFalse("root".equals(System.getProperty("user.name")), "root may write everything");
    var closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    assertThatThrownBy(() -> SqlStore.open(closed.resolve("updraft.db")))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void fullDiskIsSaidAndNothingIsLostWhenThereIsRoomAgain() throws SQLException {
    var database = new Sqlite(folder.resolve("small.db"));
    var session = database.writer();
    try (var store = SqlStore.on(database, session)) {
      var epoch = store.claim("me");
      session.one("PRAGMA max_page_count = 60", row -> row.getInt(1));
      var large = new Write.NewEntity(entity("large", new byte[1 << 20]));
      assertThatThrownBy(
              () -> store.commit(new Batch("me", epoch, List.of(large), CrashPoint.NONE)))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("is full. Make room on it and try again.");
      session.one("PRAGMA max_page_count = 10000", row -> row.getInt(1));
      assertThat(store.commit(new Batch("me", epoch, List.of(large), CrashPoint.NONE)))
          .containsExactly(true);
    }
  }

  @Test
  void diskThatIsFullHalfWayThroughTheFirstStartLeavesNothingHalfDone() throws SQLException {
    var refused = 0;
    for (var pages = 1; pages < 80; pages++) {
      var database = new Sqlite(folder.resolve(pages + " pages.db"));
      try (var session = database.writer()) {
        session.one("PRAGMA max_page_count = " + pages, row -> row.getInt(1));
        SqlStore.on(database, session);
      } catch (SQLException e) {
        refused++;
        assertThat(database.explain(e)).hasMessageContaining("is full. Make room");
      }
      SqlStore.open(folder.resolve(pages + " pages.db")).close();
    }
    assertThat(refused).isBetween(10, 70);
  }

  private static Entity entity(String name, byte[] spec) {
    return new Entity(
        new EntityId(EntityKind.TASK, "updraft", "development", name, "v1"),
        "digest",
        spec,
        Instant.EPOCH);
  }

  @Test
  void sqlitesCodesBecomeSentences() {
    var database = new Sqlite(Path.of("x.db"));
    assertThat(database.explain(new SQLiteException("", SQLiteErrorCode.SQLITE_FULL)))
        .hasMessage(
            "The disk that holds the database 'x.db' is full. Make room on it and try again.");
    assertThat(database.explain(new SQLiteException("", SQLiteErrorCode.SQLITE_IOERR_SHMSIZE)))
        .hasMessage(
            "The disk that holds the database 'x.db' is full. Make room on it and try again.");
    assertThat(database.explain(new SQLiteException("", SQLiteErrorCode.SQLITE_READONLY_DBMOVED)))
        .hasMessage(
            "The database 'x.db' cannot be written. Give this user write permission on it and on its folder.");
    assertThat(database.explain(new SQLiteException("", SQLiteErrorCode.SQLITE_BUSY)))
        .hasMessage("Another program holds the database 'x.db'. End it, or wait.");
  }

  @Test
  void commitsSurviveAPowerCut() throws SQLException {
    try (var session = new Sqlite(file()).writer()) {
      assertThat(session.one("PRAGMA journal_mode", row -> row.getString(1))).contains("wal");
      assertThat(session.one("PRAGMA synchronous", row -> row.getInt(1)))
          .as("2 is FULL")
          .contains(2);
    }
  }
}
