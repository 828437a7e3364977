package dev.updraft.magics;

import dev.updraft.cell.Columns;
import dev.updraft.cell.Durations;
import dev.updraft.cell.Line;
import dev.updraft.cell.Option;
import dev.updraft.client.ExecutionNames;
import dev.updraft.client.grpc.Catalog;
import dev.updraft.client.model.Artifact;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.Labels;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.magics.view.LiteralText;
import dev.updraft.magics.view.Table;
import dev.updraft.magics.view.Table.Cell;
import dev.updraft.magics.view.Table.Heading;
import dev.updraft.magics.view.Words;
import dev.updraft.types.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Remembered outputs as a table: what {@code %outputs} and {@code %cache ls} list. */
final class Shelf {
  /** What a list can be narrowed by. */
  static final List<Option> OPTIONS =
      List.of(
          Option.value("--by", "USER", "only those that somebody made"),
          Option.value("--notebook", "NAME", "only those made from a notebook"),
          Option.value("--since", "2d", "only younger ones"),
          Option.value("--before", "TOKEN", "the page that a list's last line names"));

  private static final int LONGEST = 48;

  private final Workbench bench;
  private final LoadLine load;

  Shelf(Workbench bench) {
    this.bench = bench;
    this.load = new LoadLine(bench);
  }

  /**
   * What a line asks for.
   *
   * @param session empty = whoever made them
   */
  record Asked(
      String by,
      String notebook,
      Optional<Instant> since,
      String before,
      String session,
      int rows) {
    static Asked read(Line line, Instant now, String session, int rows) {
      return new Asked(
          line.text("--by").map(Labels::value).orElse(""),
          line.text("--notebook").map(Labels::value).orElse(""),
          line.value("--since", Durations::parse).map(now::minus),
          line.text("--before").orElse(""),
          session,
          rows);
    }

    boolean narrowed() {
      return since.isPresent() || !(by + notebook + before).isEmpty();
    }
  }

  /**
   * A page of what there is.
   *
   * @param magic with the words it was given, for the line that shows more
   * @param task empty = every task's
   */
  Table table(String magic, List<String> words, String task, Asked asked) {
    var settings = bench.session().settings();
    try {
      var page =
          bench
              .session()
              .backend()
              .catalog()
              .page(
                  new Catalog.Query(
                      settings.project(),
                      settings.domain(),
                      task,
                      asked.session(),
                      asked.by(),
                      asked.notebook(),
                      asked.since(),
                      asked.before(),
                      true,
                      asked.rows()));
      return table(page, Older.line(magic, words, page.next()));
    } catch (BackendException e) {
      throw new NotebookError(String.valueOf(e.getMessage()), null, e);
    }
  }

  private Table table(Catalog.Page page, String foot) {
    var keys = page.artifacts().stream().map(Artifact::key).toList();
    var now = bench.clock().instant();
    return new Table(
        List.of(
            Heading.text("output"),
            Heading.text("value"),
            Heading.text("from"),
            Heading.text("made"),
            Heading.text("by"),
            Heading.text("in"),
            Heading.number("took"),
            Heading.number("size"),
            Heading.number("hits"),
            Heading.text("to load it")),
        page.artifacts().stream().map(artifact -> row(artifact, keys, now)).toList(),
        "The catalog remembers nothing yet. Declare a task with --cache and run it.",
        foot);
  }

  private List<Cell> row(Artifact a, List<String> keys, Instant now) {
    var key = ExecutionNames.shortest(a.key(), keys);
    return List.of(
        Cell.code(a.task().name() + "@" + key),
        literals(a.outputs(), false),
        literals(a.inputs(), true),
        Cell.hover(Words.ago(a.madeAt(), now), a.madeAt().toString()),
        Cell.dim(a.madeBy()),
        Cell.code(a.source().map(s -> ExecutionNames.brief(s, a.task().name())).orElse("")),
        Cell.of(Words.duration(a.took())),
        Cell.of(Words.size(a.size())),
        Cell.of(Words.count(a.hits())),
        Cell.code(load.of(a.task().name(), key)));
  }

  /** Values in a line, short; whole on hover. */
  private static Cell literals(byte[] map, boolean named) {
    var values = Wire.readLiterals(map);
    var whole =
        named || values.size() != 1
            ? LiteralText.preview(values)
            : LiteralText.preview(values.values().iterator().next());
    var cut = Columns.cut(whole, LONGEST);
    return Cell.code(cut, cut.equals(whole) ? "" : whole);
  }
}
