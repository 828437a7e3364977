package dev.updraft.magics;

import dev.updraft.cell.Durations;
import dev.updraft.cell.Grammar;
import dev.updraft.cell.Option;
import dev.updraft.client.ExecutionNames;
import dev.updraft.client.grpc.Executions;
import dev.updraft.client.model.ExecutionRow;
import dev.updraft.client.model.Labels;
import dev.updraft.client.model.Phase;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.Table;
import dev.updraft.magics.view.Table.Cell;
import dev.updraft.magics.view.Table.Heading;
import dev.updraft.magics.view.Words;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/** {@code %executions}: what ran, the newest first. */
final class ExecutionsMagic implements Magics.LineMagic {
  static final Grammar GRAMMAR =
      new Grammar(
          "%executions",
          List.of("[X]"),
          List.of(
              Option.flag("--mine", "only those that you called"),
              Option.value("--by", "USER", "only those that somebody called"),
              Option.value("--notebook", "NAME", "only those of a notebook"),
              Option.flag("--active", "only those that have not ended"),
              Option.flag("--failed", "only those that failed"),
              Option.value("--since", "2d", "only younger ones"),
              Option.value("-n", "ROWS", "how many"),
              Option.value("--before", "TOKEN", "the page that a list's last line names")));

  private final Workbench bench;
  private final LoadLine load;

  ExecutionsMagic(Workbench bench) {
    this.bench = bench;
    this.load = new LoadLine(bench);
  }

  @Override
  public Object call(List<String> words) {
    var line = GRAMMAR.read(words);
    var now = bench.clock().instant();
    var rows = line.whole("-n", 1, 10_000).orElse(20);
    var since = line.value("--since", Durations::parse).map(now::minus);
    var by = line.text("--by");
    if (by.isPresent() && line.has("--mine")) {
      line.problem("--mine is --by with your own name: give one of them.");
    }
    var labels = new HashMap<String, String>();
    by.ifPresent(user -> labels.put(Labels.USER, Labels.value(user)));
    line.text("--notebook").ifPresent(name -> labels.put(Labels.NOTEBOOK, Labels.value(name)));
    var mine = line.has("--mine");
    var active = line.has("--active");
    var failed = line.has("--failed");
    var before = line.text("--before").orElse("");
    line.check();
    var settings = bench.session().settings();
    if (mine) {
      labels.put(Labels.USER, Labels.value(settings.user()));
    }
    var query =
        new Executions.Query(
            settings.project(),
            settings.domain(),
            line.word(0).orElse(""),
            labels,
            active,
            failed,
            since,
            before,
            rows);
    return table(words, bench.session().backend().executions().page(query), now);
  }

  private Table table(List<String> words, Executions.Page page, Instant now) {
    var names = page.rows().stream().map(row -> row.id().name()).toList();
    return new Table(
        List.of(
            Heading.text(""),
            Heading.text("execution"),
            Heading.text("of"),
            Heading.text("phase"),
            Heading.text("when"),
            Heading.number("took"),
            Heading.text("by"),
            Heading.text("notebook"),
            Heading.text("to load it")),
        page.rows().stream().map(row -> cells(row, names, now)).toList(),
        "No execution fits.",
        Older.line("%executions", words, page.next()));
  }

  private List<Cell> cells(ExecutionRow row, List<String> names, Instant now) {
    var brief = ExecutionNames.shortest(row.id().name(), names);
    var labels = row.labels();
    return List.of(
        Cell.of(glyph(row.phase())),
        Cell.code(brief),
        Cell.of(row.task()),
        phase(row),
        Cell.hover(Words.ago(row.createdAt(), now), row.createdAt().toString()),
        Cell.of(row.ran(now).map(Words::duration).orElse("")),
        Cell.dim(labels.getOrDefault(Labels.USER, "")),
        Cell.dim(
            Words.place(
                labels.getOrDefault(Labels.NOTEBOOK, ""), labels.getOrDefault(Labels.CELL, ""))),
        Cell.code(row.phase() == Phase.SUCCEEDED ? load.of(row.task(), brief) : ""));
  }

  /** With the error's first line on hover. */
  private static Cell phase(ExecutionRow row) {
    var word = row.phase().name().toLowerCase(Locale.ROOT);
    var error = row.error().lines().findFirst().orElse("");
    return error.isEmpty() ? Cell.dim(word) : Cell.hover(word, error);
  }

  static Glyph glyph(Phase phase) {
    return switch (phase) {
      case SUCCEEDED, RECOVERED -> Glyph.DONE;
      case FAILED, FAILING, TIMED_OUT, RETRYABLE_FAILED -> Glyph.FAILED;
      case ABORTED, ABORTING, SKIPPED -> Glyph.SKIPPED;
      case RUNNING, DYNAMIC_RUNNING, SUCCEEDING, INITIALIZING -> Glyph.RUNNING;
      case UNDEFINED, QUEUED, WAITING_FOR_RESOURCES -> Glyph.WAITS;
    };
  }
}
