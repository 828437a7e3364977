package dev.updraft.client.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** The data folder of one embedded backend, {@code UPDRAFT_HOME}: what lies where in it. */
public record Home(Path folder) {
  public Home {
    folder = folder.toAbsolutePath().normalize();
  }

  /**
   * {@code UPDRAFT_HOME}, else {@code updraft} in the XDG state folder, else {@code
   * ~/.local/state/updraft}.
   */
  public static Home of(Map<String, String> environment) {
    var named = environment.getOrDefault("UPDRAFT_HOME", "");
    if (!named.isBlank()) {
      return new Home(Path.of(named));
    }
    var state = environment.getOrDefault("XDG_STATE_HOME", "");
    return new Home(
        state.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "state", "updraft")
            : Path.of(state, "updraft"));
  }

  /** Written by the daemon when it is ready. */
  public Path endpoint() {
    return folder.resolve("endpoint.json");
  }

  /** Readable by its owner only. */
  public Path token() {
    return folder.resolve("token");
  }

  /** Held by the daemon for life: two on one folder cannot be. */
  public Path lock() {
    return folder.resolve("lock");
  }

  /** What the daemon did, one JSON object a line. */
  public Path events() {
    return folder.resolve("logs").resolve("events.jsonl");
  }

  /** What the daemon's process printed, which is little but for why it did not start. */
  public Path log() {
    return folder.resolve("logs").resolve("backend.log");
  }

  /** Held by a client while it starts, restarts or stops the daemon. */
  Path starting() {
    return folder.resolve("lock.start");
  }

  Path installs() {
    return folder.resolve("install");
  }

  Path aot() {
    return folder.resolve("aot");
  }

  /** Makes the folder, for its owner alone, when it is not there. */
  void create() {
    try {
      if (!Files.isDirectory(folder)) {
        var parent = folder.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      Files.createDirectories(folder.resolve("logs"));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot make the backend's data folder "
              + folder
              + ": set UPDRAFT_HOME to a folder that you can write.",
          e);
    }
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
