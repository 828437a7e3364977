package dev.updraft.magics;

import dev.updraft.api.Handles;
import dev.updraft.api.Report;
import dev.updraft.cell.InvalidLine;
import dev.updraft.client.embedded.EmbeddedRefused;
import dev.updraft.client.model.BackendException;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.Notebook;
import dev.updraft.magics.notebook.NotebookError;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Everything that Updraft understands in a notebook. */
public final class UpdraftMagics implements Magics {
  private final Workbench bench;
  private final RemoteCalls calls;
  private final Map<String, LineMagic> lines = new LinkedHashMap<>();
  private final Map<String, CellMagic> cells;

  private UpdraftMagics(Notebook notebook) {
    bench = new Workbench(notebook, System.getenv(), Clock.systemUTC());
    calls = new RemoteCalls(bench);
    line("connect", new ConnectMagic(bench));
    line("task", new TaskMagic(bench));
    var workflows = new WorkflowMagic(bench);
    line("workflow", workflows);
    line("run", new RunMagic(bench, calls, RunMagic.RUN));
    line("submit", new RunMagic(bench, calls, RunMagic.SUBMIT));
    line("rerun", new RerunMagic(bench, calls));
    line("status", new StatusMagic(bench));
    line("logs", new LogsMagic(bench));
    line("report", new ReportMagic(bench));
    line("abort", new AbortMagic(bench));
    line("executions", new ExecutionsMagic(bench));
    line("outputs", new OutputsMagic(bench));
    line("lineage", new LineageMagic(bench));
    line("cache", new CacheMagic(bench));
    line("schedule", new ScheduleMagic(bench));
    var promote = new PromoteMagic(bench);
    line("promote", promote);
    line("register", promote);
    line("updraft", new HelpMagic(lines));
    cells = Map.of("task", new DeclareMagic(bench), "workflow", workflows);
    Handles.install(calls);
    Report.install(calls.cellReports());
  }

  /** What the kernel finds by service loader. */
  public static final class Provider implements Magics.Provider {
    @Override
    public Magics open(Notebook notebook) {
      return new UpdraftMagics(notebook);
    }
  }

  /** A wrong line and a backend's refusal are told alone, without our frames. */
  private void line(String name, LineMagic magic) {
    lines.put(
        name,
        words -> {
          try {
            return magic.call(words);
          } catch (InvalidLine | BackendException | EmbeddedRefused | IllegalArgumentException e) {
            throw new NotebookError(String.valueOf(e.getMessage()), null, e);
          }
        });
  }

  @Override
  public Map<String, LineMagic> lines() {
    return lines;
  }

  @Override
  public Map<String, CellMagic> cells() {
    return cells;
  }

  @Override
  public void close() {
    Handles.install(null);
    Report.install(null);
    calls.close();
    bench.close();
  }
}
