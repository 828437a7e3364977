package dev.updraft.client.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a daemon's process is made: its JVM, its flags, a session of its own, its output in a file.
 */
final class Daemon {
  private static final String MAIN = "dev.updraft.app.Main";
  private static final int OLDEST_JAVA = 25;
  private static final long LARGE_LOG = 10_000_000;

  /**
   * What every JVM of the backend gets; an AOT cache works only under the flags that it was made
   * with.
   */
  static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1", // a daemon that serves one person is never hot for long
          "-Xmx512m",
          "-XX:+ExitOnOutOfMemoryError",
          "-Dfile.encoding=UTF-8",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final Home home;

  Daemon(Home home) {
    this.home = home;
  }

  /** Starts it; the process goes on when this one ends, whatever signal ends this one. */
  Process start(Installation installation) {
    var command = new ArrayList<>(detached());
    command.add(java().toString());
    command.addAll(FLAGS);
    if (Files.exists(AotCache.file(home, installation))) {
      command.add("-XX:AOTCache=" + AotCache.file(home, installation));
    }
    command.addAll(arguments(installation, "serve"));
    return start(command, home.log());
  }

  /** The class path and main class, with what the backend must know of its own build. */
  static List<String> arguments(Installation installation, String verb) {
    return List.of(
        "-Dupdraft.build=" + installation.build(), "-cp", installation.lib() + "/*", MAIN, verb);
  }

  Process start(List<String> command, Path log) {
    try {
      if (Files.exists(log) && Files.size(log) > LARGE_LOG) {
        Files.move(
            log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
      var builder = new ProcessBuilder(command);
      builder.environment().put("UPDRAFT_HOME", home.folder().toString());
      builder
          .environment()
          .remove("JAVA_TOOL_OPTIONS"); // meant for the notebook, not for the backend
      return builder
          .directory(home.folder().toFile())
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start a process: " + String.join(" ", command), e);
    }
  }

  /** This process's own JDK, which is new enough or this line says so. */
  static Path java() {
    if (Runtime.version().feature() < OLDEST_JAVA) {
      throw new IllegalStateException(
          "The backend needs Java %d, but this process runs on %s. Start it with a JDK 25 (JAVA_HOME)."
              .formatted(OLDEST_JAVA, Runtime.version()));
    }
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /**
   * Jupyter ends a kernel by a signal to its whole process group: the daemon must be in none of
   * them.
   */
  static List<String> detached() {
    return program("setsid")
        .map(setsid -> List.of(setsid.toString()))
        .orElseGet(
            () -> program("nohup").map(nohup -> List.of(nohup.toString())).orElse(List.of()));
  }

  private static Optional<Path> program(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":"))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
