package dev.updraft.magics;

import dev.updraft.api.Report;
import dev.updraft.magics.notebook.Display;
import dev.updraft.magics.notebook.Notebook;
import dev.updraft.magics.view.ReportView;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The reports of plain local calls: one for each cell, shown at it. */
final class CellReports implements Report.Source {
  /** Drawn at once, so that they stand in the cell when that ends; then a few times a second. */
  private static final int AT_ONCE = 50;

  private static final long PAUSE_MILLIS = 200;

  private final Notebook notebook;
  private final ScheduledExecutorService later;
  private @Nullable Shown latest;

  CellReports(Notebook notebook, ScheduledExecutorService later) {
    this.notebook = notebook;
    this.later = later;
  }

  @Override
  public synchronized Report current() {
    var cell = notebook.cell();
    var present = latest;
    if (present == null || present.cell != cell) {
      present = new Shown(cell);
      latest = present;
    }
    return present.report;
  }

  /** A report and its display. */
  private final class Shown implements Report.Listener {
    private final int cell;
    private final Report report = Report.of(this);
    private @Nullable Display display;
    private int drawn;
    private boolean awaited;
    private boolean changed;

    private Shown(int cell) {
      this.cell = cell;
    }

    @Override
    public synchronized void changed() {
      changed = true;
      if (drawn < AT_ONCE) {
        draw();
      } else if (!awaited) {
        awaited = true;
        later.schedule(this::draw, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      }
    }

    @Override
    public void flush() {
      draw();
    }

    private synchronized void draw() {
      awaited = false;
      if (!changed) {
        return;
      }
      changed = false;
      drawn++;
      var view =
          new ReportView("report", report.document(), "Files.writeString(file, report.document())");
      var present = display;
      if (present == null) {
        display = notebook.show(view);
      } else {
        present.update(view);
      }
    }
  }
}
