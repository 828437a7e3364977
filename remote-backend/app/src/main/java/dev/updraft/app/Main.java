package dev.updraft.app;

import dev.updraft.service.BackendServer;
import dev.updraft.store.sql.SqlStore;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded backend's process. {@code serve} runs until SIGTERM; {@code train} starts one on a
 * folder of its own, calls everything once, and ends: what the JVM saw becomes its AOT cache. Exit
 * codes are {@link Exit}'s; whoever starts the process shows what it printed.
 */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var code = Exit.FAILED.code();
    try {
      code = run(arguments, System.getenv(), System.out, System.err).code();
    } finally {
      // Whatever happened, such as jars that were deleted: an engine's threads would stay for ever.
      System.exit(code);
    }
  }

  private static Exit run(
      String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      return switch (arguments.length == 1 ? arguments[0] : "") {
        case "serve" -> serve(environment, out);
        case "train" -> Training.run(environment);
        default -> {
          err.println("Usage: serve | train. People use 'updraft backend start' instead.");
          yield Exit.WRONG_SETTINGS;
        }
      };
    } catch (StartRefused e) {
      err.println(e.getMessage());
      LoggerFactory.getLogger(Main.class).atError().setCause(e).log("The backend did not start");
      return e.exit();
    } catch (RuntimeException | LinkageError e) {
      err.println("The backend failed in a way that it should not: " + e);
      e.printStackTrace(err);
      LoggerFactory.getLogger(Main.class).atError().setCause(e).log("The backend did not start");
      return Exit.FAILED;
    }
  }

  private static Exit serve(Map<String, String> environment, PrintStream out) {
    LoggerFactory
        .getILoggerFactory(); // whoever comes while this is made gets a substitute for good
    Thread.ofPlatform().name("preload").daemon().start(BackendServer::preload);
    var home = Home.of(environment);
    try (var _ = HomeLock.take(home)) {
      Logging.to(home.logs());
      var configuration = Configuration.read(home, environment);
      var token = TokenFile.read(home);
      var asked = new CountDownLatch(1);
      var closed = new CountDownLatch(1);
      var backend = Backend.start(home, configuration, token, Crash.asked());
      try (backend) {
        Endpoint.of(backend.port(), Build.id(), SqlStore.schema()).write(home);
        // SIGTERM comes as a hook; the JVM ends when it returns, so it waits for the closing here.
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      asked.countDown();
                      await(closed);
                    },
                    "asked-to-end"));
        announce(home, backend.port(), out);
        await(asked);
      } finally {
        log().atInfo().log("Ended");
        closed.countDown();
      }
      return Exit.OK;
    }
  }

  private static void announce(Home home, int port, PrintStream out) {
    var process = ProcessHandle.current();
    var took =
        process
            .info()
            .startInstant()
            .map(start -> Duration.between(start, Instant.now()).toMillis());
    log()
        .atInfo()
        .addKeyValue("port", port)
        .addKeyValue("build", Build.id())
        .addKeyValue("took_ms", took.orElse(-1L))
        .log("Serving");
    out.printf(
        "%s Updraft backend %s serves on 127.0.0.1:%d, data in %s, process %d%n",
        Instant.now(), Build.id(), port, home.folder(), process.pid());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Logger log() {
    return LoggerFactory.getLogger(Main.class);
  }
}
