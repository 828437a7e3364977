package dev.updraft.client.embedded;

import dev.updraft.client.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What {@code endpoint.json} says of the daemon that wrote it.
 *
 * @param started when its process started: a number that the system gave out again is not the
 *     daemon
 * @param db the version of its database's schema
 */
public record Endpoint(String host, int port, long pid, Instant started, Build build, int db) {
  private static final int SCHEMA = 1;

  /** The system computes a start from its uptime, so that two readings may differ a little. */
  private static final Duration CLOCK_JITTER = Duration.ofSeconds(2);

  /** As a channel's target. */
  public String target() {
    return host + ":" + port;
  }

  /** The daemon's process, if it still lives. */
  public Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::sameStart);
  }

  private boolean sameStart(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(start -> Duration.between(start, started).abs().compareTo(CLOCK_JITTER) <= 0)
        .orElse(true);
  }

  /**
   * Reads the file; empty when there is none, or when it is of a form that only a later Updraft
   * knows.
   */
  static Optional<Endpoint> read(Path file) {
    try {
      var fields = Json.fields(Files.readAllBytes(file));
      if (!String.valueOf(SCHEMA).equals(fields.get("schema"))) {
        return Optional.empty();
      }
      return Optional.of(
          new Endpoint(
              fields.getOrDefault("host", "127.0.0.1"),
              Integer.parseInt(fields.getOrDefault("port", "")),
              Long.parseLong(fields.getOrDefault("pid", "")),
              instant(fields.getOrDefault("started", "")),
              new Build(fields.getOrDefault("build", "0")),
              Integer.parseInt(fields.getOrDefault("db", "0"))));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException | DateTimeException _) {
      return Optional.empty(); // nobody can be reached by it; the next start writes it anew
    }
  }

  private static Instant instant(String text) {
    return text.matches("[0-9]+")
        ? Instant.ofEpochMilli(Long.parseLong(text))
        : Instant.parse(text);
  }
}
