package dev.updraft.notebooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Flytekit as its users have it: from PyPI, told by its usual configuration where the backend is.
 * The environment that it lives in is also the one in which its tasks run.
 */
final class Flytekit {
  /** The image that the scenarios name. */
  static final String IMAGE = "updraft.test/flytekit:1";

  private static final Path VENV = Workplace.CHECKOUT.resolve(".updraft/flytekit");
  private static final Path SOURCES = Workplace.CHECKOUT.resolve("notebooks/src/test/flytekit");
  private static final Path RECORDINGS =
      Workplace.CHECKOUT.resolve("remote-backend/service/src/test/resources/recordings");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  private Flytekit(Path folder) {
    this.folder = folder;
  }

  /** Starts the backend of a workplace with flytekit's environment for its image. */
  static Flytekit at(Workplace workplace) {
    try {
      Files.createDirectories(workplace.home());
      Files.writeString(
          workplace.home().resolve("config"), "python.environments=%s=%s\n".formatted(IMAGE, VENV));
      started(workplace);
      var folder =
          Files.createDirectories(workplace.home().resolveSibling("flytekit" + System.nanoTime()));
      var endpoint = JSON.readTree(workplace.home().resolve("endpoint.json").toFile());
      Files.writeString(
          folder.resolve("config.yaml"),
          """
          admin:
            endpoint: dns:///127.0.0.1:%d
            insecure: true
            authType: ExternalCommand
            command: ["cat", "%s"]
          """
              .formatted(endpoint.get("port").asInt(), workplace.home().resolve("token")));
      // Under the name that the scenarios had when they were recorded.
      Files.copy(SOURCES.resolve("scenarios.py"), folder.resolve("rec.py"));
      Files.copy(SOURCES.resolve("beside.py"), folder.resolve("beside.py"));
      return new Flytekit(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Preparing flytekit", e);
    }
  }

  private static void started(Workplace workplace) {
    var said = workplace.updraft("backend", "start");
    if (said.exit() != 0) {
      throw new IllegalStateException("The backend did not start: " + said.text());
    }
  }

  /** The command {@code pyflyte}. */
  Workplace.Said pyflyte(String... words) {
    return run("pyflyte", words);
  }

  /** What flytekit showed of a scenario, and what the backend answered. */
  JsonNode answers(String scenario) {
    try {
      var answers = JSON.readTree(folder.resolve(scenario + ".json").toFile());
      if (answers.has("failed")) {
        throw new IllegalStateException(scenario + ": " + answers.get("failed").asText());
      }
      return answers;
    } catch (IOException e) {
      throw new UncheckedIOException("No answers of " + scenario, e);
    }
  }

  /** Runs scenarios at the same time, to their ends. */
  Workplace.Said drive(List<String> scenarios) {
    return python("drive.py", List.of(folder.toString()), scenarios);
  }

  /** What answers have that the recordings have not, and the reverse, but for what may differ. */
  Workplace.Said compare(List<String> scenarios) {
    return python(
        "compare.py",
        List.of(
            folder.toString(),
            RECORDINGS.toString(),
            SOURCES.resolve("differences.txt").toString()),
        scenarios);
  }

  private Workplace.Said python(String script, List<String> words, List<String> scenarios) {
    var all = new ArrayList<>(List.of("-B", SOURCES.resolve(script).toString()));
    all.addAll(words);
    all.addAll(scenarios);
    return run("python", all.toArray(String[]::new));
  }

  /** The latest version of a task of the notebooks' project. */
  String version(String task) {
    var asked =
        run(
            "python",
            "-c",
            """
            import sys
            from flytekit.configuration import Config
            from flytekit.remote import FlyteRemote
            remote = FlyteRemote(Config.auto())
            task = remote.fetch_task(project="updraft", domain="development", name=sys.argv[1])
            print("version", task.id.version)
            """,
            task);
    return asked.text().strip().replaceAll("(?s).*version (\\S+)$", "$1");
  }

  /** A file in the folder that flytekit works in. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /** The same with another environment variable. */
  Workplace.Said pyflyteWith(String variable, String value, String... words) {
    return run("pyflyte", Map.of(variable, value), words);
  }

  private Workplace.Said run(String program, String... words) {
    return run(program, Map.of(), words);
  }

  private Workplace.Said run(String program, Map<String, String> more, String... words) {
    var command = new ArrayList<>(List.of(VENV.resolve("bin").resolve(program).toString()));
    command.addAll(List.of(words));
    var environment = new HashMap<>(more);
    environment.put("FLYTECTL_CONFIG", folder.resolve("config.yaml").toString());
    return Workplace.run(command, environment);
  }
}
