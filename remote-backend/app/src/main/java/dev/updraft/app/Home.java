package dev.updraft.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** The data folder, {@code UPDRAFT_HOME}: what lies where in it (formats.md). */
record Home(Path folder) {
  /**
   * As the environment says, else the XDG state folder's {@code updraft}. Made, for its owner
   * alone.
   */
  static Home of(Map<String, String> environment) {
    var home = new Home(named(environment).toAbsolutePath().normalize());
    try {
      if (!Files.isDirectory(home.folder)) {
        Files.createDirectories(home.folder);
        Files.setPosixFilePermissions(home.folder, PosixFilePermissions.fromString("rwx------"));
      }
      Files.createDirectories(home.logs());
    } catch (IOException e) {
      throw home.unusable(e);
    }
    if (!Files.isWritable(home.folder)) {
      throw home.unusable(new IOException("it is read-only for this user"));
    }
    return home;
  }

  private static Path named(Map<String, String> environment) {
    var home = environment.getOrDefault("UPDRAFT_HOME", "");
    if (!home.isBlank()) {
      return Path.of(home);
    }
    var state = environment.getOrDefault("XDG_STATE_HOME", "");
    return state.isBlank()
        ? Path.of(System.getProperty("user.home"), ".local", "state", "updraft")
        : Path.of(state, "updraft");
  }

  StartRefused unusable(IOException why) {
    return new StartRefused(
        Exit.UNUSABLE_DATA,
        "The data folder %s cannot be used: %s. Set UPDRAFT_HOME to a folder that you can write, or free space there."
            .formatted(folder, why.getMessage()),
        why);
  }

  Path lock() {
    return folder.resolve("lock");
  }

  Path endpoint() {
    return folder.resolve("endpoint.json");
  }

  Path token() {
    return folder.resolve("token");
  }

  Path config() {
    return folder.resolve("config");
  }

  Path database() {
    return folder.resolve("updraft.db");
  }

  Path blobs() {
    return folder.resolve("blobs");
  }

  Path workers() {
    return folder.resolve("workers");
  }

  Path aot() {
    return folder.resolve("aot");
  }

  Path logs() {
    return folder.resolve("logs");
  }
}
