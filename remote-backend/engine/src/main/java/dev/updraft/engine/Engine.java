package dev.updraft.engine;

import dev.updraft.engine.FlightEvent.Outcome;
import dev.updraft.engine.Loop.Command;
import dev.updraft.model.AttemptId;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.Failure;
import dev.updraft.model.Foreseen;
import dev.updraft.model.Project;
import dev.updraft.model.Refusal;
import dev.updraft.model.Request;
import dev.updraft.model.TaskRun;
import dev.updraft.model.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine put together: the loop on a thread of its own, lanes on virtual threads, executors
 * told to start. Close it before its store; attempts that run go on and are found again by the next
 * engine on the same store.
 */
public final class Engine implements ControlPlane, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Engine.class);
  private static final Duration NAP = Duration.ofSeconds(1);
  private static final Duration TIDY = Duration.ofHours(1);

  private final Settings settings;
  private final InstantSource clock;
  private final GateExecutor gates;
  private final Map<String, Executor> executors;
  private final Lanes lanes;
  private final Courses courses;
  private final Acts acts;
  private final Later later;
  private final Outcomes outcomes;
  private final Lookup lookup;
  private final Watchers watchers;
  private final Loop loop;
  private final Store store;
  private final Housekeeping housekeeping;
  private final StoredEntities entities;
  private final Scheduler scheduler;
  private final StoredNames names;
  private final StoredAttributes attributes;
  private final StoredPlans plans;
  private final StoredCatalog catalog;
  private final StoredProjects projects;
  private final StoredExecutions executions;
  private Optional<Thread> thread = Optional.empty();
  private Optional<ExecutorService> threads = Optional.empty();
  private Instant tidied;
  private volatile boolean closing;

  private Engine(
      Settings settings,
      Store store,
      DataFiles files,
      List<Executor> executors,
      InstantSource clock,
      CrashPoint crash,
      Graphs graphs,
      Schedules schedules,
      java.util.concurrent.Executor laneThreads) {
    this.settings = settings;
    this.store = store;
    this.clock = clock;
    this.gates = new GateExecutor(store.reads(), files, settings.layout(), clock);
    var tasks = byType(executors);
    this.executors = new LinkedHashMap<>(tasks);
    this.executors.put(ControlPlane.Gates.TYPE, gates);
    this.lanes = new Lanes(laneThreads);
    this.watchers = new Watchers(store.reads());
    this.loop = new Loop(settings, store, clock, crash, new Outside());
    this.lookup = new Lookup(store.reads(), files, settings);
    var earlier = new Earlier(store.reads(), files, settings);
    this.executions =
        new StoredExecutions(
            store.reads(),
            loop,
            clock,
            lookup,
            files,
            settings,
            tasks.keySet(),
            earlier,
            request -> dryRun(graphs, request));
    this.courses = new Courses(this, store.reads(), loop, graphs, executions, earlier, this::given);
    this.acts =
        new Acts(
            store.reads(), files, settings.layout(), this.executors, crash, courses, this::ended);
    this.later = new Later(effect -> quietly("files of an execution", () -> acts.act(effect)));
    this.outcomes = new Outcomes(files, lookup, settings, new Unfold(store.reads(), earlier));
    this.entities = new StoredEntities(store.reads(), loop, clock);
    this.names = new StoredNames(store.reads(), loop);
    this.attributes = new StoredAttributes(store.reads(), loop);
    this.scheduler = new Scheduler(this, store.reads(), loop, schedules, clock);
    this.plans = new StoredPlans(entities, store.reads(), loop, schedules, scheduler, clock);
    this.catalog = new StoredCatalog(store.reads(), loop, files, settings);
    this.projects = new StoredProjects(store.reads(), loop, settings, clock);
    this.housekeeping = new Housekeeping(store.reads(), loop, files, settings.retention(), clock);
    this.tidied = clock.instant();
  }

  private List<Foreseen> dryRun(Graphs graphs, Request request) {
    return new DryRun(this, graphs, executions::found, executions::outputs, now()).of(request);
  }

  private static Map<String, Executor> byType(List<Executor> executors) {
    var byType = new LinkedHashMap<String, Executor>();
    for (var executor : executors) {
      executor.taskTypes().forEach(type -> byType.put(type, executor));
    }
    return byType;
  }

  /** Reads the state, starts the executors and the loop. */
  public static Engine start(
      Settings settings,
      Store store,
      DataFiles files,
      List<Executor> executors,
      InstantSource clock,
      CrashPoint crash,
      Graphs graphs,
      Schedules schedules) {
    var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("lane-", 0).factory());
    var engine =
        new Engine(settings, store, files, executors, clock, crash, graphs, schedules, threads);
    engine.threads = Optional.of(threads);
    engine.later.start();
    engine.open(executors);
    engine.thread = Optional.of(Thread.ofPlatform().name("engine-loop").start(engine::run));
    engine.scheduler.start();
    return engine;
  }

  /**
   * An engine that moves only when {@link #drain} is called; lanes run where {@code laneThreads}
   * says. For tests.
   */
  static Engine stepped(
      Settings settings,
      Store store,
      DataFiles files,
      List<Executor> executors,
      InstantSource clock,
      CrashPoint crash,
      Graphs graphs,
      Schedules schedules,
      java.util.concurrent.Executor laneThreads) {
    var engine =
        new Engine(settings, store, files, executors, clock, crash, graphs, schedules, laneThreads);
    engine.open(executors);
    return engine;
  }

  private void open(List<Executor> all) {
    all.forEach(executor -> executor.start(new Listening()));
    gates.start(new Listening());
    loop.load();
    showAgain();
  }

  private void run() {
    while (!closing && !loop.lost()) {
      try {
        loop.round(NAP);
        if (settings.rest().isPositive()) {
          Thread.sleep(settings.rest());
        }
        if (!clock.instant().isBefore(tidied.plus(TIDY))) {
          tidied = clock.instant();
          Thread.startVirtualThread(this::tidyQuietly);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void tidyQuietly() {
    try {
      tidy();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("Housekeeping failed; it is tried again in an hour");
    }
  }

  /** Whether the loop is alive and owns its shards. */
  public boolean healthy() {
    return !closing && !loop.lost() && thread.map(Thread::isAlive).orElse(true);
  }

  /** How the loop does, for metrics. */
  public EngineStats stats() {
    return loop.stats();
  }

  /** Removes what is too old or too much. Blocks; also done every hour. */
  public Housekeeping.Tidied tidy() {
    return housekeeping.tidy();
  }

  /** Fires the schedules that are due. For tests. */
  void fireSchedules() {
    scheduler.fire();
  }

  /** One round, if there is something to do. For tests. */
  boolean drain() throws InterruptedException {
    if (loop.idle()) {
      return false;
    }
    loop.round(Duration.ZERO);
    return true;
  }

  /** The files of what ended just before the last process did may not have been written. */
  private void showAgain() {
    var last = store.reads().lastUpdate();
    if (last.isEmpty()) {
      return;
    }
    for (var id : store.reads().endedSince(last.get().minus(Later.LONGEST.multipliedBy(2)))) {
      lanes.run(id, () -> quietly("files of an execution", () -> acts.show(id)));
    }
  }

  private static void quietly(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).addKeyValue("what", what).log("Could not be written");
    }
  }

  @Override
  public Entities entities() {
    return entities;
  }

  @Override
  public Names names() {
    return names;
  }

  @Override
  public AttributeSettings attributes() {
    return attributes;
  }

  @Override
  public Plans plans() {
    return plans;
  }

  @Override
  public ControlPlane.Executions executions() {
    return executions;
  }

  @Override
  public ControlPlane.Gates gates() {
    return gates;
  }

  @Override
  public Catalog catalog() {
    return catalog;
  }

  @Override
  public Projects projects() {
    return projects;
  }

  @Override
  public Watching watching() {
    return watchers;
  }

  /** Registers the projects that must be there; those that are stay as they are. */
  public void seed(List<Project> wanted) {
    projects.seed(wanted);
  }

  @Override
  public void close() {
    scheduler.close();
    closing = true;
    loop.submit(new Command.Wake());
    thread.ifPresent(
        t -> {
          try {
            t.join();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
    loop.stop();
    gates.close();
    later.close();
    threads.ifPresent(ExecutorService::close);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** What the loop wants done. */
  private final class Outside implements Loop.Outside {
    @Override
    public void publish(ExecutionEvent event) {
      watchers.publish(event);
    }

    @Override
    public void act(Effect effect) {
      if (effect instanceof Effect.Show && threads.isPresent()) {
        later.add(effect);
        return;
      }
      if (effect instanceof Effect.Advance(var graph) && !courses.claim(graph)) {
        return;
      }
      later.asked();
      lanes.run(
          Acts.lane(effect),
          () -> {
            try {
              acts.act(effect);
            } catch (RuntimeException e) {
              failed(effect, e);
            }
          });
    }

    private void failed(Effect effect, RuntimeException e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("execution", Acts.lane(effect).name())
          .log("An effect failed");
      if (effect instanceof Effect.Advance(var graph)) {
        loop.submit(new Command.AdvanceLater(graph)); // no event may come that asks again
      }
      if (effect instanceof Effect.Start start) {
        var assignment = start.assignment();
        var failure =
            new Failure(
                Failure.Kind.SYSTEM,
                "NotStarted",
                "The attempt could not be started: " + e.getMessage(),
                true,
                now());
        tell(
            assignment.attempt(),
            new FlightEvent.Ended(
                assignment.attempt(), assignment.epoch(), new Outcome.Failed(failure), now()));
      }
    }

    @Override
    public void lookAgain(Command.Create create) {
      lanes.run(
          create.launch().id(),
          () -> {
            var caching = create.launch().run().caching().orElseThrow();
            try {
              var found = lookup.find(caching.key());
              loop.submit(new Command.Create(create.launch(), found, true, create.reply()));
            } catch (RuntimeException e) {
              create.reply().completeExceptionally(e);
            }
          });
    }

    @Override
    public void resume(List<ExecutionId> graphs) {
      courses.reset();
      graphs.forEach(graph -> act(new Effect.Advance(graph)));
    }

    @Override
    public void reconcile(Flight flight) {
      if (flight.graph().isPresent()) {
        stopAgain(flight);
        return;
      }
      flight
          .trial()
          .ifPresent(
              trial -> {
                var attempt = trial.attempt();
                lanes.run(
                    attempt.runsAs().execution(),
                    () ->
                        findAgain(
                            attempt.taskType(), attempt.runsAs(), attempt.epoch(), trial.kill()));
              });
    }

    /** Of a graph that a task made: it goes on, unless it was to end. */
    private void stopAgain(Flight flight) {
      var execution = flight.leader().execution();
      execution
          .abort()
          .ifPresent(
              abort ->
                  act(
                      new Effect.StopGraph(
                          flight.graph().orElseThrow(), abort.cause(), abort.principal())));
    }

    private void findAgain(String taskType, AttemptId runsAs, long epoch, Flight.Kill kill) {
      try {
        var executor = acts.executor(taskType);
        var standing = executor.find(runsAs);
        if (standing.isEmpty()) {
          tell(runsAs, new FlightEvent.Unknown(runsAs));
          return;
        }
        switch (standing.get()) {
          case Executor.Standing.Running running -> {
            tell(runsAs, new FlightEvent.Started(runsAs, epoch, running.since()));
            if (kill == Flight.Kill.ABORT) {
              executor.kill(runsAs, "aborted");
            }
          }
          case Executor.Standing.Ended ended -> judge(runsAs, epoch, ended.ending(), now());
        }
      } catch (RuntimeException e) {
        log.atError()
            .setCause(e)
            .addKeyValue("attempt", runsAs.generatedName())
            .log("An attempt of the last process cannot be looked for");
        tell(
            runsAs,
            new FlightEvent.Ended(
                runsAs,
                epoch,
                new Outcome.Failed(
                    new Failure(
                        Failure.Kind.SYSTEM,
                        "NotFoundAgain",
                        String.valueOf(e.getMessage()),
                        true,
                        now())),
                now()));
      }
    }
  }

  private void tell(AttemptId runsAs, FlightEvent event) {
    loop.submit(new Command.Tell(runsAs, event));
  }

  private void ended(Executor.Assignment assignment, InlineTask.Result result) {
    var attempt = assignment.attempt();
    var at = now();
    loop.runOf(attempt)
        .map(run -> outcomes.judge(result, run, outputs(attempt, run), at))
        .ifPresent(
            outcome ->
                tell(attempt, new FlightEvent.Ended(attempt, assignment.epoch(), outcome, at)));
  }

  private Optional<Outcome.Final> given(ExecutionId graph, byte[] bytes) {
    return loop.makerOf(graph)
        .flatMap(maker -> loop.runOf(maker).map(run -> given(maker, run, bytes)));
  }

  private Outcome.Final given(AttemptId maker, TaskRun run, byte[] bytes) {
    var result = new InlineTask.Result.Succeeded(bytes);
    try {
      return outcomes.judge(result, run, outputs(maker, run), now());
    } catch (Refusal e) {
      throw e;
    } catch (RuntimeException e) {
      throw new Unavailable("What a task's graph gave cannot be kept now: " + e.getMessage(), e);
    }
  }

  private String outputs(AttemptId attempt, TaskRun run) {
    var specNode = UniqueId.nodeOfTask(run.task().name());
    return settings.layout().outputs(attempt.execution(), specNode, attempt.number());
  }

  private void judge(AttemptId runsAs, long epoch, Executor.Ending ending, Instant at) {
    var run = loop.runOf(runsAs);
    if (run.isEmpty()) {
      return;
    }
    var outcome = outcomes.judge(ending, runsAs, run.get(), outputs(runsAs, run.get()), at);
    tell(runsAs, new FlightEvent.Ended(runsAs, epoch, outcome, at));
  }

  /** What executors say. */
  private final class Listening implements Executor.Listener {
    @Override
    public void started(AttemptId attempt, long epoch, Instant at) {
      tell(attempt, new FlightEvent.Started(attempt, epoch, at.truncatedTo(ChronoUnit.MICROS)));
    }

    @Override
    public void progressed(AttemptId attempt, ExecutionEvent.Progress progress) {
      loop.submit(new Command.Progress(attempt, progress));
    }

    @Override
    public void ended(AttemptId attempt, long epoch, Executor.Ending ending, Instant at) {
      lanes.run(
          attempt.execution(),
          () -> judge(attempt, epoch, ending, at.truncatedTo(ChronoUnit.MICROS)));
    }

    @Override
    public void waits(AttemptId attempt, String why) {
      tell(attempt, new FlightEvent.Waits(attempt, why));
    }
  }
}
