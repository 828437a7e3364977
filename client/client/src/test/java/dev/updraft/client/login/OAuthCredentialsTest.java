package dev.updraft.client.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.client.grpc.Address;
import dev.updraft.client.grpc.Backend;
import dev.updraft.client.grpc.Credentials;
import dev.updraft.client.grpc.Link;
import dev.updraft.client.grpc.LoginServer;
import dev.updraft.client.model.BackendException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against an authorization server that believes nothing, and a Flyte that wants its tokens. */
@Timeout(60)
class OAuthCredentialsTest {
  private static final Duration PATIENT = Duration.ofSeconds(20);

  @TempDir private Path folder;

  private final int port = free();
  private StrictIdp idp;
  private GuardedFlyte flyte;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @BeforeEach
  void start() throws IOException {
    idp = new StrictIdp();
    flyte = new GuardedFlyte(idp, port);
  }

  @AfterEach
  void stop() {
    flyte.close();
    idp.close();
  }

  private static int free() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Address open() {
    return new Address(flyte.target(), new Address.Security.Plaintext(), new Credentials.None());
  }

  private Backend backend(Flow flow) {
    return backend(flow, Optional.empty());
  }

  private Backend backend(Flow flow, Optional<TokenFile> kept) {
    var credentials = new OAuthCredentials(() -> LoginServer.of(open()), flow, kept, () -> now);
    return new Backend(
        new Link(() -> new Address(flyte.target(), new Address.Security.Plaintext(), credentials)));
  }

  private static ClientSecretFlow machine(String secret) {
    return new ClientSecretFlow(StrictIdp.MACHINE, () -> secret, List.of());
  }

  @Test
  void machineLogsInWhenItIsRefusedAndOnce() {
    try (var backend = backend(machine(StrictIdp.SECRET))) {
      assertThat(backend.version()).isEqualTo("v1.16");
      assertThat(backend.version()).isEqualTo("v1.16");
      assertThat(idp.grants).containsExactly("client_credentials");
      assertThat(flyte.refused).hasValue(1);
      assertThat(flyte.asked).hasValue(1);
    }
  }

  @Test
  void callersAtOnceShareALogin() throws Exception {
    try (var backend = backend(machine(StrictIdp.SECRET));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<java.util.concurrent.Future<String>>();
      for (var i = 0; i < 50; i++) {
        calls.add(threads.submit(backend::version));
      }
      for (var call : calls) {
        assertThat(call.get()).isEqualTo("v1.16");
      }
      assertThat(idp.grants.size()).as("not fifty logins").isLessThan(5);
    }
  }

  @Test
  void tokenIsMadeAnewBeforeItExpiresAndWhenItWasTakenBack() {
    try (var backend = backend(machine(StrictIdp.SECRET))) {
      assertThat(backend.version()).isEqualTo("v1.16");
      now = now.plusSeconds(3590);
      assertThat(backend.version()).isEqualTo("v1.16");
      assertThat(idp.grants).hasSize(2);
      assertThat(flyte.refused).as("it did not have to be refused").hasValue(1);
      idp.expire(true);
      assertThat(backend.version()).isEqualTo("v1.16");
      assertThat(idp.grants).hasSize(3);
    }
  }

  @Test
  void wrongSecretIsToldWithoutIt() {
    try (var backend = backend(machine("wrong-secret"))) {
      assertThatThrownBy(backend::version)
          .isInstanceOf(BackendException.Denied.class)
          .hasMessageContaining("invalid_client: unknown client or secret")
          .hasMessageNotContaining("wrong-secret");
      assertThat(machine("wrong-secret").toString()).doesNotContain("wrong-secret");
    }
  }

  @Test
  void loginServerThatIsAwayIsNamed() {
    try (var backend = backend(machine(StrictIdp.SECRET))) {
      idp.close();
      assertThatThrownBy(backend::version)
          .isInstanceOf(BackendException.Unavailable.class)
          .hasMessageContaining("The login server at " + idp.url("/token"));
    }
  }

  @Test
  void personLogsInByTheBrowserAndIsRefreshedAfterwards() {
    try (var backend = backend(new PkceFlow("", List.of(), browser(""), PATIENT))) {
      assertThat(backend.version()).isEqualTo("v1.16");
      idp.expire(false);
      assertThat(backend.version()).isEqualTo("v1.16");
      idp.expire(true);
      assertThat(backend.version()).isEqualTo("v1.16");
      assertThat(idp.grants)
          .containsExactly(
              "authorization_code", "refresh_token", "refresh_token", "authorization_code");
    }
  }

  @Test
  void whoComesBackWithAnotherStateIsNotListenedTo() {
    try (var backend =
        backend(new PkceFlow("", List.of(), browser("guessed"), Duration.ofSeconds(2)))) {
      assertThatThrownBy(backend::version)
          .isInstanceOf(BackendException.Denied.class)
          .hasMessageContaining("Nobody logged in within 2 seconds");
      assertThat(idp.grants).isEmpty();
    }
  }

  @Test
  void portThatIsTakenIsNamed() throws IOException {
    try (var taken = new ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress());
        var backend = backend(new PkceFlow("", List.of(), browser(""), PATIENT))) {
      assertThatThrownBy(backend::version)
          .isInstanceOf(BackendException.Denied.class)
          .hasMessageContaining("port %d".formatted(taken.getLocalPort()))
          .hasMessageContaining("DeviceFlow");
    }
  }

  @Test
  void codeIsTypedInOnAnotherDevice() {
    var told = new CopyOnWriteArrayList<String>();
    idp.polls.addAll(List.of("authorization_pending", "authorization_pending"));
    try (var backend = backend(new DeviceFlow("", List.of(), told::add))) {
      assertThat(backend.version()).isEqualTo("v1.16");
      assertThat(told)
          .containsExactly(
              "To log in, open %s and enter WDJB-MJHT".formatted(idp.url("/activate")));
    }
  }

  @Test
  void codeThatWasRefusedOrForgottenIsTold() {
    idp.polls.add("access_denied");
    try (var backend = backend(new DeviceFlow("", List.of(), _ -> {}))) {
      assertThatThrownBy(backend::version).hasMessageContaining("The login was refused");
    }
    idp.polls.add("expired_token");
    try (var backend = backend(new DeviceFlow("", List.of(), _ -> {}))) {
      assertThatThrownBy(backend::version).hasMessageContaining("Nobody entered the code in time");
    }
  }

  @Test
  void personsTokensAreKeptForTheNextProcessAndForNobodyElse() throws IOException {
    var kept = Optional.of(new TokenFile(folder.resolve("tokens")));
    for (var process = 0; process < 3; process++) {
      try (var backend = backend(new PkceFlow("", List.of(), browser(""), PATIENT), kept)) {
        assertThat(backend.version()).isEqualTo("v1.16");
      }
    }
    assertThat(idp.grants).containsExactly("authorization_code");
    idp.expire(false);
    for (var process = 0; process < 2; process++) {
      try (var backend = backend(new PkceFlow("", List.of(), browser(""), PATIENT), kept)) {
        assertThat(backend.version()).isEqualTo("v1.16");
      }
    }
    assertThat(idp.grants)
        .as("the second found what the first refreshed")
        .containsExactly("authorization_code", "refresh_token");

    try (var files = Files.list(folder.resolve("tokens"))) {
      var file = files.toList();
      assertThat(file).hasSize(1);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getFirst())))
          .isEqualTo("rw-------");
      Files.setPosixFilePermissions(file.getFirst(), PosixFilePermissions.fromString("rw-r--r--"));
    }
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("tokens"))))
        .isEqualTo("rwx------");
    try (var backend = backend(new PkceFlow("", List.of(), browser(""), PATIENT), kept)) {
      assertThat(backend.version()).isEqualTo("v1.16");
    }
    assertThat(idp.grants)
        .as("others could have changed it")
        .last()
        .isEqualTo("authorization_code");
  }

  @Test
  void fileThatIsNoneIsALoginMore() throws IOException {
    var kept = Optional.of(new TokenFile(folder.resolve("tokens")));
    for (var content :
        List.of("", "{", "[1]", "{\"access\": \"\"}", "{\"access\":\"a\",\"expires\":\"soon\"}")) {
      try (var backend = backend(new PkceFlow("", List.of(), browser(""), PATIENT), kept)) {
        assertThat(backend.version()).isEqualTo("v1.16");
      }
      try (var files = Files.list(folder.resolve("tokens"))) {
        Files.writeString(files.findFirst().orElseThrow(), content);
      }
    }
    assertThat(idp.grants).hasSize(5).containsOnly("authorization_code");
  }

  /** A browser whose user agrees, and comes back with the state that was sent, or another. */
  private Consumer<URI> browser(String state) {
    return address -> {
      assertThat(address.toString()).startsWith(idp.url("/authorize") + "?");
      var query = StrictIdp.query(address.getRawQuery());
      var back =
          URI.create(
              query.getOrDefault("redirect_uri", "").replace("localhost", "127.0.0.1")
                  + "?code="
                  + idp.authorize(query)
                  + "&state="
                  + (state.isEmpty() ? query.get("state") : state));
      Thread.startVirtualThread(
          () -> {
            try (var http = HttpClient.newHttpClient()) {
              http.send(
                  HttpRequest.newBuilder(back).build(), HttpResponse.BodyHandlers.discarding());
            } catch (IOException | InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
    };
  }
}
