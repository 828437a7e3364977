package dev.updraft.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where clients find this backend: {@code endpoint.json}, whole or not there. It stays when the
 * backend ends, for the port that the next one tries first.
 */
record Endpoint(int port, long pid, Instant started, String build, int schema) {
  private static final Pattern PORT = Pattern.compile("\"port\"\\s*:\\s*(\\d{1,5})");
  private static final Pattern PID = Pattern.compile("\"pid\"\\s*:\\s*(\\d+)");

  static Endpoint of(int port, String build, int schema) {
    var process = ProcessHandle.current();
    return new Endpoint(
        port, process.pid(), process.info().startInstant().orElse(Instant.EPOCH), build, schema);
  }

  void write(Home home) {
    var json =
        """
        {"schema":1,"host":"127.0.0.1","port":%d,"pid":%d,"started":"%s","build":"%s","db":%d}
        """
            .formatted(port, pid, started, build, schema);
    var beside = home.folder().resolve(".endpoint.json.new");
    try {
      Files.writeString(beside, json);
      Files.move(
          beside,
          home.endpoint(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw home.unusable(e);
    }
  }

  /** The port that the last backend here served on. */
  static Optional<Integer> lastPort(Home home) {
    return number(home.endpoint(), PORT).map(Long::intValue);
  }

  /** For a sentence: {@code (process 42)}, if it is known. */
  static String processOf(Home home) {
    return number(home.endpoint(), PID).map(pid -> " (process " + pid + ")").orElse("");
  }

  private static Optional<Long> number(Path file, Pattern field) {
    try {
      var match = field.matcher(Files.readString(file));
      return match.find() ? Optional.of(Long.valueOf(match.group(1))) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty(); // none was written yet
    }
  }
}
