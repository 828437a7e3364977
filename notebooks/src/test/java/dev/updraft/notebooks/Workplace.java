package dev.updraft.notebooks;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A machine of one user: a data folder of its own, the built jars, the Python environment. Stops
 * its backend when closed.
 */
final class Workplace implements AutoCloseable {
  static final Path CHECKOUT =
      Path.of(System.getProperty("updraft.checkout", "..")).toAbsolutePath().normalize();
  static final Path DATA = CHECKOUT.resolve(".updraft/data");
  static final Path DIST =
      Path.of(System.getProperty("updraft.dist", "target/dist")).toAbsolutePath();
  private static final Path VENV = CHECKOUT.resolve(".updraft/venv");
  private static final Path PREPARE = CHECKOUT.resolve("notebooks/src/build/prepare.py");

  private final Path home;
  private final Path dist;
  private final boolean temporary;

  private Workplace(Path home, Path dist, boolean temporary) {
    Kernelspec.written(dist);
    this.home = home;
    this.dist = dist;
    this.temporary = temporary;
  }

  /** In a fresh folder with a blank in its name, as users have them. */
  static Workplace fresh() {
    try {
      return new Workplace(Files.createTempDirectory("updraft home "), DIST, true);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Making a data folder", e);
    }
  }

  /** On a data folder that is there already, or not yet. */
  static Workplace at(Path home) {
    return new Workplace(home, DIST, false);
  }

  /** The same user's data folder, seen from another checkout: the jars lie elsewhere. */
  Workplace fromAnotherCheckout(Path folder) {
    try (var files = Files.walk(DIST)) {
      for (var file : files.toList()) {
        Files.copy(file, folder.resolve(DIST.relativize(file).toString()), REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Copying the built jars", e);
    }
    return new Workplace(home, folder, false);
  }

  Path home() {
    return home;
  }

  /** Opens a notebook. */
  Kernel kernel() {
    return kernel(Map.of());
  }

  /** Opens a notebook whose kernel has more environment variables. */
  Kernel kernel(Map<String, String> more) {
    return Kernel.start("updraft", environment(more));
  }

  /** Opens a notebook with JJava's kernel as it is. */
  Kernel plainKernel() {
    return Kernel.start("java-plain", environment(Map.of()));
  }

  /** Runs the {@code updraft} command; its output with its errors. */
  Said updraft(String... words) {
    var command =
        new ArrayList<>(
            List.of(
                java().toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
    command.addAll(
        List.of(
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            dist + "/lib/*",
            "dev.updraft.cli.Main"));
    command.addAll(List.of(words));
    return run(command, environment(Map.of()));
  }

  /** Where the backend listens, or did when it was there. */
  String endpoint() {
    try {
      return Files.readString(home.resolve("endpoint.json"))
          .replaceAll("(?s).*\"port\"\\s*:\\s*(\\d+).*", "127.0.0.1:$1");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Reading where the backend listens", e);
    }
  }

  /** Ends the backend as a power cut would: nothing of it has a say. */
  void killBackend() {
    try {
      var endpoint = Files.readString(home.resolve("endpoint.json"));
      var pid = Long.parseLong(endpoint.replaceAll("(?s).*\"pid\"\\s*:\\s*(\\d+).*", "$1"));
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Killing the backend", e);
    }
  }

  /** What a command said, and its exit code. */
  record Said(int exit, String text) {}

  /** Stops the backend; a fresh folder goes, some 250 MB. */
  @Override
  public void close() {
    if (Files.exists(home.resolve("endpoint.json"))) {
      updraft("backend", "stop");
    }
    if (temporary) {
      delete();
    }
  }

  /** Workers go on for a moment, and write. */
  private void delete() {
    for (var tries = 100; tries > 0 && Files.exists(home); tries--) {
      try (var files = Files.walk(home)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException | java.io.UncheckedIOException _) {
        LockSupport.parkNanos(100_000_000);
      }
    }
  }

  /** Runs a program of the Jupyter environment, or one that starts it. */
  Said run(List<String> command, Path browser) {
    return runHere(command, Map.of("UPDRAFT_BROWSER", browser.toString()));
  }

  /** Runs a program of the Jupyter environment that starts kernels. */
  Said runHere(List<String> command, Map<String, String> more) {
    return run(command, environment(more));
  }

  static Path jupyter() {
    return VENV.resolve("bin/jupyter");
  }

  static Path python() {
    return VENV.resolve("bin/python");
  }

  private Map<String, String> environment(Map<String, String> more) {
    var environment =
        new HashMap<>(
            Map.of(
                "UPDRAFT_HOME",
                home.toString(),
                "UPDRAFT_LIB",
                dist.resolve("backend").toString()));
    environment.put("JUPYTER_PATH", dist.resolve("jupyter").toString());
    environment.put("JUPYTER_PLATFORM_DIRS", "1");
    environment.put("JPY_SESSION_NAME", "test.ipynb");
    environment.putAll(more);
    return environment;
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  static Said run(List<String> command, Map<String, String> environment) {
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      var process = builder.start();
      process.getOutputStream().close();
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Said(process.waitFor(), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Running " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while running " + command, e);
    }
  }

  /** Written once per folder of jars, for the JDK that runs the tests. */
  private static final class Kernelspec {
    private static final Map<Path, Said> SAID = new ConcurrentHashMap<>();

    static void written(Path dist) {
      var said = SAID.computeIfAbsent(dist, Kernelspec::write);
      if (said.exit != 0) {
        throw new IllegalStateException("The kernelspec was not made: " + said.text);
      }
    }

    private static Said write(Path dist) {
      return run(
          List.of(
              python().toString(),
              PREPARE.toString(),
              "kernelspec",
              dist.toString(),
              System.getProperty("java.home"),
              VENV.toString()),
          Map.of());
    }
  }
}
