package dev.updraft.client.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.app.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, in a folder with a blank in its name. */
class EmbeddedBackendTest {
  @TempDir Path root;
  private Home home;
  private Path lib;

  @BeforeEach
  void folders() throws IOException {
    home = new Home(root.resolve("a home"));
    lib = jars("200-b");
  }

  @AfterEach
  void stop() {
    backend(lib).stop();
  }

  private Path jars(String build) throws IOException {
    var folder = Files.createDirectories(root.resolve("lib " + build));
    Files.writeString(folder.resolve("build"), build + "\n");
    var name = Main.class.getName().replace('.', '/') + ".class";
    try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("app.jar")));
        var code = Main.class.getClassLoader().getResourceAsStream(name)) {
      jar.putNextEntry(new JarEntry(name));
      code.transferTo(jar);
    }
    return folder;
  }

  private EmbeddedBackend backend(Path jars) {
    return new EmbeddedBackend(home, Optional.of(jars), (daemon, endpoint) -> List.of());
  }

  @Test
  void manyClientsAtOnceStartOneDaemon() throws Exception {
    var asked = new ArrayList<Future<Endpoint>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 5; i++) {
        asked.add(threads.submit((Callable<Endpoint>) () -> backend(lib).ensure()));
      }
    }

    var first = asked.getFirst().get();
    for (var answer : asked) {
      assertThat(answer.get()).isEqualTo(first);
    }
    assertThat(home.folder().resolve("starts")).hasContent("x");
    assertThat(backend(lib).token()).isEqualTo("secret");
    assertThat(Files.getPosixFilePermissions(home.folder())).hasSize(3);
  }

  @Test
  void aDaemonThatWasKilledIsStartedAgain() {
    var first = backend(lib).ensure();
    first.process().orElseThrow().destroyForcibly();
    first.process().ifPresent(process -> process.onExit().join());

    assertThat(backend(lib).find()).isEmpty();
    var second = backend(lib).ensure();

    assertThat(second.pid()).isNotEqualTo(first.pid());
    assertThat(second.process()).isPresent();
  }

  @Test
  void aNumberGivenOutAgainIsNotTheDaemon() throws Exception {
    var endpoint = backend(lib).ensure();
    var json = Files.readString(home.endpoint());
    backend(lib).stop();
    Files.writeString(
        home.endpoint(),
        json.replace("\"pid\":" + endpoint.pid(), "\"pid\":" + ProcessHandle.current().pid())
            .replaceFirst("\"started\":\"[^\"]*\"", "\"started\":\"2001-02-03T04:05:06Z\""));

    assertThat(backend(lib).find()).isEmpty();
  }

  @Test
  void itStopsAndIsGone() {
    var endpoint = backend(lib).ensure();

    assertThat(backend(lib).stop()).contains(endpoint);

    assertThat(endpoint.process()).isEmpty();
    assertThat(backend(lib).stop()).isEmpty();
  }

  @Test
  void itRunsFromItsOwnCopyOfTheJars() throws Exception {
    backend(lib).ensure();
    backend(lib).stop();
    Files.delete(lib.resolve("app.jar"));

    var without = new EmbeddedBackend(home, Optional.empty(), (daemon, endpoint) -> List.of());

    assertThat(without.ensure().build()).isEqualTo(new Build("200-b"));
  }

  @Test
  void aNewerClientRestartsAnIdleDaemon() throws Exception {
    var old = backend(lib).ensure();

    var newer = backend(jars("300-a")).ensure();

    assertThat(newer.build()).isEqualTo(new Build("300-a"));
    assertThat(old.process()).isEmpty();
  }

  @Test
  void aNewerClientRefusesABusyDaemonWithASentence() throws Exception {
    var old = backend(lib).ensure();
    var newer =
        new EmbeddedBackend(
            home, Optional.of(jars("300-a")), (daemon, endpoint) -> List.of("delays in a7xk"));

    assertThatThrownBy(newer::ensure)
        .isInstanceOf(EmbeddedRefused.class)
        .hasMessage(
            "The backend in %s is of an older build (200-b; this is 300-a) and has work under way (delays in a7xk). It is not restarted under them: wait for their end, or stop it with 'updraft backend stop'."
                .formatted(home));
    assertThat(old.process()).isPresent();
  }

  @Test
  void oldInstallationsAndTheirCachesAreNotKeptForEver() throws Exception {
    for (var build : List.of("201-a", "202-a", "203-a", "204-a")) {
      backend(jars(build)).ensure();
    }

    assertThat(home.folder().resolve("install").toFile().list())
        .containsExactlyInAnyOrder("202-a", "203-a", "204-a");
    assertThat(home.folder().resolve("aot").toFile().list())
        .noneMatch(name -> name.contains("201-a"))
        .anyMatch(name -> name.contains("202-a"));
  }

  @Test
  void anOlderClientUsesTheNewerDaemon() throws Exception {
    var running = backend(lib).ensure();

    assertThat(backend(jars("100-z")).ensure()).isEqualTo(running);
  }

  @Test
  void aRefusedStartShowsWhatTheDaemonSaid() throws Exception {
    Files.createDirectories(home.folder());
    Files.writeString(home.folder().resolve("refuse"), "The database is of a newer version.");

    assertThatThrownBy(backend(lib)::ensure)
        .isInstanceOf(EmbeddedRefused.class)
        .hasMessageContaining("ended with exit code 7")
        .hasMessageContaining("backend.log")
        .hasMessageEndingWith("The database is of a newer version.");
  }

  @Test
  void withoutJarsTheErrorSaysHowToStartIt() {
    var without = new EmbeddedBackend(home, Optional.empty(), (daemon, endpoint) -> List.of());

    assertThatThrownBy(without::ensure)
        .hasMessage(
            "No backend runs in %s, and where its jars lie is not known: UPDRAFT_LIB is not set. Start it with './updraft backend start' in your checkout."
                .formatted(home));
  }

  @Test
  void itLivesInASessionOfItsOwn() throws Exception {
    var endpoint = backend(lib).ensure();

    // field 6 of /proc/PID/stat is the session, field 5 the process group
    var stat = Files.readString(Path.of("/proc/" + endpoint.pid() + "/stat"));
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");

    assertThat(fields[3]).isEqualTo(Long.toString(endpoint.pid()));
    assertThat(fields[2]).isEqualTo(Long.toString(endpoint.pid()));
  }
}
