package dev.updraft.magics;

import dev.updraft.cell.Grammar;
import dev.updraft.cell.Option;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.Note;
import dev.updraft.magics.view.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * {@code %report}: what a task reported beside its value; on a hit, what the attempt reported that
 * made the value.
 */
final class ReportMagic implements Magics.LineMagic {
  static final Grammar GRAMMAR =
      new Grammar(
          "%report",
          List.of("[EXECUTION]"),
          List.of(
              Option.value("--attempt", "N", "of one attempt, counted from 1"),
              Option.value("--to", "FILE", "writes it to a file, as HTML")));

  private final Workbench bench;
  private final Targets targets;

  ReportMagic(Workbench bench) {
    this.bench = bench;
    this.targets = new Targets(bench);
  }

  @Override
  public @Nullable Object call(List<String> words) throws InterruptedException {
    var line = GRAMMAR.read(words);
    var attempt = line.whole("--attempt", 1, 10_000);
    var file = line.value("--to", ReportMagic::path);
    line.check();
    var id = targets.execution(line.word(0).map(word -> word.replaceFirst("/.*", "")));
    var task = bench.session().backend().executions().get(id).task();
    var number = attempt.isPresent() ? OptionalInt.of(attempt.getAsInt() - 1) : OptionalInt.empty();
    var report =
        bench
            .session()
            .reports()
            .find(id, number)
            .orElseThrow(
                () ->
                    new NotebookError(
                        "%s (%s%s) has no report. A task makes one with Report.current().text(..)."
                            .formatted(
                                task,
                                CellCalls.brief(id.name()),
                                attempt.isPresent() ? ", attempt " + attempt.getAsInt() : "")));
    return file.isPresent() ? written(file.get(), report.html()) : LiveReport.view(task, report);
  }

  private static Note written(Path file, String html) {
    try {
      Files.writeString(file, html);
      return new Note(
          Glyph.DONE, "report written to " + file + ", " + Words.size(html.length()), List.of());
    } catch (IOException e) {
      throw new NotebookError(
          "The report cannot be written to '" + file.toAbsolutePath() + "': " + e, null, e);
    }
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("expects a file (" + e.getReason() + ")", e);
    }
  }
}
