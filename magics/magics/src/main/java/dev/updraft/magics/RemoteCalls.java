package dev.updraft.magics;

import dev.updraft.api.Execution;
import dev.updraft.api.Handles;
import dev.updraft.api.Report;
import dev.updraft.client.CallListener;
import dev.updraft.client.CallOptions;
import dev.updraft.client.CallState;
import dev.updraft.client.RemoteCall;
import dev.updraft.client.embedded.EmbeddedRefused;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.Labels;
import dev.updraft.client.model.Launchable;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.task.closure.CaptureRefused;
import dev.updraft.task.closure.Closure;
import dev.updraft.task.why.MissReason;
import dev.updraft.types.Literal;
import dev.updraft.types.mapping.TaskMapping;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries out what the notebook's handles ask for, with one display per task and cell. */
final class RemoteCalls implements Handles.Caller, AutoCloseable {
  private static final long TICK_MILLIS = 500;
  private static final long ABORT_MILLIS = 300;

  private final Workbench bench;
  private final Map<Place, CellCalls> displays = new ConcurrentHashMap<>();
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("updraft-displays").unstarted(work));

  private record Place(int cell, String task) {}

  RemoteCalls(Workbench bench) {
    this.bench = bench;
    ticks.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Elapsed times grow though nothing happens. A display that is settled needs no more ticks. */
  private void tick() {
    displays.values().stream().filter(calls -> !calls.settled()).forEach(CellCalls::draw);
  }

  @Override
  public Execution<?> call(Class<?> handle, String task, @Nullable Object[] arguments) {
    var call = start(handle, task, arguments, Optional.empty());
    call.announce();
    return call;
  }

  @Override
  public @Nullable Object run(Class<?> handle, String task, @Nullable Object[] arguments)
      throws InterruptedException {
    return start(handle, task, arguments, Optional.empty()).run();
  }

  @Override
  public @Nullable Object outputs(Class<?> handle, String task, String which) {
    return new EarlierValue(bench).of(handle, task, which);
  }

  /**
   * Starts a call, with its line in the cell's display.
   *
   * @param wanted what the caller asks for beside what the task says
   */
  NotebookCall<?> start(
      Class<?> handle, String name, @Nullable Object[] arguments, Optional<CallOptions> wanted) {
    var workflow = bench.workflows().get(name);
    if (workflow != null) {
      return told(name, () -> begun(workflow, handle, arguments, wanted));
    }
    var task = bench.task(name);
    return told(
        name,
        () -> {
          var notes =
              task.refresh(bench).stream().map(change -> change + ": captured again").toList();
          return begun(
              task,
              List.of(task.closure()),
              notes,
              wanted.filter(CallOptions::refresh).isPresent()
                  ? state -> Optional.empty()
                  : state -> why(task, state),
              line ->
                  bench
                      .session()
                      .call(
                          task.remote(handle, bench.connection().types()),
                          arguments,
                          options(task, wanted),
                          line));
        });
  }

  /**
   * Starts what is registered.
   *
   * @param graph as it is drawn, if it is a workflow
   */
  NotebookCall<Map<String, Literal>> start(
      String name,
      Optional<WorkflowGraph> graph,
      Launchable what,
      Map<String, Literal> inputs,
      CallOptions options) {
    var labelled = options.label(Labels.CELL, Integer.toString(bench.notebook().cell()));
    return told(
        name,
        () -> {
          var display =
              display(
                  name,
                  () ->
                      graph
                          .map(drawn -> new CellCalls(bench.notebook(), bench.clock(), drawn::view))
                          .orElseGet(() -> new CellCalls(bench.notebook(), bench.clock(), 0)));
          var line = display.begin(List.of(), _ -> Optional.empty());
          var call = bench.session().call(what, inputs, labelled, line);
          bench.started(call.executionId());
          return new NotebookCall<>(
              call,
              line,
              display,
              report(display),
              new Failures(bench.cells(), List.of()), // of none of these cells
              bench.notebook(),
              () -> abortSoon(call));
        });
  }

  /** Calls a task as an earlier execution did, with that execution's version of its code. */
  NotebookCall<?> again(
      ExecutionId earlier, NotebookTask task, TaskMapping mapping, Map<String, Literal> changed) {
    return told(
        task.name(),
        () ->
            begun(
                task,
                List.of(), // what runs is the code of that time
                List.of("as in " + CellCalls.brief(earlier.name())),
                _ -> Optional.empty(), // the code of that time is not the one that is known here
                line ->
                    bench
                        .session()
                        .again(earlier, changed, mapping, options(task, Optional.empty()), line)));
  }

  /** Calls a workflow as an earlier execution did, with that execution's version of it. */
  NotebookCall<?> again(
      ExecutionId earlier,
      NotebookWorkflow workflow,
      TaskMapping mapping,
      Map<String, Literal> changed) {
    return told(
        workflow.name(),
        () ->
            begun(
                workflow,
                List.of(),
                List.of("as in " + CellCalls.brief(earlier.name())),
                line ->
                    bench
                        .session()
                        .again(
                            earlier,
                            changed,
                            mapping,
                            CallOptions.plain()
                                .label(Labels.CELL, Integer.toString(bench.notebook().cell())),
                            line)));
  }

  /** Goes on where an execution of a task failed: taken over, or run once more. */
  NotebookCall<?> recover(
      ExecutionId earlier, NotebookTask task, TaskMapping mapping, List<String> notes) {
    return told(
        task.name(),
        () ->
            begun(
                task,
                List.of(), // what runs is the code of that time
                notes,
                _ -> Optional.empty(),
                line -> bench.session().recover(earlier, mapping, line)));
  }

  /** Goes on where an execution of a workflow failed. */
  NotebookCall<?> recover(
      ExecutionId earlier, NotebookWorkflow workflow, TaskMapping mapping, List<String> notes) {
    return told(
        workflow.name(),
        () ->
            begun(
                workflow,
                List.of(),
                notes,
                line -> bench.session().recover(earlier, mapping, line)));
  }

  private NotebookCall<?> begun(
      NotebookTask task,
      List<Closure> closures,
      List<String> notes,
      CellCalls.WhyMissed whyMissed,
      Function<CallListener, RemoteCall<Object>> start) {
    var display = display(task);
    var line = display.begin(notes, whyMissed);
    var report = report(display);
    CallListener both =
        display.counting()
            ? line
            : state -> {
              line.changed(state);
              report.changed(state);
            };
    var call = start.apply(both);
    bench.started(call.executionId());
    return new NotebookCall<>(
        call,
        both,
        display,
        report,
        new Failures(bench.cells(), closures),
        bench.notebook(),
        () -> abortSoon(call));
  }

  /** A workflow is one line, with its graph below. */
  private NotebookCall<?> begun(
      NotebookWorkflow workflow,
      Class<?> handle,
      @Nullable Object[] arguments,
      Optional<CallOptions> wanted) {
    var remote = workflow.remote(bench, handle);
    var options =
        wanted
            .orElseGet(CallOptions::plain)
            .label(Labels.CELL, Integer.toString(bench.notebook().cell()));
    return begun(
        workflow,
        remote.tasks().keySet().stream().map(name -> bench.task(name).closure()).toList(),
        List.of(),
        line -> bench.session().call(remote, arguments, options, line));
  }

  private NotebookCall<?> begun(
      NotebookWorkflow workflow,
      List<Closure> closures,
      List<String> notes,
      Function<CallListener, RemoteCall<Object>> start) {
    var display =
        display(
            workflow.name(), () -> new CellCalls(bench.notebook(), bench.clock(), workflow::view));
    var line = display.begin(notes, _ -> Optional.empty());
    var call = start.apply(line);
    bench.started(call.executionId());
    return new NotebookCall<>(
        call,
        line,
        display,
        report(display), // stays empty: the graph's line tells of no node's report
        new Failures(bench.cells(), closures),
        bench.notebook(),
        () -> abortSoon(call));
  }

  /** Not at once: whoever restarts a kernel interrupts it first, and its executions go on. */
  private void abortSoon(RemoteCall<?> call) {
    try {
      ticks.schedule(
          () -> call.abortSoon("interrupted in the notebook"), ABORT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      // the kernel is ending
    }
  }

  private LiveReport report(CellCalls display) {
    return new LiveReport(bench.notebook(), () -> bench.session().reports(), display::show);
  }

  private static <T extends NotebookCall<?>> T told(String name, Supplier<T> call) {
    try {
      return call.get();
    } catch (CaptureRefused
        | BackendException
        | EmbeddedRefused
        | IllegalArgumentException
        | UncheckedIOException e) {
      throw new NotebookError(name + " was not called: " + e.getMessage(), null, e);
    }
  }

  /** Why a call runs that could have been remembered. */
  private Optional<String> why(NotebookTask task, CallState state) {
    try {
      var session = bench.session();
      var inputs = session.inputs(state.id());
      var reason =
          MissReason.of(
              session,
              task.name(),
              task.closure(),
              task.clientOptions(),
              Optional.of(state.id()),
              inputs);
      return Optional.of(MissWords.runs(task.name(), reason, bench.clock().instant()));
    } catch (BackendException _) {
      return Optional.empty(); // the call itself says what is wrong, if anything is
    }
  }

  private CallOptions options(NotebookTask task, Optional<CallOptions> wanted) {
    var options =
        wanted
            .orElseGet(CallOptions::plain)
            .label(Labels.CELL, Integer.toString(bench.notebook().cell()));
    for (var label : task.options().labels().entrySet()) {
      options = options.label(label.getKey(), label.getValue());
    }
    return options;
  }

  private CellCalls display(NotebookTask task) {
    return display(
        task.name(),
        () ->
            new CellCalls(
                bench.notebook(), bench.clock(), task.options().attempts().retries().orElse(0)));
  }

  private CellCalls display(String name, Supplier<CellCalls> first) {
    var cell = bench.notebook().cell();
    displays
        .keySet()
        .removeIf(
            place ->
                place.cell() != cell
                    && displays.get(place) instanceof CellCalls calls
                    && calls.settled());
    return displays.computeIfAbsent(new Place(cell, name), _ -> first.get());
  }

  /** The reports of calls that run here, as plain Java. */
  Report.Source cellReports() {
    return new CellReports(bench.notebook(), ticks);
  }

  @Override
  public void close() {
    ticks.shutdownNow();
  }
}
