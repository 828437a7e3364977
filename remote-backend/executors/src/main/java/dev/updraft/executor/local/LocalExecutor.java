package dev.updraft.executor.local;

import dev.updraft.engine.Executor;
import dev.updraft.engine.InlineTask;
import dev.updraft.executor.plugin.TaskPlugin;
import dev.updraft.model.AttemptId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs attempts on this machine, each in a JVM of its own that was, as a rule, started ahead.
 *
 * <p>One {@link Loop} holds all that changes and takes what has come, one thing after the other:
 * calls of the engine, words of workers, ends of processes. What may block (starting and ending
 * processes) runs on virtual threads and comes back to the loop. In the workers' folders is
 * whatever the next backend must know: see {@link WorkerFolder}.
 */
public final class LocalExecutor implements Executor {
  private static final Logger LOG = LoggerFactory.getLogger(LocalExecutor.class);
  private static final int SAMPLE_MILLIS = 250;

  private final LocalConfig config;
  private final InstantSource clock;
  private final Map<String, TaskPlugin> plugins = new LinkedHashMap<>();
  private final Map<String, InlineTask> inline = new LinkedHashMap<>();
  private final ProcessTable table = ProcessTable.ofThisSystem();
  private final Loop loop = new Loop("local-executor");
  private @Nullable Door door;
  private @Nullable Dispatcher dispatcher;

  private LocalExecutor(LocalConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    for (TaskPlugin plugin : found(TaskPlugin.class)) {
      plugin.taskTypes().forEach(type -> plugins.put(type, plugin));
    }
    for (InlineTask task : found(InlineTask.class)) {
      task.taskTypes().forEach(type -> inline.put(type, task));
    }
  }

  /** With the task types that the service loader finds. Nothing runs before {@link #start}. */
  public static LocalExecutor of(LocalConfig config, InstantSource clock) {
    return new LocalExecutor(config, clock);
  }

  private static <T> ServiceLoader<T> found(Class<T> service) {
    return ServiceLoader.load(service, LocalExecutor.class.getClassLoader());
  }

  @Override
  public List<String> taskTypes() {
    return Stream.concat(plugins.keySet().stream(), inline.keySet().stream()).toList();
  }

  @Override
  public Optional<InlineTask> inline(String taskType) {
    return Optional.ofNullable(inline.get(taskType));
  }

  /** The logs of this executor's attempts, also of those that ended long ago. */
  public LogFiles logs() {
    return new LogFiles(config.workers());
  }

  @Override
  public void start(Listener listener) {
    try {
      Files.createDirectories(config.workers());
      List<Survivors.Found> survivors = new Survivors(config.workers(), table).find();
      var command = WorkerCommand.of(config);
      var cache = new AotCache(config, command);
      var visitors = new Visitors();
      Door opened = Door.open(config.workers(), visitors);
      var hatchery = new Hatchery(config, command, cache, table, opened.socketFile());
      var dispatching = new Dispatcher(config, clock, plugins, hatchery, loop, listener);
      door = opened;
      dispatcher = dispatching;
      visitors.told = dispatching;
      loop.start();
      loop.post(() -> survivors.forEach(dispatching::adopt));
      var memory =
          new MemoryWatch(
              table,
              clock,
              (running, verdict) -> loop.post(() -> dispatching.condemn(running, verdict)));
      loop.repeat(() -> memory.look(loop.ask(dispatching::present)), SAMPLE_MILLIS);
      var logs = new CommandLogs(LogLimit.of(config.log()));
      loop.repeat(() -> logs.look(loop.ask(dispatching::present)), SAMPLE_MILLIS);
      Thread.ofVirtual().name("worker-aot-cache").start(() -> make(cache));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The workers' folder " + config.workers() + " cannot be used: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Starts the spare workers. Apart from {@link #start}, so that they do not take the processor
   * from a backend that is about to answer its first call.
   */
  public void startSpares() {
    loop.post(() -> started().fill());
  }

  private static void make(AotCache cache) {
    try {
      cache.make();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void launch(Assignment assignment) {
    loop.post(() -> started().launch(assignment));
  }

  @Override
  public void kill(AttemptId attempt, String reason) {
    loop.post(() -> started().kill(attempt, reason));
  }

  @Override
  public Optional<Standing> find(AttemptId attempt) {
    return loop.ask(() -> started().find(attempt));
  }

  /**
   * What {@link #tidy} removed.
   *
   * @param folders of ended workers
   * @param freed what was kept of their logs, in bytes
   */
  public record Tidied(int folders, long freed) {}

  /**
   * Removes what ended attempts left here, their logs above all: of those that ended before {@code
   * olderThan}, and of the oldest as long as their logs together take more than {@code
   * mostLogBytes}. Never of one that runs. Blocks; any thread but the engine's.
   *
   * @param unended the attempts that the engine has not seen end, by the names it launched them
   *     under; asked once the folders were looked at
   */
  public Tidied tidy(Instant olderThan, long mostLogBytes, Supplier<Set<AttemptId>> unended) {
    try {
      return new EndedFolders(config.workers(), table)
          .tidy(
              olderThan,
              mostLogBytes,
              unended,
              () -> loop.ask(() -> started().workerFolders()),
              clock.instant());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The workers' folder " + config.workers() + " cannot be tidied: " + e.getMessage(), e);
    }
  }

  private Dispatcher started() {
    Dispatcher present = dispatcher;
    if (present == null) {
      throw new IllegalStateException("The local executor was not started.");
    }
    return present;
  }

  /**
   * Idle workers end; those that run an attempt go on, and the next executor over the same folder
   * finds them.
   */
  @Override
  public void close() {
    Dispatcher present = dispatcher;
    if (present != null) {
      loop.post(present::dismissSpares);
    }
    loop.close();
    Door opened = door;
    if (opened != null) {
      opened.close();
    }
    LOG.atDebug().log("The local executor is closed");
  }

  /** Brings what workers say to the loop. */
  private final class Visitors implements Door.Visitors {
    private volatile @Nullable Dispatcher told;

    @Override
    public void said(Connection connection, Frame frame) {
      Dispatcher present = told;
      if (present != null) {
        loop.post(() -> present.said(connection, frame));
      }
    }

    @Override
    public void left(Connection connection) {
      // The end of its process tells more, and comes for certain.
    }
  }
}
