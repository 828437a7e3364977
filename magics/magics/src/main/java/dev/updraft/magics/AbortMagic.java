package dev.updraft.magics;

import dev.updraft.cell.Grammar;
import dev.updraft.client.model.BackendException;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.magics.view.Note;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code %abort}: stops an execution and waits until its work is gone. */
final class AbortMagic implements Magics.LineMagic {
  static final Grammar GRAMMAR = new Grammar("%abort", List.of("EXECUTION"), List.of());
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 50;

  private final Workbench bench;
  private final Targets targets;

  AbortMagic(Workbench bench) {
    this.bench = bench;
    this.targets = new Targets(bench);
  }

  @Override
  public Object call(List<String> words) throws InterruptedException {
    var line = GRAMMAR.read(words);
    line.check();
    var id = targets.execution(Optional.of(line.word(0).orElseThrow()));
    var executions = bench.session().backend().executions();
    try {
      executions.terminate(id, "aborted by %abort");
      var until = bench.clock().instant().plus(LONGEST);
      var ending = executions.ending(id);
      while (ending.isEmpty() && bench.clock().instant().isBefore(until)) {
        Thread.sleep(POLL_MILLIS);
        ending = executions.ending(id);
      }
      var row = executions.get(id);
      return new Note(
          ExecutionsMagic.glyph(row.phase()),
          row.task()
              + " "
              + CellCalls.brief(id.name())
              + " is "
              + row.phase().name().toLowerCase(java.util.Locale.ROOT),
          ending.isEmpty()
              ? List.of("its work is not gone yet; see %status " + CellCalls.brief(id.name()))
              : List.of());
    } catch (BackendException e) {
      throw new NotebookError(String.valueOf(e.getMessage()), null, e);
    }
  }
}
