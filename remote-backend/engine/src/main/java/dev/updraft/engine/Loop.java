package dev.updraft.engine;

import dev.updraft.engine.FlightEvent.Found;
import dev.updraft.engine.graph.Child;
import dev.updraft.model.AttemptId;
import dev.updraft.model.Conflict;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.Exhausted;
import dev.updraft.model.Failure;
import dev.updraft.model.GraphLaunch;
import dev.updraft.model.Launch;
import dev.updraft.model.Refusal;
import dev.updraft.model.Request;
import dev.updraft.model.Role;
import dev.updraft.model.TaskRun;
import dev.updraft.model.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer: takes what has come, steps, commits once, then acts. Everything but {@link
 * #submit} happens on its thread (or on a test's). Its memory is a cache of the store, dropped and
 * read again whenever a commit did not surely happen.
 */
final class Loop {
  private static final Logger log = LoggerFactory.getLogger(Loop.class);
  private static final int ROUND = 500;
  private static final int REMEMBERED = 4096;
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Settings settings;
  private final Store store;
  private final InstantSource clock;
  private final CrashPoint crash;
  private final Outside outside;
  private final BlockingQueue<Command> inbox = new LinkedBlockingQueue<>();

  private final Counted counted = new Counted();
  private long epoch;
  private long seq;
  private boolean sound;
  private volatile boolean lost;
  private Instant last = Instant.EPOCH;
  private volatile String trouble = "";
  private final Map<String, Flight> flights = new HashMap<>();
  private final Map<ExecutionId, String> byExecution = new HashMap<>();
  private final Map<AttemptId, String> byRun = new HashMap<>();
  private final Map<ExecutionId, Execution> graphs = new HashMap<>();

  /** The places that live executions stand for. */
  private final Map<ExecutionId, Role.Parent> places = new HashMap<>();

  /** What attempts underway run, also for other threads. */
  private final Map<AttemptId, TaskRun> runs = new ConcurrentHashMap<>();

  /** The attempts that made graphs underway, by those; also for other threads. */
  private final Map<ExecutionId, AttemptId> makers = new ConcurrentHashMap<>();

  private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparing(Timer::due));

  /** Keys that became known after a caller may have looked. */
  private final Map<String, Boolean> populated =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** What the loop does outside of itself, after a commit. */
  interface Outside {
    void publish(ExecutionEvent event);

    void act(Effect effect);

    /** Looks a call's key up again, and submits it again. */
    void lookAgain(Command.Create create);

    /** Finds out what became of an attempt that the store says was launched. */
    void reconcile(Flight flight);

    /** Goes on with the graphs that the store says are live. */
    void resume(List<ExecutionId> graphs);
  }

  /** What can be asked of the loop. */
  sealed interface Command {
    record Create(
        Launch launch,
        Optional<Found> found,
        boolean lookedAgain,
        CompletableFuture<Execution> reply)
        implements Command {}

    record CreateGraph(GraphLaunch launch, CompletableFuture<Execution> reply) implements Command {}

    /** Makes an execution that has ended already, with what an earlier one made. */
    record TakeOver(Request request, Earlier.Found found, CompletableFuture<Execution> reply)
        implements Command {}

    /** A node of a graph failed before it could be begun; twice is once. */
    record FailNode(Execution graph, Role.Parent place, byte[] inputs, Child.Failed failure)
        implements Command {}

    /**
     * A graph has ended.
     *
     * @param ofTask of one that a task made and that ended well: what the task gives by it
     */
    record EndGraph(
        ExecutionId graph, Courses.Ending ending, Optional<FlightEvent.Outcome.Final> ofTask)
        implements Command {}

    /** Something may have changed for a graph. */
    record Advance(ExecutionId graph) implements Command {}

    /** It could not be found out what a graph wants: it is asked again in a while. */
    record AdvanceLater(ExecutionId graph) implements Command {}

    record Terminate(
        ExecutionId execution, String cause, String principal, CompletableFuture<Boolean> reply)
        implements Command {}

    /** Something about an attempt. */
    record Tell(AttemptId runsAs, FlightEvent event) implements Command {}

    record Progress(AttemptId runsAs, ExecutionEvent.Progress progress) implements Command {}

    /** A write without rules. */
    record Put(Write write, CompletableFuture<Boolean> reply) implements Command {}

    /** Nothing: wakes the loop. */
    record Wake() implements Command {}
  }

  private record Timer(Instant due, Command command) {}

  Loop(Settings settings, Store store, InstantSource clock, CrashPoint crash, Outside outside) {
    this.settings = settings;
    this.store = store;
    this.clock = clock;
    this.crash = crash;
    this.outside = outside;
  }

  /** From any thread. */
  void submit(Command command) {
    inbox.add(command);
    if (lost) {
      refuseAll();
    }
  }

  /** Nobody runs rounds any more: whoever waits is told, and whoever asks from now on. */
  void stop() {
    if (!lost) {
      trouble = "The backend is stopping. Ask again.";
      lost = true;
    }
    refuseAll();
  }

  private void refuseAll() {
    for (var command = inbox.poll(); command != null; command = inbox.poll()) {
      refuse(command, new Unavailable(trouble));
    }
  }

  /** Reads everything from the store. Throws when it cannot. */
  void load() {
    flights.clear();
    byExecution.clear();
    byRun.clear();
    graphs.clear();
    places.clear();
    runs.clear();
    makers.clear();
    timers.clear();
    populated.clear();
    epoch = store.claim(settings.owner());
    seq = store.lastSeq();
    var rows = new LinkedHashMap<String, List<Store.Live>>();
    for (var live : store.live()) {
      var key = Flight.keyOf(live.run(), live.execution().id());
      rows.computeIfAbsent(key, _ -> new ArrayList<>()).add(live);
      place(live.execution());
    }
    for (var graph : store.liveGraphs()) {
      graphs.put(graph.id(), graph);
      place(graph);
    }
    rows.forEach(
        (key, live) -> remember(key, Flight.empty(live.getFirst().run()), Flight.of(live)));
    sound = true;
    log.atInfo().addKeyValue("epoch", epoch).addKeyValue("flights", flights.size()).log("Loaded");
    List.copyOf(flights.values()).forEach(outside::reconcile);
    outside.resume(List.copyOf(graphs.keySet()));
  }

  /** Of a graph that a task made only the task is told. */
  private void place(Execution execution) {
    if (execution.role().kind() == Role.Kind.DYNAMIC) {
      return;
    }
    execution.role().parent().ifPresent(parent -> places.put(execution.id(), parent));
  }

  /** Waits for something to do, at most so long, and does it. */
  void round(Duration longest) throws InterruptedException {
    var wait = untilDue(longest);
    var first = inbox.poll(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
    var commands = new ArrayList<Command>();
    if (first != null) {
      commands.add(first);
      inbox.drainTo(commands, ROUND - 1);
    }
    if (lost) {
      // Who lost its database must not claim it again, whoever still asks for a round.
      commands.forEach(command -> refuse(command, new Unavailable(trouble)));
      return;
    }
    if (!sound && !recover()) {
      commands.forEach(command -> refuse(command, new Unavailable(trouble)));
      return;
    }
    new Round().run(commands);
  }

  /** Whether something can be done now. */
  boolean idle() {
    var due = timers.peek();
    return inbox.isEmpty() && (due == null || due.due().isAfter(clock.instant()));
  }

  boolean lost() {
    return lost;
  }

  /** What an attempt underway runs; from any thread. */
  Optional<TaskRun> runOf(AttemptId runsAs) {
    return Optional.ofNullable(runs.get(runsAs));
  }

  /** The attempt that made a graph underway; from any thread. */
  Optional<AttemptId> makerOf(ExecutionId graph) {
    return Optional.ofNullable(makers.get(graph));
  }

  /** How the loop does; from any thread. */
  EngineStats stats() {
    return counted.stats(runs.size(), inbox.size());
  }

  private Duration untilDue(Duration longest) {
    var due = timers.peek();
    if (due == null) {
      return longest;
    }
    var until = Duration.between(clock.instant(), due.due());
    return until.compareTo(longest) < 0 ? until : longest;
  }

  private boolean recover() {
    try {
      load();
      return true;
    } catch (RuntimeException e) {
      trouble = "The backend's database does not answer: " + e.getMessage();
      log.atError().setCause(e).log("Cannot read the state; trying again");
      return false;
    }
  }

  /** Time never goes back, and has the store's grain. */
  private Instant now() {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    last = now.isAfter(last) ? now : last;
    return last;
  }

  private void remember(String key, Flight before, Flight after) {
    // Never out of the map for a moment: other threads judge ends by what they find there.
    var stays = after.trial().map(t -> t.attempt().runsAs());
    before
        .trial()
        .map(t -> t.attempt().runsAs())
        .filter(gone -> !stays.equals(Optional.of(gone)))
        .ifPresent(
            gone -> {
              byRun.remove(gone);
              runs.remove(gone);
            });
    before
        .graph()
        .filter(gone -> !after.graph().equals(Optional.of(gone)))
        .ifPresent(makers::remove);
    before.callers().forEach(c -> byExecution.remove(c.execution().id()));
    if (after.over()) {
      flights.remove(key);
      return;
    }
    flights.put(key, after);
    after.callers().forEach(c -> byExecution.put(c.execution().id(), key));
    after
        .trial()
        .ifPresent(
            t -> {
              runs.put(t.attempt().runsAs(), after.run());
              byRun.put(t.attempt().runsAs(), key);
            });
    after
        .graph()
        .ifPresent(graph -> makers.put(graph, after.trial().orElseThrow().attempt().runsAs()));
    if (!after.deadline().equals(before.deadline())) {
      after
          .deadline()
          .ifPresent(
              due -> timers.add(timeout(due, after.trial().orElseThrow().attempt().runsAs())));
    }
  }

  private static Timer timeout(Instant due, AttemptId runsAs) {
    return new Timer(due, new Command.Tell(runsAs, new FlightEvent.Due(runsAs)));
  }

  private static void refuse(Command command, RuntimeException why) {
    switch (command) {
      case Command.Create c -> c.reply().completeExceptionally(why);
      case Command.CreateGraph c -> c.reply().completeExceptionally(why);
      case Command.TakeOver c -> c.reply().completeExceptionally(why);
      case Command.Terminate c -> c.reply().completeExceptionally(why);
      case Command.Put c -> c.reply().completeExceptionally(why);
      case Command.FailNode _,
          Command.EndGraph _,
          Command.Advance _,
          Command.AdvanceLater _,
          Command.Tell _,
          Command.Progress _,
          Command.Wake _ -> {}
    }
  }

  /** One transaction's worth of work. */
  private final class Round {
    private final Instant now = now();
    private final List<Write> writes = new ArrayList<>();
    private final List<ExecutionEvent> events = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final List<Consumer<List<Boolean>>> replies = new ArrayList<>();
    private final List<Command.Create> lookAgain = new ArrayList<>();
    private final List<Integer> mustChange = new ArrayList<>();
    private final Set<ExecutionId> created = new HashSet<>();
    private final Map<AttemptId, ExecutionEvent.Progress> progress = new LinkedHashMap<>();

    void run(List<Command> commands) {
      for (var command : commands) {
        try {
          take(command);
        } catch (Refusal e) {
          refuse(command, e);
        } catch (RuntimeException e) {
          log.atError().setCause(e).log("A rule broke on a command, which is dropped");
          refuse(command, e);
        }
      }
      while (!timers.isEmpty() && !timers.peek().due().isAfter(now)) {
        take(timers.remove().command());
      }
      tellProgress();
      if (commit(commands)) {
        events.forEach(this::publish);
        effects.forEach(outside::act);
        lookAgain.forEach(outside::lookAgain);
      }
    }

    private void publish(ExecutionEvent event) {
      outside.publish(event);
      if (event.last()) {
        log.atInfo()
            .addKeyValue("execution", event.execution().name())
            .addKeyValue("phase", event.phase())
            .addKeyValue("catalog", event.catalog().status())
            .log("Execution ended");
      }
    }

    private void take(Command command) {
      switch (command) {
        case Command.Create c -> create(c);
        case Command.CreateGraph c -> createGraph(c);
        case Command.TakeOver c -> takeOver(c);
        case Command.FailNode c -> failNode(c);
        case Command.EndGraph c -> endGraph(c);
        case Command.Advance c -> effects.add(new Effect.Advance(c.graph()));
        case Command.AdvanceLater c ->
            timers.add(new Timer(now.plus(AGAIN), new Command.Advance(c.graph())));
        case Command.Terminate c -> terminate(c);
        case Command.Tell c -> {
          tellProgress(); // before the end, after which nobody would be told
          tell(c.runsAs(), c.event());
        }
        case Command.Progress c -> progress.put(c.runsAs(), c.progress());
        case Command.Put c -> {
          var index = writes.size();
          writes.add(c.write());
          replies.add(changed -> c.reply().complete(changed.get(index)));
        }
        case Command.Wake _ -> {}
      }
    }

    private void create(Command.Create c) {
      var launch = c.launch();
      var id = launch.id();
      checkFree(id);
      var caching = launch.run().caching();
      if (c.found().isEmpty()
          && !c.lookedAgain()
          && caching
              .filter(k -> !k.overwrite() && populated.containsKey(k.key().hash()))
              .isPresent()) {
        lookAgain.add(c);
        return;
      }
      if (c.found().isEmpty()) {
        checkRoom(launch.role());
      }
      var key = Flight.keyOf(launch.run(), id);
      var before =
          c.found().isPresent()
              ? Flight.empty(launch.run())
              : flights.getOrDefault(key, Flight.empty(launch.run()));
      var decision =
          Step.step(settings, epoch, before, new FlightEvent.Join(launch, c.found()), now);
      if (c.found().isEmpty()) {
        remember(key, before, decision.flight());
      }
      created.add(id);
      mustChange.add(writes.size());
      var execution = ((Write.NewExecution) decision.writes().getFirst()).execution();
      place(execution);
      add(decision);
      replies.add(_ -> c.reply().complete(execution));
    }

    private void checkFree(ExecutionId id) {
      if (created.contains(id)
          || byExecution.containsKey(id)
          || store.reads().execution(id).isPresent()) {
        throw new Conflict(
            Conflict.Kind.NAME_TAKEN,
            "Execution '%s' exists already in project '%s', domain '%s'. A new call needs a new name."
                .formatted(id.name(), id.project(), id.domain()));
      }
    }

    /** A graph that was let in may begin its nodes: else it could wait for itself. */
    private void checkRoom(Role role) {
      if (role.parent().isEmpty() && byExecution.size() + graphs.size() >= settings.maxLive()) {
        throw new Exhausted(
            "%d executions are unfinished, which is the limit. Wait for some of them, or abort them."
                .formatted(byExecution.size() + graphs.size()));
      }
    }

    private void createGraph(Command.CreateGraph c) {
      var launch = c.launch();
      checkFree(launch.id());
      checkRoom(launch.role());
      var execution = begin(launch);
      replies.add(_ -> c.reply().complete(execution));
    }

    private Execution begin(GraphLaunch launch) {
      var execution = GraphRuns.arriving(launch, now);
      created.add(launch.id());
      graphs.put(launch.id(), execution);
      place(execution);
      mustChange.add(writes.size());
      writes.add(
          new Write.NewExecution(
              execution, launch.spec(), launch.inputs(), Optional.empty(), launch.references()));
      append(GraphRuns.event(execution, now, Optional.empty()));
      effects.add(new Effect.Advance(launch.id()));
      return execution;
    }

    private void takeOver(Command.TakeOver c) {
      var request = c.request();
      var found = c.found();
      checkFree(request.id());
      if (store.reads().execution(found.source()).isEmpty()) {
        // What it held may be swept before this is stored.
        throw new Unavailable(
            "Execution '%s' was removed before its outputs were taken over. Ask again."
                .formatted(found.source().name()));
      }
      var recovered = Recovered.of(request, found, settings.layout(), now);
      var execution = recovered.execution();
      created.add(execution.id());
      place(execution);
      mustChange.add(writes.size());
      writes.add(
          new Write.NewExecution(
              execution, request.spec(), request.inputs(), Optional.empty(), request.references()));
      writes.add(new Write.PutNode(recovered.node()));
      writes.add(
          new Write.PutOutputs(
              execution.id(), found.inline(), found.outputs(), found.references()));
      effects.add(new Effect.Show(execution.id()));
      append(recovered.event(now, found.inline()));
      replies.add(_ -> c.reply().complete(execution));
    }

    private void failNode(Command.FailNode c) {
      checkFree(UniqueId.ofChild(c.graph().id(), c.place().node()));
      var unbegun = Unbegun.of(c.graph(), c.place(), c.failure(), settings.layout(), now);
      var execution = unbegun.execution();
      created.add(execution.id());
      place(execution);
      mustChange.add(writes.size());
      writes.add(
          new Write.NewExecution(execution, new byte[0], c.inputs(), Optional.empty(), List.of()));
      writes.add(new Write.PutNode(unbegun.node()));
      effects.add(new Effect.Show(execution.id()));
      append(unbegun.event(now));
    }

    private void endGraph(Command.EndGraph c) {
      if (c.ending() instanceof Courses.Ending.Succeeded
          && c.ofTask().isEmpty()
          && makers.containsKey(c.graph())) {
        // Decided while memory was read anew, when nobody knew that a task waits for it.
        effects.add(new Effect.Advance(c.graph()));
        return;
      }
      var graph = graphs.remove(c.graph());
      if (graph == null) {
        return;
      }
      // Who was told to end has not ended otherwise, whatever was decided before that was heard.
      var ending =
          graph.phase() == ExecutionPhase.ABORTING ? new Courses.Ending.Aborted() : c.ending();
      var ended = GraphRuns.ended(graph, ending, settings.layout(), now);
      writes.add(new Write.PutExecution(ended));
      Optional<byte[]> outputs = Optional.empty();
      if (ending instanceof Courses.Ending.Succeeded(var bytes, var references)) {
        outputs = Optional.of(bytes);
        writes.add(
            new Write.PutOutputs(
                ended.id(), outputs, ended.outputsUri().orElseThrow(), references));
      }
      append(GraphRuns.event(ended, now, outputs));
      effects.add(new Effect.Show(ended.id()));
      effects.add(new Effect.Advance(ended.id())); // what was kept in memory for it goes
      var maker = makers.get(ended.id());
      if (maker != null) {
        tell(maker, new FlightEvent.GraphEnded(maker, ofTask(ending, c), now));
      }
    }

    private FlightEvent.Outcome.Final ofTask(Courses.Ending ending, Command.EndGraph c) {
      return switch (ending) {
        case Courses.Ending.Succeeded _ -> c.ofTask().orElseThrow();
        case Courses.Ending.Failed(var code, var message, var kind) ->
            new FlightEvent.Outcome.Failed(new Failure(kind, code, message, false, now));
        case Courses.Ending.Aborted() -> new FlightEvent.Outcome.Killed("its graph was ended");
      };
    }

    private void abortGraph(Execution graph, Command.Terminate c) {
      if (graph.phase() != ExecutionPhase.ABORTING) {
        var abort = new Execution.Abort(c.cause(), c.principal(), now);
        var aborting = graph.moved(ExecutionPhase.ABORTING, now, Optional.of(abort));
        graphs.put(graph.id(), aborting);
        writes.add(new Write.PutExecution(aborting));
        append(GraphRuns.event(aborting, now, Optional.empty()));
        effects.add(new Effect.Advance(graph.id()));
      }
      replies.add(_ -> c.reply().complete(true));
    }

    private void terminate(Command.Terminate c) {
      var graph = graphs.get(c.execution());
      if (graph != null) {
        abortGraph(graph, c);
        return;
      }
      var key = byExecution.get(c.execution());
      if (key == null) {
        throw Refusals.notLive(store.reads().execution(c.execution()), c.execution());
      }
      step(key, new FlightEvent.Leave(c.execution(), c.cause(), c.principal()));
      replies.add(_ -> c.reply().complete(true));
    }

    private void tell(AttemptId runsAs, FlightEvent event) {
      var key = byRun.get(runsAs);
      if (key != null) {
        step(key, event);
      } else {
        log.atDebug().addKeyValue("attempt", runsAs.generatedName()).log("Late news is dropped");
      }
    }

    private void step(String key, FlightEvent event) {
      var before = flights.get(key);
      if (before == null) {
        return;
      }
      var decision = Step.step(settings, epoch, before, event, now);
      remember(key, before, decision.flight());
      add(decision);
    }

    private void add(Decision decision) {
      for (var write : decision.writes()) {
        if (write instanceof Write.PutArtifact artifact) {
          populated.put(artifact.artifact().key().hash(), true);
        }
        writes.add(write);
      }
      decision.unfolds().ifPresent(this::begin);
      decision.events().forEach(this::append);
      effects.addAll(decision.effects());
    }

    /** An event of an execution, and what it is for the graph whose node it stands for. */
    private void append(ExecutionEvent event) {
      number(event);
      var place = places.get(event.execution());
      if (place == null) {
        return;
      }
      var root = graphs.get(place.root());
      if (root != null) {
        number(event.ofNode(place.root(), root.phase(), place.path()));
      }
      if (event.last()) {
        places.remove(event.execution());
        effects.add(new Effect.Advance(place.execution()));
      }
    }

    private void number(ExecutionEvent event) {
      var numbered = event.numbered(++seq);
      writes.add(new Write.AppendEvent(numbered));
      events.add(numbered);
    }

    /** Of all that an attempt said of its progress in this round, the last counts. */
    private void tellProgress() {
      progress.forEach(
          (runsAs, done) -> {
            var flight = flights.get(byRun.getOrDefault(runsAs, ""));
            if (flight != null) {
              var attempt = flight.trial().orElseThrow().attempt();
              for (var caller : flight.callers()) {
                events.add(Calls.event(caller, attempt, now).numbered(seq).progressed(done));
              }
            }
          });
      progress.clear();
    }

    private boolean commit(List<Command> commands) {
      if (writes.isEmpty()) {
        replies.forEach(reply -> reply.accept(List.of()));
        return true;
      }
      try {
        var before = System.nanoTime();
        var changed = store.commit(new Batch(settings.owner(), epoch, writes, crash));
        counted.committed(writes.size(), System.nanoTime() - before);
        if (!mustChange.stream().allMatch(changed::get)) {
          throw new Unavailable("An execution of the same name was made by another process.");
        }
        replies.forEach(reply -> reply.accept(changed));
        return true;
      } catch (Fenced e) {
        fail(
            commands,
            "This backend process has lost its database to another one: " + e.getMessage(),
            e);
        lost = true;
        refuseAll();
      } catch (RuntimeException e) {
        fail(
            commands,
            "The backend's database did not confirm a change. Ask again under the same name: "
                + e.getMessage(),
            e);
      }
      return false;
    }

    private void fail(List<Command> commands, String message, RuntimeException e) {
      sound = false;
      trouble = message;
      log.atError().setCause(e).log("Not committed; memory is dropped");
      commands.forEach(command -> refuse(command, new Unavailable(message, e)));
    }
  }
}
