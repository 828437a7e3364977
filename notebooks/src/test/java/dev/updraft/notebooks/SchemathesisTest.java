package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Schemathesis calls everything that the backend's own description names, with what it allows and
 * what it does not.
 */
@SuppressWarnings("NullAway.Init")
class SchemathesisTest {
  private static final Path VENV = Workplace.CHECKOUT.resolve(".updraft/schemathesis");
  private static final Path SOURCES = Workplace.CHECKOUT.resolve("notebooks/src/test/schemathesis");
  private static final int SECONDS = 75;

  private Workplace workplace;

  @BeforeEach
  void start() {
    workplace = Workplace.fresh();
    var started = workplace.updraft("backend", "start");
    assertThat(started.exit()).as(started.text()).isZero();
  }

  @AfterEach
  void stop() {
    workplace.close();
  }

  @Test
  void noRequestMakesTheBackendFail() throws Exception {
    var said =
        Workplace.run(
            command(),
            Map.of(
                "SCHEMATHESIS_HOOKS",
                SOURCES.resolve("hooks.py").toString(),
                "PYTHONDONTWRITEBYTECODE",
                "1"));

    assertThat(said.exit()).as(said.text()).isZero();
    assertThat(said.text()).as("every call of the description").containsPattern("Tested: \\d\\d");
    assertThat(said.text()).contains("Fuzzing", "No issues found");
    assertThat(backendLog()).doesNotContain("nobody foresaw");
    assertThat(workplace.updraft("executions").exit()).as("it goes on").isZero();
  }

  private List<String> command() throws IOException {
    var home = workplace.home();
    var port =
        new ObjectMapper().readTree(home.resolve("endpoint.json").toFile()).get("port").asInt();
    var url = "http://127.0.0.1:" + port;
    return List.of(
        VENV.resolve("bin/schemathesis").toString(),
        "--config-file",
        SOURCES.resolve("schemathesis.toml").toString(),
        "run",
        url + "/api/v1/openapi",
        "--url",
        url,
        "--header",
        "Authorization: Bearer " + Files.readString(home.resolve("token")).strip(),
        "--checks",
        "not_a_server_error,only_what_is_not_served_is_unimplemented,a_refusal_says_why",
        "--phases",
        "coverage,fuzzing",
        "--max-time",
        String.valueOf(SECONDS),
        "--max-examples",
        "5",
        "--workers",
        "2",
        "--request-timeout",
        "10",
        "--warnings",
        "off",
        "--generation-database",
        "none",
        "--continue-on-failure",
        "--no-color");
  }

  private String backendLog() throws IOException {
    try (var files = Files.list(workplace.home().resolve("logs"))) {
      var all = new StringBuilder();
      for (var file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file));
      }
      return all.toString();
    }
  }
}
