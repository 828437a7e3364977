package dev.updraft.client.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The daemon's classes, loaded and linked ahead of time: half its start. Made once per installation
 * and JDK by a training run in the background, in a process that outlives whoever started it; when
 * it fails, the daemon merely starts slower.
 */
final class AotCache {
  private static final String PREFIX = "backend-";
  private static final Duration LONGEST = Duration.ofMinutes(5);

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

  /** A training that began before this was killed. */
  private static FileTime given(Instant now) {
    return FileTime.from(now.minus(LONGEST));
  }

  /** Deletes the caches of builds that are not installed any more. */
  static void prune(Home home, Collection<Build> installed) {
    var files = home.aot().toFile().listFiles((folder, name) -> name.startsWith(PREFIX));
    for (var file : files == null ? new File[0] : files) {
      if (installed.stream().noneMatch(build -> file.getName().startsWith(PREFIX + build + "-"))) {
        delete(file.toPath());
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + file + ".", e);
    }
  }

  /** Starts the training, when nobody did; called under the lock. */
  static void train(Home home, Installation installation, Daemon daemon, Instant now) {
    var file = file(home, installation);
    var started = file.resolveSibling(file.getFileName() + ".training");
    try {
      Files.createDirectories(home.aot());
      if (Files.exists(file)
          || (Files.exists(started)
              && Files.getLastModifiedTime(started).compareTo(given(now)) > 0)) {
        return;
      }
      Files.writeString(started, "");
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
