package dev.updraft.client.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The daemon's classes, loaded and linked ahead of time: half its start. Made once per installation
 * and JDK by a training run in the background, in a process that outlives whoever started it; when
 * it fails, the daemon merely starts slower.
 */
final class AotCache {
  private AotCache() {}

  static Path file(Home home, Installation installation) {
    return home.aot()
        .resolve(
            "backend-"
                + installation.build()
                + "-"
                + Runtime.version().toString().replaceAll("[^0-9A-Za-z.]", "_")
                + ".aot");
  }

  /** Starts the training, when nobody did. */
  static void train(Home home, Installation installation, Daemon daemon) {
    var file = file(home, installation);
    var started = file.resolveSibling(file.getFileName() + ".training");
    try {
      Files.createDirectories(home.aot());
      if (Files.exists(file) || !started.toFile().createNewFile()) {
        return;
      }
      // Written beside and renamed by the shell: a daemon must never open a cache that is half
      // there.
      var beside = file.resolveSibling(file.getFileName() + ".new");
      var java = new ArrayList<String>();
      java.add(Daemon.java().toString());
      java.addAll(Daemon.FLAGS);
      java.add("-XX:AOTCacheOutput=" + beside);
      java.addAll(Daemon.arguments(installation, "train"));
      var command = new ArrayList<>(Daemon.detached());
      command.addAll(
          List.of(
              "sh", "-c", "new=$1 file=$2; shift 2; nice \"$@\" && mv \"$new\" \"$file\"", "sh"));
      command.addAll(List.of(beside.toString(), file.toString()));
      command.addAll(java);
      daemon.start(command, home.folder().resolve("logs").resolve("train.log"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write below " + home.aot() + ".", e);
    }
  }
}
