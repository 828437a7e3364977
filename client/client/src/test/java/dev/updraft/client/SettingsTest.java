package dev.updraft.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.client.Settings.Asked;
import dev.updraft.client.grpc.Address;
import dev.updraft.client.grpc.Address.Security;
import dev.updraft.client.grpc.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @TempDir Path folder;

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("config.yaml"), yaml);
  }

  private static Asked target(String target) {
    return new Asked(Optional.of(target), Optional.empty(), Optional.empty());
  }

  private Address remote(Asked asked, Map<String, String> environment) {
    return ((Where.Remote) Settings.of(asked, environment, folder.resolve("config.yaml")).where())
        .address();
  }

  @Test
  void nothingConfiguredIsTheEmbeddedBackend() {
    var settings =
        Settings.of(
            Asked.nothing(),
            Map.of("UPDRAFT_HOME", "/data/up", "UPDRAFT_LIB", "/lib"),
            folder.resolve("none"));

    assertThat(settings.where())
        .isEqualTo(
            new Where.Embedded(
                new dev.updraft.client.embedded.Home(Path.of("/data/up")),
                Optional.of(Path.of("/lib"))));
    assertThat(settings.project()).isEqualTo("updraft");
    assertThat(settings.domain()).isEqualTo("development");
  }

  @Test
  void theStandardFileIsReadWhenItIsThere() throws IOException {
    file("admin:\n  endpoint: dns:///flyte.example.com\n  insecure: false\n");

    assertThat(remote(Asked.nothing(), Map.of()))
        .isEqualTo(
            new Address(
                "dns:///flyte.example.com",
                new Security.Tls(Optional.empty()),
                new Credentials.None()));
  }

  @Test
  void theEnvironmentComesBeforeTheStandardFileAndTheUserBeforeBoth() throws IOException {
    file("admin:\n  endpoint: dns:///flyte.example.com\n");
    var environment = Map.of("UPDRAFT_ENDPOINT", "embedded");

    assertThat(Settings.of(Asked.nothing(), environment, folder.resolve("config.yaml")).where())
        .isInstanceOf(Where.Embedded.class);
    assertThat(remote(target("other.example.com:8089"), environment).target())
        .isEqualTo("dns:///other.example.com:8089");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:30080, dns:///localhost:30080, true",
    "127.0.0.1:8089, dns:///127.0.0.1:8089, true",
    "http://flyte.example.com, dns:///flyte.example.com:80, true",
    "https://localhost:30080, dns:///localhost:30080, false",
    "flyte.example.com, dns:///flyte.example.com:443, false",
    "dns:///flyte.example.com:8089, dns:///flyte.example.com:8089, false",
    "localhost.example.com:80, dns:///localhost.example.com:80, false",
  })
  void onlyLoopbackIsPlaintextUnlessSaid(String endpoint, String target, boolean plaintext) {
    var address = remote(target(endpoint), Map.of());

    assertThat(address.target()).isEqualTo(target);
    assertThat(address.security() instanceof Security.Plaintext).isEqualTo(plaintext);
  }

  @Test
  void aTokenFromTheEnvironmentIsShown() {
    assertThat(remote(target("a:1"), Map.of("UPDRAFT_TOKEN", "t")).credentials().headers())
        .isEqualTo(Map.of("authorization", "Bearer t"));
  }

  @Test
  void aTokenFromACommandIsAskedForOnce() throws IOException {
    var count = folder.resolve("count");
    file(
        "admin:\n  endpoint: dns:///a:1\n  authType: ExternalCommand\n  command: [sh, -c, 'echo x >> %s; echo tok']\n"
            .formatted(count));
    var credentials = remote(Asked.nothing(), Map.of()).credentials();

    assertThat(credentials.headers()).isEqualTo(Map.of("authorization", "Bearer tok"));
    credentials.headers();
    assertThat(count).hasContent("x\n");
    credentials.refused(Map.of("authorization", "Bearer old"));
    credentials.headers();
    assertThat(count).as("another had been refused").hasContent("x\n");
    credentials.refused(Map.of("authorization", "Bearer tok"));
    credentials.headers();
    assertThat(count).hasContent("x\nx\n");
  }

  @Test
  void wrongFilesAreRefusedWithTheirPlace() throws IOException {
    var file = file("admin:\n  endpoint: [\n");
    assertThatThrownBy(() -> remote(Asked.nothing(), Map.of()))
        .hasMessageStartingWith("The configuration file " + file + " is not YAML");

    file("storage: {}\n");
    assertThatThrownBy(() -> remote(Asked.nothing(), Map.of()))
        .hasMessageContaining("has no section 'admin'");

    file("admin:\n  insecure: true\n");
    assertThatThrownBy(() -> remote(Asked.nothing(), Map.of()))
        .hasMessage("In %s, admin.endpoint is missing; say e.g. dns:///flyte.example.com.", file);

    file("admin:\n  endpoint: a:1\n  insecure: maybe\n");
    assertThatThrownBy(() -> remote(Asked.nothing(), Map.of()))
        .hasMessage("In %s, admin.insecure is 'maybe', but is true or false.", file);

    file("admin:\n  endpoint: a:1\n  authType: DeviceFlw\n");
    assertThatThrownBy(() -> remote(Asked.nothing(), Map.of()))
        .hasMessage(
            "In %s, admin.authType is 'DeviceFlw'. Did you mean 'DeviceFlow'? There are Pkce, ClientSecret, DeviceFlow, ExternalCommand.",
            file);

    file("admin:\n  endpoint: a:1\n  authType: ClientSecret\n");
    assertThatThrownBy(() -> remote(Asked.nothing(), Map.of()))
        .hasMessageContaining("admin.clientId is missing");

    file("admin:\n  endpoint: a:1\n  authType: ClientSecret\n  clientId: ci\n");
    assertThatThrownBy(() -> remote(Asked.nothing(), Map.of()))
        .hasMessageContaining("admin.clientSecretLocation is missing");
  }

  @Test
  void whoIsToLogInIsNotAskedBeforeTheBackendRefuses() throws IOException {
    var secret = Files.writeString(folder.resolve("secret"), "s3cret\n");
    for (var type :
        List.of(
            "Pkce",
            "DeviceFlow",
            "ClientSecret\n  clientId: ci\n  clientSecretLocation: " + secret,
            "clientsecret\n  clientId: ci\n  clientSecretEnvVar: FLYTE_SECRET")) {
      file("admin:\n  endpoint: a:1\n  authType: " + type + "\n");
      var credentials = remote(Asked.nothing(), Map.of("FLYTE_SECRET", "s3cret")).credentials();
      assertThat(credentials.headers()).isEmpty();
      assertThat(credentials.toString()).doesNotContain("s3cret");
    }
  }

  @Test
  void theFileCannotNameAClassToLoad() throws IOException {
    file("admin: !!javax.script.ScriptEngineManager []\n");

    assertThatThrownBy(() -> remote(Asked.nothing(), Map.of())).hasMessageContaining("is not YAML");
  }
}
