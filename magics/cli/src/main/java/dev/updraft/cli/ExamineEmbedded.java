package dev.updraft.cli;

import dev.updraft.client.Session;
import dev.updraft.client.Settings;
import dev.updraft.client.Where;
import dev.updraft.client.embedded.Build;
import dev.updraft.client.embedded.Endpoint;
import dev.updraft.client.embedded.Home;
import dev.updraft.magics.view.Words;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** The backend of this machine: its data folder, and its daemon if that runs. */
final class ExamineEmbedded {
  private static final String DATABASE_BEGINS = "SQLite format 3\0";
  private static final long ENOUGH = 2L << 30;
  private static final long TOO_LITTLE = 200L << 20;
  private static final int PATIENCE_MILLIS = 2000;

  private final Where.Embedded where;
  private final Settings settings;
  private final Home home;
  private final List<Finding> found = new ArrayList<>();

  ExamineEmbedded(Where.Embedded where, Settings settings) {
    this.where = where;
    this.settings = settings;
    this.home = where.home();
  }

  List<Finding> findings() {
    try {
      if (folder()) {
        closedToOthers(home.folder(), "rwx------");
        closedToOthers(home.token(), "rw-------");
        database();
        daemon();
      }
    } catch (IOException e) {
      found.add(
          Finding.wrong(
              "%s cannot be looked at: %s".formatted(home, e),
              "See to whom it belongs: ls -ld " + home));
    }
    return found;
  }

  /** Whether there is one that can be used. */
  private boolean folder() throws IOException {
    var folder = home.folder();
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      found.add(
          Finding.wrong(folder + " is a file", "Set UPDRAFT_HOME to a folder, or move it away."));
      return false;
    }
    var nearest = folder;
    while (nearest != null && !Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    if (nearest == null || !Files.isWritable(nearest)) {
      found.add(
          Finding.wrong(
              "you cannot write to %s%s".formatted(folder, nearest == null ? "" : owner(nearest)),
              "Set UPDRAFT_HOME to a folder of your own."));
      return false;
    }
    space(nearest);
    if (!Files.exists(folder)) {
      found.add(Finding.note("no data yet in %s: the first call makes it".formatted(folder)));
      return false;
    }
    found.add(Finding.good("data in " + folder));
    return true;
  }

  private static String owner(Path path) throws IOException {
    return ": %s belongs to %s".formatted(path, Files.getOwner(path).getName());
  }

  private void space(Path at) throws IOException {
    var free = Files.getFileStore(at).getUsableSpace();
    var said = "%s free on the disk of %s".formatted(Words.size(free), home);
    if (free < TOO_LITTLE) {
      found.add(
          Finding.wrong(
              said, "Make room, or set UPDRAFT_HOME to another disk. Calls fail without."));
    } else if (free < ENOUGH) {
      found.add(Finding.note(said + ": little, if dataframes are large"));
    } else {
      found.add(Finding.good(said));
    }
  }

  private void closedToOthers(Path path, String wanted) throws IOException {
    if (!Files.exists(path) || !Files.getFileStore(path).supportsFileAttributeView("posix")) {
      return;
    }
    var more = EnumSet.noneOf(PosixFilePermission.class);
    more.addAll(Files.getPosixFilePermissions(path));
    more.removeAll(PosixFilePermissions.fromString(wanted));
    if (!more.isEmpty()) {
      found.add(
          Finding.wrong(
              "others on this machine can open " + path,
              "Close it: chmod go= '%s'".formatted(path)));
    } else if (!Files.isReadable(path)) {
      found.add(
          Finding.wrong(
              "you cannot read %s%s".formatted(path, owner(path)),
              "Set UPDRAFT_HOME to a folder of your own."));
    }
  }

  private void database() throws IOException {
    var file = home.folder().resolve("updraft.db");
    if (!Files.exists(file) || Files.size(file) == 0) {
      return;
    }
    try (var bytes = Files.newInputStream(file)) {
      var begins = new String(bytes.readNBytes(16), StandardCharsets.ISO_8859_1);
      if (!begins.equals(DATABASE_BEGINS)) {
        found.add(
            Finding.wrong(
                file + " is no database any more",
                "Put back a copy, or move it away with its -wal and -shm: history and catalog begin anew."));
      } else if (!Files.isWritable(file)) {
        found.add(Finding.wrong("you cannot write to " + file, "chmod u+w '%s'".formatted(file)));
      }
    }
  }

  private void daemon() {
    var running = Session.embedded(where).find();
    if (running.isEmpty()) {
      found.add(
          Finding.note(
              "the backend does not run: the next call starts it, and what was under way goes on"));
      return;
    }
    var endpoint = running.get();
    if (!answers(endpoint)) {
      found.add(
          Finding.wrong(
              "the backend (process %d) does not answer at %s"
                  .formatted(endpoint.pid(), endpoint.target()),
              "Stop it: ./updraft backend stop. The next call starts it anew, and running tasks go on."));
      return;
    }
    var here = checkout();
    if (here.filter(build -> endpoint.build().olderThan(build)).isPresent()) {
      found.add(
          Finding.note(
              "the backend runs an older build (%s; this checkout is %s): the next call restarts it, once nothing is under way"
                  .formatted(endpoint.build(), here.get())));
      return;
    }
    if (here.filter(build -> build.olderThan(endpoint.build())).isPresent()) {
      found.add(
          Finding.note(
              "the backend runs a newer build (%s) than this checkout (%s): another one started it"
                  .formatted(endpoint.build(), here.get())));
    }
    found.add(Connecting.to(settings));
  }

  private Optional<Build> checkout() {
    return where
        .jars()
        .map(jars -> jars.resolve("build"))
        .filter(Files::isReadable)
        .map(
            file -> {
              try {
                return new Build(Files.readString(file).strip());
              } catch (IOException | IllegalArgumentException _) {
                return new Build("0");
              }
            });
  }

  private static boolean answers(Endpoint endpoint) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), PATIENCE_MILLIS);
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
