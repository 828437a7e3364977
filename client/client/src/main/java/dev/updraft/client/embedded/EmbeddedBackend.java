package dev.updraft.client.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;

/**
 * The daemon of one data folder: found, started, restarted when it died, stopped. Safe for any
 * number of threads and processes: whoever needs it asks, and the first one starts it under a lock.
 */
public final class EmbeddedBackend {
  private static final Duration TO_START = Duration.ofSeconds(60);
  private static final Duration TO_END = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final int TOLD_LINES = 12;

  private final Home home;
  private final Optional<Path> jars;
  private final BiFunction<EmbeddedBackend, Endpoint, List<String>> running;
  private final Clock clock;
  private final StartLock lock;
  private final Daemon daemon;

  /**
   * @param jars the folder of the backend's built jars ({@code UPDRAFT_LIB}); without it a daemon
   *     is only started from what was installed before
   * @param running names the executions that a daemon has under way: one that has any is not
   *     restarted for a newer build
   */
  public EmbeddedBackend(
      Home home, Optional<Path> jars, BiFunction<EmbeddedBackend, Endpoint, List<String>> running) {
    this(home, jars, running, Clock.systemUTC());
  }

  EmbeddedBackend(
      Home home,
      Optional<Path> jars,
      BiFunction<EmbeddedBackend, Endpoint, List<String>> running,
      Clock clock) {
    this.home = home;
    this.clock = clock;
    this.jars = jars;
    this.running = running;
    this.lock = new StartLock(home.starting());
    this.daemon = new Daemon(home);
  }

  public Home home() {
    return home;
  }

  /** The daemon, if it lives; nothing is started. */
  public Optional<Endpoint> find() {
    return Endpoint.read(home.endpoint()).filter(endpoint -> endpoint.process().isPresent());
  }

  /** What its owner must show with every call. */
  public String token() {
    try {
      return Files.readString(home.token()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read the backend's token "
              + home.token()
              + ": it belongs to the user who started the backend.",
          e);
    }
  }

  /** The daemon, started if need be, and healthy. */
  public Endpoint ensure() {
    var offered = jars.map(Installation::buildOf);
    var found =
        find().filter(endpoint -> !outdated(endpoint, offered)).filter(EmbeddedBackend::answers);
    if (found.isPresent()) {
      return found.get();
    }
    home.create();
    return lock.during(() -> startUnderLock(offered));
  }

  private Endpoint startUnderLock(Optional<Build> offered) {
    var found = find();
    if (found.isPresent() && outdated(found.get(), offered)) {
      refuseWhenBusy(found.get(), offered.orElseThrow());
      end(found.get());
    } else if (found.isPresent() && answersAtLast(found.get())) {
      return found.get();
    }
    var installation = installation(offered);
    var process = daemon.start(installation);
    var endpoint = awaitStart(process);
    AotCache.train(home, installation, daemon, clock.instant());
    AotCache.prune(home, Installation.prune(home, installation.build()));
    return endpoint;
  }

  private static boolean outdated(Endpoint endpoint, Optional<Build> offered) {
    return offered.filter(build -> endpoint.build().olderThan(build)).isPresent();
  }

  private void refuseWhenBusy(Endpoint old, Build offered) {
    var active = running.apply(this, old);
    if (!active.isEmpty()) {
      throw new EmbeddedRefused(
          "The backend in %s is of an older build (%s; this is %s) and has work under way (%s). It is not restarted under them: wait for their end, or stop it with 'updraft backend stop'."
              .formatted(home, old.build(), offered, String.join(", ", active)));
    }
  }

  private Installation installation(Optional<Build> offered) {
    return offered
        .map(build -> Installation.of(home, jars.orElseThrow(), build))
        .or(() -> Installation.newest(home))
        .orElseThrow(
            () ->
                new EmbeddedRefused(
                    "No backend runs in %s, and where its jars lie is not known: UPDRAFT_LIB is not set. Start it with './updraft backend start' in your checkout."
                        .formatted(home)));
  }

  private Endpoint awaitStart(Process process) {
    var deadline = System.nanoTime() + TO_START.toNanos();
    while (System.nanoTime() < deadline) {
      var endpoint =
          find().filter(found -> found.pid() == process.pid()).filter(EmbeddedBackend::answers);
      if (endpoint.isPresent()) {
        return endpoint.get();
      }
      if (!process.isAlive()) {
        throw new EmbeddedRefused(
            "The backend in %s ended with exit code %d when it was started. The last lines of %s:%n%s"
                .formatted(
                    home,
                    process.exitValue(),
                    home.log(),
                    String.join("\n", lastLines(TOLD_LINES))));
      }
      pause();
    }
    process.destroyForcibly();
    throw new EmbeddedRefused(
        "The backend in %s was started but not ready after %d s. The last lines of %s:%n%s"
            .formatted(
                home, TO_START.toSeconds(), home.log(), String.join("\n", lastLines(TOLD_LINES))));
  }

  /**
   * Waits for a daemon that lives to answer; one that is just ending is waited for until it is
   * gone.
   */
  private boolean answersAtLast(Endpoint endpoint) {
    var deadline = System.nanoTime() + TO_START.toNanos();
    while (endpoint.process().isPresent()) {
      if (answers(endpoint)) {
        return true;
      }
      if (System.nanoTime() > deadline) {
        throw new EmbeddedRefused(
            "The backend in %s (process %d) does not answer at %s. Stop it with 'updraft backend stop'; the next call starts it anew."
                .formatted(home, endpoint.pid(), endpoint.target()));
      }
      pause();
    }
    return false;
  }

  private static void pause() {
    LockSupport.parkNanos(LOOK.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new EmbeddedRefused("Interrupted while the backend was starting; it goes on starting.");
    }
  }

  private static boolean answers(Endpoint endpoint) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), 1000);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /**
   * Ends the daemon; attempts that run go on and are adopted by the next one.
   *
   * @return the daemon that was ended; empty when none ran
   */
  public Optional<Endpoint> stop() {
    if (find().isEmpty()) {
      return Optional.empty();
    }
    return lock.during(
        () -> {
          var found = find();
          found.ifPresent(this::end);
          return found;
        });
  }

  private void end(Endpoint endpoint) {
    endpoint
        .process()
        .ifPresent(
            process -> {
              process.destroy();
              if (!ended(process, TO_END)) {
                process.destroyForcibly();
                ended(process, TO_END);
              }
            });
  }

  private static boolean ended(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException _) {
      return false;
    }
  }

  /** The end of what the daemon did, one JSON object each. */
  public List<String> lastEvents(int count) {
    return LogTail.lines(home.events(), count);
  }

  private List<String> lastLines(int count) {
    return LogTail.lines(home.log(), count);
  }
}
