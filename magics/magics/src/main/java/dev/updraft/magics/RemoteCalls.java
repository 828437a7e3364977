package dev.updraft.magics;

import dev.updraft.api.Execution;
import dev.updraft.api.Handles;
import dev.updraft.client.CallOptions;
import dev.updraft.client.RemoteCall;
import dev.updraft.client.embedded.EmbeddedRefused;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.Labels;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.task.closure.CaptureRefused;
import dev.updraft.types.mapping.ValueRefused;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Carries out what the notebook's handles ask for, with one display per task and cell. */
final class RemoteCalls implements Handles.Caller, AutoCloseable {
  private static final long TICK_MILLIS = 500;

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
    var call = start(handle, task, arguments);
    call.announce();
    return call;
  }

  @Override
  public @Nullable Object run(Class<?> handle, String task, @Nullable Object[] arguments)
      throws InterruptedException {
    return start(handle, task, arguments).run();
  }

  private NotebookCall<?> start(Class<?> handle, String name, @Nullable Object[] arguments) {
    var task = bench.task(name);
    try {
      var notes = task.refresh(bench).stream().map(change -> change + ": captured again").toList();
      var display = display(task);
      var line = display.begin(notes);
      RemoteCall<Object> call =
          bench
              .session()
              .call(
                  task.remote(handle, bench.connection().types()), arguments, options(task), line);
      bench.started(call.executionId());
      return new NotebookCall<>(
          call,
          line,
          display,
          new Failures(bench.cells(), Optional.of(task.closure())),
          bench.notebook());
    } catch (CaptureRefused | ValueRefused | BackendException | EmbeddedRefused e) {
      throw new NotebookError(name + " was not called: " + e.getMessage(), null, e);
    }
  }

  private CallOptions options(NotebookTask task) {
    var options = CallOptions.plain().label(Labels.CELL, Integer.toString(bench.notebook().cell()));
    for (var label : task.options().labels().entrySet()) {
      options = options.label(label.getKey(), label.getValue());
    }
    return options;
  }

  private CellCalls display(NotebookTask task) {
    var cell = bench.notebook().cell();
    displays
        .keySet()
        .removeIf(
            place ->
                place.cell() != cell
                    && displays.get(place) instanceof CellCalls calls
                    && calls.settled());
    return displays.computeIfAbsent(
        new Place(cell, task.name()),
        place ->
            new CellCalls(
                bench.notebook(), bench.clock(), task.options().attempts().retries().orElse(0)));
  }

  @Override
  public void close() {
    ticks.shutdownNow();
  }
}
