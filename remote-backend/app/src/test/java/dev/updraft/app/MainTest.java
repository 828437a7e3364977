package dev.updraft.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.flyteidl.admin.GetVersionRequest;
import dev.updraft.store.sql.SqlStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process as its starter sees it: what it leaves, what it prints, how it ends. */
class MainTest {
  @TempDir Path folder;

  @Test
  void servesOnOnePortUntilItIsTerminated() throws Exception {
    var home = home();
    int port;
    try (var backend = BackendProcess.start(home)) {
      assertThat(backend.printed())
          .contains("Updraft backend 1763900000-test serves on 127.0.0.1:");
      port = backend.port();
      var health =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/healthcheck"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(health.statusCode()).isEqualTo(200);
      var version =
          backend
              .admin()
              .getVersion(GetVersionRequest.getDefaultInstance())
              .getControlPlaneVersion();
      assertThat(version.getBuild()).isEqualTo("1763900000-test");
      assertThat(version.getBuildTime()).isEqualTo("2025-11-23T12:13:20Z");
      assertThat(Files.readString(home.resolve("endpoint.json")))
          .matches(
              "\\{\"schema\":1,\"host\":\"127.0.0.1\",\"port\":%d,\"pid\":%d,\"started\":\"[^\"]+\",\"build\":\"1763900000-test\",\"db\":\\d+}\n"
                  .formatted(port, backend.pid()));
      assertThat(permissions(home)).isEqualTo("rwx------");
      assertThat(permissions(home.resolve("token"))).isEqualTo("rw-------");
      assertThat(backend.terminate()).isIn(0, 143);
    }
    assertThat(Files.readString(home.resolve("logs/events.jsonl")))
        .contains("\"message\":\"Serving\"")
        .contains("\"message\":\"Ended\"")
        .doesNotContain(Files.readString(home.resolve("token")).strip());
    try (var again = BackendProcess.start(home)) {
      assertThat(again.port()).as("the port is remembered").isEqualTo(port);
    }
  }

  @Test
  void secondBackendOnTheSameFolderIsRefused() throws Exception {
    var home = home();
    try (var first = BackendProcess.start(home)) {
      var endpoint = Files.readString(home.resolve("endpoint.json"));
      try (var second = BackendProcess.launch(home, Map.of())) {
        assertThat(second.exitCode()).isEqualTo(Exit.ALREADY_RUNNING.code());
        assertThat(second.printed().strip())
            .isEqualTo(
                "Another backend already serves %s (process %d). Use that one, stop it with 'updraft backend stop', or set UPDRAFT_HOME to another folder."
                    .formatted(home, first.pid()));
      }
      assertThat(home.resolve("endpoint.json")).hasContent(endpoint);
      assertThat(first.admin().getVersion(GetVersionRequest.getDefaultInstance()))
          .as("the first one goes on")
          .isNotNull();
    }
  }

  @Test
  void wrongSettingsAreAllNamed() throws Exception {
    var home = Files.createDirectories(home());
    Files.writeString(
        home.resolve("config"),
        "worker.spare=3\nlimits.upload=much\nlimits.log=1Ki\noffers=kubeflow\n");
    try (var backend =
        BackendProcess.launch(
            home, Map.of("UPDRAFT_PROT", "5", "UPDRAFT_RETENTION_AGE", "later"))) {
      assertThat(backend.exitCode()).isEqualTo(Exit.WRONG_SETTINGS.code());
      assertThat(backend.printed())
          .contains("'worker.spare' is no setting. Did you mean 'workers.spare'?")
          .contains("limits.upload = 'much': wants an amount such as 512Mi or 2Gi")
          .contains(
              "limits.log = '1Ki': wants an amount such as 512Mi or 2Gi, at least 65536 bytes")
          .contains("UPDRAFT_PROT is no setting. Did you mean UPDRAFT_PORT?")
          .contains("offers = 'kubeflow': wants updraft or flyte")
          .contains("retention.age = 'later': wants a span such as 12h or 30d");
    }
  }

  @Test
  void databaseOfANewerVersionIsRefused() throws Exception {
    var home = home();
    try (var backend = BackendProcess.start(home)) {
      backend.terminate();
    }
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("updraft.db"));
        var statement = database.createStatement()) {
      statement.execute("UPDATE meta SET value = '9999' WHERE name = 'schema'");
    }
    var newer = Files.readAllBytes(home.resolve("updraft.db"));
    try (var backend = BackendProcess.launch(home, Map.of())) {
      assertThat(backend.exitCode()).isEqualTo(Exit.UNUSABLE_DATA.code());
      assertThat(backend.printed().strip())
          .isEqualTo(
              "The database '%s' has schema 9999, but this Updraft knows up to %d: a newer Updraft has used it. Start that one, or choose another UPDRAFT_HOME."
                  .formatted(home.resolve("updraft.db"), SqlStore.schema()));
    }
    assertThat(home.resolve("updraft.db")).hasBinaryContent(newer);
  }

  @Test
  void damagedDatabaseIsRefusedWithItsName() throws Exception {
    var home = Files.createDirectories(home());
    Files.writeString(
        home.resolve("updraft.db"), "this is not a database, however long it is ".repeat(50));
    try (var backend = BackendProcess.launch(home, Map.of())) {
      assertThat(backend.exitCode()).isEqualTo(Exit.UNUSABLE_DATA.code());
      assertThat(backend.printed()).contains("updraft.db");
    }
  }

  @Test
  void tokenThatOthersCanReadIsRefused() throws Exception {
    var home = Files.createDirectories(home());
    Files.writeString(home.resolve("token"), "x".repeat(40));
    Files.setPosixFilePermissions(
        home.resolve("token"), PosixFilePermissions.fromString("rw-r--r--"));
    try (var backend = BackendProcess.launch(home, Map.of())) {
      assertThat(backend.exitCode()).isEqualTo(Exit.UNUSABLE_DATA.code());
      assertThat(backend.printed()).contains("can be read by others");
    }
  }

  @Test
  void folderThatIsAFileIsRefused() throws Exception {
    var home = Files.writeString(home(), "");
    try (var backend = BackendProcess.launch(home, Map.of())) {
      assertThat(backend.exitCode()).isEqualTo(Exit.UNUSABLE_DATA.code());
      assertThat(backend.printed()).contains("The data folder " + home + " cannot be used");
    }
  }

  private Path home() {
    return folder.resolve("a home with blanks");
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
