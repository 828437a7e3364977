package dev.updraft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each thing is broken for real, and must be named with what to do. */
class DoctorCommandTest {
  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private int doctor(String... arguments) {
    environment.putIfAbsent("UPDRAFT_HOME", folder.resolve("home").toString());
    environment.putIfAbsent("UPDRAFT_ENDPOINT", "embedded");
    var words = new ArrayList<>(List.of("doctor"));
    words.addAll(List.of(arguments));
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return Main.run(
        new Main.Surroundings(environment, Clock.systemUTC(), stream, stream),
        words.toArray(String[]::new));
  }

  private String said() {
    var text = out.toString(StandardCharsets.UTF_8);
    out.reset();
    return text;
  }

  private Path home() throws IOException {
    return Files.createDirectories(
        folder.resolve("home"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private void wrong(String what, String fix) {
    assertThat(doctor()).isEqualTo(1);
    assertThat(said()).containsSubsequence("✕ ", what, "\n  ", fix, "1 to mend.");
  }

  @Test
  void whoHasNotBegunHasNothingToMend() {
    assertThat(doctor()).isZero();
    assertThat(said())
        .containsSubsequence("✓ JDK ", "○ no data yet in", "Nothing is wrong.")
        .doesNotContain("✕");
    assertThat(folder.resolve("home")).as("it changes nothing").doesNotExist();
  }

  @Test
  void kernelThatNamesWhatIsGoneIsNamed() throws IOException {
    environment.put("UPDRAFT_LIB", folder.resolve("build/backend").toString());
    wrong("the kernel is not installed", "./updraft prepare");

    var spec = folder.resolve("build/jupyter/kernels/updraft/kernel.json");
    Files.createDirectories(spec.getParent());
    var jar = Files.createFile(folder.resolve("jörg's kernel.jar"));
    Files.writeString(
        spec,
        "{\"argv\": [\"%s/bin/java\", \"-cp\", \"%s:%s\", \"{connection_file}\"]}"
            .formatted(
                System.getProperty("java.home"), spec, jar.toString().replace("ö", "\\u00f6")));
    assertThat(doctor()).isZero();
    assertThat(said()).contains("✓ kernel \"Java (Updraft)\"");
    Files.delete(jar);
    wrong("the kernel names " + jar, "./updraft prepare");
  }

  @Test
  void folderThatCannotBeUsedIsNamed() throws IOException {
    Files.createFile(folder.resolve("home"));
    wrong("is a file", "Set UPDRAFT_HOME");
  }

  @Test
  void whatOthersCanOpenIsNamed() throws IOException {
    var token = home().resolve("token");
    Files.writeString(token, "a secret");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    wrong("others on this machine can open " + token, "chmod go= '%s'".formatted(token));
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    Files.setPosixFilePermissions(home(), PosixFilePermissions.fromString("rwxr-x---"));
    wrong("others on this machine can open " + home(), "chmod go=");
    Files.setPosixFilePermissions(home(), PosixFilePermissions.fromString("rwx------"));
    assertThat(doctor()).isZero();
    assertThat(said()).doesNotContain("a secret");
  }

  @Test
  void databaseThatIsNoneIsNamed() throws IOException {
    Files.writeString(home().resolve("updraft.db"), "not what it was: " + "x".repeat(100));
    wrong("updraft.db is no database any more", "Put back a copy");
  }

  @Test
  void daemonThatDoesNotAnswerIsNamed() throws IOException {
    var self = ProcessHandle.current();
    int closed;
    try (var socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    Files.writeString(
        home().resolve("endpoint.json"),
        "{\"schema\": 1, \"host\": \"127.0.0.1\", \"port\": %d, \"pid\": %d, \"started\": %d, \"build\": \"1-test\", \"db\": 5}"
            .formatted(
                closed, self.pid(), self.info().startInstant().orElseThrow().toEpochMilli()));
    wrong(
        "the backend (process %d) does not answer at 127.0.0.1:%d".formatted(self.pid(), closed),
        "./updraft backend stop");
  }

  @Test
  void daemonThatWasKilledIsNothingToMend() throws IOException {
    Files.writeString(
        home().resolve("endpoint.json"),
        "{\"schema\": 1, \"host\": \"127.0.0.1\", \"port\": 1, \"pid\": 2147483646, \"started\": 1, \"build\": \"1-test\", \"db\": 5}");
    assertThat(doctor()).isZero();
    assertThat(said()).contains("○ the backend does not run");
  }

  @Test
  void configurationThatCannotBeReadIsNamed() throws IOException {
    config("admin:\n  endpoint: [unclosed\n");
    wrong("which backend is meant cannot be read", "UPDRAFT_ENDPOINT=embedded");
  }

  @Test
  void nameThatNobodyKnowsIsNamedBeforeAllElse() throws IOException {
    config("admin:\n  endpoint: dns:///flyte.invalid:443\n");
    wrong("nobody knows the name flyte.invalid", "admin.endpoint");
  }

  @Test
  void closedPortIsNamed() throws IOException {
    int closed;
    try (var socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    config("admin:\n  endpoint: dns:///127.0.0.1:%d\n".formatted(closed));
    wrong("127.0.0.1:%d cannot be reached".formatted(closed), "firewall");
  }

  @Test
  void serverWithoutTlsIsNamed() throws Exception {
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(
          () -> {
            while (!server.isClosed()) {
              try (var socket = server.accept()) {
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
              } catch (IOException _) {
                // the next
              }
            }
          });
      config(
          "admin:\n  endpoint: dns:///localhost:%d\n  insecure: false\n"
              .formatted(server.getLocalPort()));
      wrong("localhost:%d does not speak TLS".formatted(server.getLocalPort()), "admin.insecure");
    }
  }

  @Test
  void certificatesThatAreNotTrustedOrHaveExpiredAreNamed() throws Exception {
    try (var server = new TlsServer("-validity", "30")) {
      config("admin:\n  endpoint: dns:///localhost:%d\n".formatted(server.port()));
      wrong("The backend at localhost", "If it speaks TLS: admin.insecure: false");
      config(
          "admin:\n  endpoint: dns:///localhost:%d\n  insecure: false\n".formatted(server.port()));
      wrong("the certificate of localhost is not trusted", "admin.caCertFilePath");
    }
    try (var server = new TlsServer("-startdate", "-10d", "-validity", "3")) {
      config(
          "admin:\n  endpoint: dns:///localhost:%d\n  insecure: false\n  caCertFilePath: %s\n"
              .formatted(server.port(), server.pem));
      wrong("the certificate of localhost has expired", "renew it");
    }
  }

  private void config(String yaml) throws IOException {
    environment.put(
        "UPDRAFT_ENDPOINT", Files.writeString(folder.resolve("config.yaml"), yaml).toString());
  }

  /** Shakes hands and says nothing more. */
  private final class TlsServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Path pem = folder.resolve("ca.pem");

    TlsServer(String... validity) throws Exception {
      var file = Files.createTempFile(folder, "keys", ".p12");
      Files.delete(file);
      keytool(
          file,
          "-genkeypair",
          List.of(
              "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "SAN=dns:localhost,ip:127.0.0.1"),
          validity);
      keytool(file, "-exportcert", List.of("-rfc", "-file", pem.toString()));
      var keys = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
      var manager = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      manager.init(keys, "changeit".toCharArray());
      var context = SSLContext.getInstance("TLS");
      context.init(manager.getKeyManagers(), null, null);
      socket =
          context
              .getServerSocketFactory()
              .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
      Thread.startVirtualThread(this::serve);
    }

    private void serve() {
      while (!socket.isClosed()) {
        try (var one = (SSLSocket) socket.accept()) {
          one.startHandshake();
        } catch (IOException _) {
          // the client did not like it
        }
      }
    }

    private void keytool(Path file, String verb, List<String> options, String... more)
        throws Exception {
      var command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  verb,
                  "-alias",
                  "server",
                  "-keystore",
                  file.toString(),
                  "-storepass",
                  "changeit",
                  "-storetype",
                  "PKCS12"));
      command.addAll(options);
      command.addAll(List.of(more));
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
    }

    int port() {
      return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
