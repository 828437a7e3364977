package dev.updraft.magics;

import dev.updraft.client.CallListener;
import dev.updraft.client.CallState;
import dev.updraft.client.Reports;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.ProgressInfo;
import dev.updraft.client.model.StoredReport;
import dev.updraft.magics.notebook.Display;
import dev.updraft.magics.notebook.Notebook;
import dev.updraft.magics.view.ReportView;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The report of one call, shown below the call's line once there is one, and anew when it was
 * written anew. Read beside the call, at most once a second. A hit wrote none: its report is what
 * {@code %report} shows.
 */
final class LiveReport implements CallListener {
  private static final long PAUSE_MILLIS = 1000;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Notebook notebook;
  private final Supplier<Reports> reports;
  private final Runnable showLine;
  private @Nullable Display display;
  private Version written = Version.NONE;
  private Version shown = Version.NONE;
  private boolean reading;
  private boolean ended;

  /** Each attempt counts anew. */
  private record Version(int attempt, long number) {
    static final Version NONE = new Version(0, 0);
  }

  /**
   * @param showLine shows the call's own line, which stands above
   */
  LiveReport(Notebook notebook, Supplier<Reports> reports, Runnable showLine) {
    this.notebook = notebook;
    this.reports = reports;
    this.showLine = showLine;
  }

  @Override
  public void changed(CallState state) {
    synchronized (this) {
      var number = state.progress().map(ProgressInfo::report).orElse(0L);
      if (number > 0) {
        written = new Version(state.attempt(), number);
      }
      ended = state.ending().isPresent();
      if (written.equals(shown) || reading || state.hit()) {
        notifyAll();
        return;
      }
      reading = true;
    }
    Thread.ofVirtual().name("report-" + state.id().name()).start(() -> read(state));
  }

  /** Once the call has ended: waits a moment for its report, so that it stands in the cell too. */
  synchronized void finish() {
    var until = System.nanoTime() + LONGEST_WAIT.toNanos();
    try {
      for (var left = LONGEST_WAIT.toMillis(); ended && reading && left > 0; ) {
        wait(left);
        left = Duration.ofNanos(until - System.nanoTime()).toMillis();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(CallState state) {
    var over = false;
    try {
      for (var next = next(); next.isPresent(); next = next()) {
        reports.get().find(state.id(), OptionalInt.empty()).ifPresent(found -> show(state, found));
        shown(next.get());
      }
      over = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (BackendException _) {
      return; // the call's own line says what is wrong, if anything is
    } finally {
      if (!over) {
        stopped();
      }
    }
  }

  /** The version to be shown now; when there is none, reading has stopped. */
  private synchronized Optional<Version> next() throws InterruptedException {
    var until = System.nanoTime() + PAUSE_MILLIS * 1_000_000;
    var first = shown.equals(Version.NONE);
    for (var left = PAUSE_MILLIS; !first && !written.equals(shown) && !ended && left > 0; ) {
      wait(left);
      left = (until - System.nanoTime()) / 1_000_000;
    }
    if (written.equals(shown)) {
      stopped();
      return Optional.empty();
    }
    return Optional.of(written);
  }

  private synchronized void shown(Version version) {
    shown = version;
  }

  private synchronized void stopped() {
    reading = false;
    notifyAll();
  }

  private void show(CallState state, StoredReport report) {
    var view = view(state.task(), report);
    var present = display;
    if (present == null) {
      showLine.run();
      display = notebook.show(view);
    } else {
      present.update(view);
    }
  }

  static ReportView view(String task, StoredReport report) {
    var name = CellCalls.brief(report.attempt().execution().name());
    var number = report.attempt().number();
    return new ReportView(
        "report of " + task + " · " + name + (number == 0 ? "" : ", attempt " + (number + 1)),
        report.html(),
        "%report " + name + " --to report.html");
  }
}
