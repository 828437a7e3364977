package dev.updraft.cli;

import dev.updraft.client.Session;
import dev.updraft.client.embedded.EmbeddedBackend;
import dev.updraft.client.embedded.Endpoint;
import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.Words;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The embedded backend's switch. */
@Command(
    name = "backend",
    description =
        "The embedded backend: one per user and UPDRAFT_HOME. Notebooks start it by themselves.")
final class BackendCommand {
  private static final Duration LOOK = Duration.ofMillis(200);
  private final Main.Surroundings surroundings;

  BackendCommand(Main.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  private EmbeddedBackend daemon() {
    return Session.embedded(surroundings.embedded());
  }

  @Command(description = "Start it, unless it runs already; returns when it is ready.")
  int start() {
    var daemon = daemon();
    var before = daemon.find();
    var endpoint = daemon.ensure();
    var fresh = before.filter(endpoint::equals).isEmpty();
    surroundings.say(
        "%s %s at %s · process %d · data in %s"
            .formatted(
                Glyph.DONE.sign(),
                fresh ? "started" : "runs already",
                endpoint.target(),
                endpoint.pid(),
                daemon.home()));
    return 0;
  }

  @Command(description = "Whether it runs; exit code 3 when not.")
  int status() {
    var daemon = daemon();
    var found = daemon.find();
    if (found.isEmpty()) {
      surroundings.say("%s not running · data in %s".formatted(Glyph.WAITS.sign(), daemon.home()));
      return Main.AWAY;
    }
    var endpoint = found.get();
    surroundings.say(
        "%s running at %s · process %d · for %s · build %s"
            .formatted(
                Glyph.RUNNING.sign(),
                endpoint.target(),
                endpoint.pid(),
                uptime(endpoint),
                endpoint.build()));
    surroundings.say("  data in " + daemon.home());
    surroundings.say("  log in  " + daemon.home().events());
    return 0;
  }

  private String uptime(Endpoint endpoint) {
    return Words.duration(Duration.between(endpoint.started(), surroundings.clock().instant()));
  }

  @Command(description = "Stop it. Tasks that run go on, and the next backend finds them again.")
  int stop() {
    var daemon = daemon();
    var stopped = daemon.stop();
    surroundings.say(
        stopped
            .map(endpoint -> "%s stopped · process %d".formatted(Glyph.DONE.sign(), endpoint.pid()))
            .orElseGet(
                () -> "%s not running · data in %s".formatted(Glyph.WAITS.sign(), daemon.home())));
    return 0;
  }

  @Command(description = "What it did, one JSON object a line.")
  int logs(
      @Option(
              names = "-n",
              paramLabel = "N",
              defaultValue = "100",
              description = "The last N lines (default: 100).")
          int lines,
      @Option(names = "-f", description = "Go on, until interrupted.") boolean follow)
      throws IOException {
    var log = daemon().home().events().toFile();
    var from = log.length();
    daemon().lastEvents(lines).forEach(surroundings::say);
    while (follow && !Thread.currentThread().isInterrupted()) {
      if (log.length() < from) {
        from = 0; // it was put aside, and begun anew
      }
      if (log.length() == from) {
        LockSupport.parkNanos(LOOK.toNanos());
        continue;
      }
      try (var file = new RandomAccessFile(log, "r")) {
        var more = new byte[(int) Math.min(1 << 20, file.length() - from)];
        file.seek(from);
        file.readFully(more);
        surroundings.out().write(more, 0, more.length);
        surroundings.out().flush();
        from += more.length;
      }
    }
    return 0;
  }
}
