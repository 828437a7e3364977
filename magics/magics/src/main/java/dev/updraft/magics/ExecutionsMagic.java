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
import java.util.List;
import java.util.Map;

/** {@code %executions}: what ran, the newest first. */
final class ExecutionsMagic implements Magics.LineMagic {
  static final Grammar GRAMMAR =
      new Grammar(
          "%executions",
          List.of("[X]"),
          List.of(
              Option.flag("--mine", "only those of this session"),
              Option.flag("--active", "only those that have not ended"),
              Option.flag("--failed", "only those that failed"),
              Option.value("--since", "2d", "only younger ones"),
              Option.value("-n", "ROWS", "how many")));

  private final Workbench bench;

  ExecutionsMagic(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public Object call(List<String> words) {
    var line = GRAMMAR.read(words);
    var now = bench.clock().instant();
    var rows = line.whole("-n", 1, 10_000).orElse(20);
    var since = line.value("--since", Durations::parse).map(now::minus);
    var settings = bench.session().settings();
    var query =
        new Executions.Query(
            settings.project(),
            settings.domain(),
            line.word(0).orElse(""),
            line.has("--mine")
                ? Map.of(Labels.SESSION, Labels.value(settings.session()))
                : Map.of(),
            line.has("--active"),
            line.has("--failed"),
            since,
            rows);
    line.check();
    var found = bench.session().backend().executions().list(query);
    var names = found.stream().map(row -> row.id().name()).toList();
    return new Table(
        List.of(
            Heading.text(""),
            Heading.text("execution"),
            Heading.text("task"),
            Heading.text("phase"),
            Heading.text("when"),
            Heading.number("took"),
            Heading.text("by")),
        found.stream().map(row -> cells(row, names, now)).toList(),
        "No execution fits.",
        found.size() == rows ? "the newest " + rows + "; -n shows more" : "");
  }

  private static List<Cell> cells(ExecutionRow row, List<String> names, Instant now) {
    return List.of(
        Cell.of(glyph(row.phase())),
        Cell.code(ExecutionNames.shortest(row.id().name(), names)),
        Cell.of(row.task()),
        Cell.dim(row.phase().name().toLowerCase(java.util.Locale.ROOT)),
        Cell.hover(Words.ago(row.createdAt(), now), row.createdAt().toString()),
        Cell.of(row.ran(now).map(Words::duration).orElse("")),
        Cell.dim(row.labels().getOrDefault(Labels.USER, "")));
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
