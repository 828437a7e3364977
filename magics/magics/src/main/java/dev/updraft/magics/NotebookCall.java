package dev.updraft.magics;

import dev.updraft.api.Execution;
import dev.updraft.api.TaskFailed;
import dev.updraft.client.CallFailed;
import dev.updraft.client.CallListener;
import dev.updraft.client.RemoteCall;
import dev.updraft.client.model.BackendException;
import dev.updraft.magics.notebook.Notebook;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.types.mapping.ValueRefused;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A call as user code holds it: a failure is told in the notebook's own lines, whoever waits for
 * it.
 *
 * @param <T> what the task's method returns
 */
final class NotebookCall<T> implements Execution<T> {
  private final RemoteCall<T> call;
  private final CallListener line;
  private final CellCalls display;
  private final LiveReport report;
  private final Failures failures;
  private final Notebook notebook;
  private final Runnable abort;

  /**
   * @param line the call's line in the display
   * @param abort stops the execution soon, for an interrupt, and does not wait
   */
  NotebookCall(
      RemoteCall<T> call,
      CallListener line,
      CellCalls display,
      LiveReport report,
      Failures failures,
      Notebook notebook,
      Runnable abort) {
    this.call = call;
    this.line = line;
    this.display = display;
    this.report = report;
    this.failures = failures;
    this.notebook = notebook;
    this.abort = abort;
  }

  /** Waits as the cell that made the call: an interrupt of the cell stops the execution too. */
  @Nullable T run() throws InterruptedException {
    try {
      return told(call::await);
    } catch (InterruptedException e) {
      abort.run();
      throw new NotebookError(
          "Interrupted. "
              + call.state().task()
              + " ("
              + CellCalls.brief(call.id())
              + ") is being aborted.",
          null,
          e);
    } finally {
      settle();
    }
  }

  /** Shows the call while its cell runs, which need not be until there is news of it. */
  void announce() {
    line.changed(call.state());
    display.show();
  }

  /**
   * Brings the display up to what is known now: whoever waited hears of the end before the display
   * does.
   */
  private void settle() {
    line.changed(call.state());
    display.draw();
    report.finish();
  }

  @Override
  public T await() throws InterruptedException {
    try {
      return told(call::await);
    } finally {
      settle();
    }
  }

  @Override
  public T await(Duration limit) throws InterruptedException, TimeoutException {
    var timedOut = new TimeoutException[1];
    T value =
        told(
            () -> {
              try {
                return call.await(limit);
              } catch (TimeoutException e) {
                timedOut[0] = e;
                return null;
              }
            });
    if (timedOut[0] != null) {
      throw timedOut[0];
    }
    return value;
  }

  private interface Wait<T> {
    @Nullable T value() throws InterruptedException;
  }

  @SuppressWarnings("NullAway") // a void task's value is null, and so is its T
  private T told(Wait<T> wait) throws InterruptedException {
    try {
      return wait.value();
    } catch (CallFailed failed) {
      settle();
      notebook.show(failures.view(failed.failure(), again()));
      throw new TaskFailed(
          call.id(),
          failed.code(),
          call.state().task() + " failed: " + failures.headline(failed.failure()));
    } catch (ValueRefused | BackendException e) {
      throw new NotebookError(
          call.state().task() + " (" + CellCalls.brief(call.id()) + "): " + e.getMessage(),
          null,
          e);
    }
  }

  /** What of a workflow ended well need not be done twice. */
  private String again() {
    return call.state().nodes().isPresent()
        ? "%rerun " + CellCalls.brief(call.id()) + " --recover"
        : "";
  }

  @Override
  public String id() {
    return call.id();
  }

  @Override
  public String status() {
    return call.status();
  }

  @Override
  public Map<String, Object> outputs() throws InterruptedException {
    await();
    return call.outputs();
  }

  @Override
  public String logs() {
    return call.logs();
  }

  @Override
  public void abort() {
    call.abort();
    settle();
  }

  @Override
  public String toString() {
    return call.state().task() + " " + CellCalls.brief(call.id()) + " " + call.status();
  }
}
