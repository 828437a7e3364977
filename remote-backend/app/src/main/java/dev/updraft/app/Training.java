package dev.updraft.app;

import dev.updraft.engine.CrashPoint;
import dev.updraft.service.FirstCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** One backend's life in a few seconds, on a folder of its own, for the AOT cache. */
final class Training {
  private Training() {}

  static Exit run(Map<String, String> environment) {
    try {
      var folder = Files.createTempDirectory("updraft-training");
      try {
        live(folder, environment);
      } finally {
        delete(folder);
      }
      return Exit.OK;
    } catch (IOException e) {
      throw new StartRefused(
          Exit.UNUSABLE_DATA, "The training's folder cannot be used: " + e.getMessage(), e);
    }
  }

  private static void live(Path folder, Map<String, String> environment) {
    var own = new HashMap<>(environment);
    own.put("UPDRAFT_HOME", folder.resolve("home").toString());
    own.put(Property.SPARES.variable(), "0");
    own.put(Property.PORT.variable(), "0");
    var home = Home.of(own);
    try (var _ = HomeLock.take(home)) {
      Logging.to(home.logs());
      var token = TokenFile.read(home);
      try (var backend =
          Backend.start(home, Configuration.read(home, own), token, CrashPoint.NONE)) {
        Endpoint.of(backend.port(), Build.id(), dev.updraft.store.sql.SqlStore.schema())
            .write(home);
        FirstCalls.make(backend.port(), token);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
