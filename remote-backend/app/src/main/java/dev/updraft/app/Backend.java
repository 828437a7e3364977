package dev.updraft.app;

import dev.updraft.blobs.DiskBlobs;
import dev.updraft.blobs.StoreUnavailable;
import dev.updraft.engine.CrashPoint;
import dev.updraft.engine.Engine;
import dev.updraft.engine.Layout;
import dev.updraft.engine.Settings;
import dev.updraft.executor.local.LocalConfig;
import dev.updraft.executor.local.LocalExecutor;
import dev.updraft.model.Project;
import dev.updraft.model.Unavailable;
import dev.updraft.service.BackendParts;
import dev.updraft.service.BackendServer;
import dev.updraft.service.BlobFiles;
import dev.updraft.service.RegisteredGraphs;
import dev.updraft.service.RegisteredSchedules;
import dev.updraft.service.Token;
import dev.updraft.store.sql.SqlStore;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionException;

/** The backend put together, part on part, and taken apart in reverse order. */
final class Backend implements AutoCloseable {
  private static final List<Project> PROJECTS =
      List.of(
          new Project("updraft", "updraft", "Where notebooks work unless they say otherwise"),
          new Project("flytesnacks", "flytesnacks", "For Flyte's own tutorials"));

  /** Flyte's engine looks at a workflow once in a second. */
  private static final Duration FLYTES_ROUND = Duration.ofSeconds(1);

  private final Deque<Runnable> ends = new ArrayDeque<>();
  private final BackendServer server;

  private Backend(Home home, Configuration configuration, Token token, CrashPoint crash) {
    var clock = Clock.systemUTC();
    try {
      var blobs = new DiskBlobs(home.blobs());
      var store = SqlStore.open(home.database());
      ends.push(store::close);
      var executor = LocalExecutor.of(workers(home, configuration), clock);
      ends.push(executor::close);
      var engine =
          Engine.start(
              settings(configuration, new Layout(blobs.root())),
              store,
              new BlobFiles(blobs),
              List.of(executor),
              clock,
              crash,
              new RegisteredGraphs(blobs),
              new RegisteredSchedules(blobs, configuration.limits()));
      ends.push(engine::close);
      engine.seed(PROJECTS);
      var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      ends.push(meters::close);
      EngineMeters.register(engine, meters);
      var parts =
          new BackendParts(
              engine,
              blobs,
              new LocalLogs(executor.logs()),
              token,
              configuration.limits(),
              new BackendParts.Build(Build.id(), Build.version(), Build.time()),
              !configuration.flyteOnly(),
              meters,
              clock);
      this.server = serve(parts, configuration, home);
      ends.push(server::close);
      executor.startSpares();
      var upkeep = Upkeep.start(configuration.retention(), executor, store, clock);
      ends.push(upkeep::close);
    } catch (RuntimeException e) {
      close();
      throw refused(e);
    }
  }

  static Backend start(Home home, Configuration configuration, Token token, CrashPoint crash) {
    return new Backend(home, configuration, token, crash);
  }

  int port() {
    return server.port();
  }

  /** On the port it is told, else on the last one, else on any. */
  private static BackendServer serve(BackendParts parts, Configuration configuration, Home home) {
    var wanted =
        configuration.port() != 0 ? configuration.port() : Endpoint.lastPort(home).orElse(0);
    try {
      return BackendServer.start(parts, wanted);
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof BindException)) {
        throw e;
      }
      if (configuration.port() != 0) {
        throw new StartRefused(
            Exit.WRONG_SETTINGS,
            "Port %d is taken by another program. Set %s to another one, or to 0 for any."
                .formatted(wanted, Property.PORT.key()),
            e);
      }
      return BackendServer.start(parts, 0);
    }
  }

  private static RuntimeException refused(RuntimeException e) {
    return e instanceof Unavailable || e instanceof StoreUnavailable
        ? new StartRefused(Exit.UNUSABLE_DATA, String.valueOf(e.getMessage()), e)
        : e;
  }

  private static Settings settings(Configuration configuration, Layout layout) {
    var defaults = Settings.of("embedded-" + ProcessHandle.current().pid(), layout);
    return new Settings(
        defaults.owner(),
        layout,
        configuration.systemRetries(),
        configuration.limits().inlineOutputs(),
        configuration.limits().literalMap(),
        configuration.live(),
        defaults.domains(),
        new Settings.Retention(configuration.retention().bytes(), configuration.retention().age()),
        configuration.flyteOnly() ? FLYTES_ROUND : defaults.rest());
  }

  private static LocalConfig workers(Home home, Configuration configuration) {
    var jars = Jars.find();
    var defaults =
        LocalConfig.of(
            home.workers(),
            home.aot(),
            Path.of(System.getProperty("java.home"), "bin", "java"),
            jars.runner(),
            jars.adapters(),
            Build.id());
    var workers = configuration.workers();
    return new LocalConfig(
        defaults.workers(),
        defaults.aot(),
        defaults.java(),
        defaults.classPath(),
        defaults.adapters(),
        defaults.build(),
        workers.spare(),
        workers.most() == 0 ? defaults.concurrent() : workers.most(),
        workers.memory(),
        configuration.logBytes(),
        workers.keep(),
        defaults.jvmOptions(),
        workers.environments());
  }

  /** Calls end, then the engine, then what it stands on. Attempts that run go on. */
  @Override
  public void close() {
    while (!ends.isEmpty()) {
      ends.pop().run();
    }
  }
}
