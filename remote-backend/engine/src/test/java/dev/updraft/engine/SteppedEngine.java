package dev.updraft.engine;

import dev.updraft.model.Attempt;
import dev.updraft.model.AttemptId;
import dev.updraft.model.CatalogKey;
import dev.updraft.model.EntityId;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.Labels;
import dev.updraft.model.Launch;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.Request;
import dev.updraft.model.Resources;
import dev.updraft.model.Role;
import dev.updraft.model.TaskId;
import dev.updraft.model.TaskRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * An engine that a test moves by hand, on one thread: every call returns when nothing is left to do
 * at this moment.
 */
public final class SteppedEngine {
  public final ManualClock clock = new ManualClock();
  public final MemoryFiles files = new MemoryFiles(clock);
  public final ScriptedExecutor executor = new ScriptedExecutor(clock, files);
  public final Layout layout = new Layout("mem:");
  private final Supplier<Store> stores;
  private final Deque<Runnable> lanes = new ArrayDeque<>();
  private CrashPoint crash = CrashPoint.NONE;
  private Graphs graphs = Graphs.NONE;
  private Schedules schedules = Schedules.NONE;
  private Settings settings = Settings.of("test", layout);
  private Optional<Engine> engine = Optional.empty();
  private Optional<Store> store = Optional.empty();

  /**
   * @param stores opens the store anew, with what it held
   */
  public SteppedEngine(Supplier<Store> stores) {
    this.stores = stores;
  }

  public static SteppedEngine inMemory() {
    var store = new MemoryStore();
    return new SteppedEngine(() -> store);
  }

  public SteppedEngine with(Settings other) {
    settings = other;
    return this;
  }

  public SteppedEngine with(Graphs reader) {
    graphs = reader;
    return this;
  }

  public SteppedEngine with(Schedules reader) {
    schedules = reader;
    return this;
  }

  public SteppedEngine crashing(CrashPoint point) {
    crash = point;
    return this;
  }

  /** Starts, or starts again after {@link #die}. */
  public SteppedEngine start() {
    store = Optional.of(stores.get());
    engine =
        Optional.of(
            Engine.stepped(
                settings,
                store.orElseThrow(),
                files,
                List.of(executor),
                clock,
                point -> crash.reached(point),
                graphs,
                schedules,
                lanes::add));
    settle();
    return this;
  }

  /**
   * The process is killed: memory, lanes and connections are gone; the executor's attempts go on.
   */
  public void die() {
    executor.deafen();
    lanes.clear();
    engine = Optional.empty();
    store.ifPresent(Store::close);
    store = Optional.empty();
  }

  public Engine engine() {
    return engine.orElseThrow();
  }

  public Store store() {
    return store.orElseThrow();
  }

  /** Does all there is to do. */
  public void settle() {
    try {
      while (!lanes.isEmpty() || engine().drain()) {
        var lane = lanes.poll();
        if (lane != null) {
          lane.run();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public void tick(Duration by) {
    clock.advance(by);
    settle();
  }

  /** Calls something that asks the loop, on another thread, while this one moves the engine. */
  public <T> T asking(Supplier<T> call) {
    var reply = CompletableFuture.supplyAsync(call, task -> Thread.ofVirtual().start(task));
    while (!reply.isDone()) {
      settle();
      Thread.onSpinWait();
    }
    settle();
    try {
      return reply.join();
    } catch (java.util.concurrent.CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  public Execution launch(Request launch) {
    return asking(() -> engine().executions().create(launch));
  }

  public void abort(ExecutionId id) {
    asking(
        () -> {
          engine().executions().terminate(id, "enough", "");
          return true;
        });
  }

  public Execution execution(ExecutionId id) {
    return engine().executions().get(id);
  }

  public NodeExecution node(ExecutionId id) {
    return engine().executions().nodes(id).get(1);
  }

  public List<Attempt> attempts(ExecutionId id) {
    return engine().executions().attempts(id);
  }

  public List<ExecutionEvent> watch(ExecutionId... ids) {
    var seen = new ArrayList<ExecutionEvent>();
    engine().watching().watch(List.of(ids), 0, seen::add);
    return seen;
  }

  public static ExecutionId id(String name) {
    return new ExecutionId("updraft", "development", name);
  }

  public static AttemptId attempt(String execution, int number) {
    return new AttemptId(id(execution), "clean", number);
  }

  /** A task {@code clean} with its options. */
  public static TaskBuilder task() {
    return new TaskBuilder();
  }

  /** Options of a test's task. */
  public static final class TaskBuilder {
    private int retries;
    private Optional<Duration> timeout = Optional.empty();
    private Optional<TaskRun.Caching> caching = Optional.empty();
    private boolean outputs = true;
    private String codeKey = "c1-one";
    private String session = "";
    private String type = "java-task";

    /** Done by {@link ScriptedExecutor#INLINE}. */
    public TaskBuilder inline() {
      type = ScriptedExecutor.INLINE;
      return this;
    }

    public TaskBuilder retries(int n) {
      retries = n;
      return this;
    }

    public TaskBuilder timeout(Duration limit) {
      timeout = Optional.of(limit);
      return this;
    }

    public TaskBuilder cached(String inputs) {
      return cached(inputs, true, false);
    }

    public TaskBuilder cached(String inputs, boolean serialize, boolean overwrite) {
      caching =
          Optional.of(
              new TaskRun.Caching(
                  new CatalogKey(
                      "updraft",
                      "development",
                      "clean",
                      "c1-one-aaaa-bbbb",
                      "flyte_cached-" + inputs),
                  serialize,
                  overwrite));
      return this;
    }

    public TaskBuilder withoutOutputs() {
      outputs = false;
      return this;
    }

    public TaskBuilder codeKey(String key) {
      codeKey = key;
      return this;
    }

    public TaskBuilder session(String name) {
      session = name;
      return this;
    }

    public Launch call(String execution) {
      var task = new TaskId("updraft", "development", "clean", "v1");
      return new Launch(
          id(execution),
          "spec".getBytes(StandardCharsets.UTF_8),
          "inputs".getBytes(StandardCharsets.UTF_8),
          EntityId.of(task),
          new TaskRun(
              task,
              type,
              "template".getBytes(StandardCharsets.UTF_8),
              new Resources(1L << 30, timeout),
              retries,
              outputs,
              caching,
              codeKey,
              Map.of()),
          Role.TASK,
          new Labels("ada", session, "flights.ipynb", "3"),
          List.of());
    }
  }
}
