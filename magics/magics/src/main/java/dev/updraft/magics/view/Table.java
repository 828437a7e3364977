package dev.updraft.magics.view;

import dev.updraft.cell.Columns;
import dev.updraft.magics.notebook.View;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows under headings, e.g. executions or remembered outputs.
 *
 * @param empty the sentence shown when there is no row
 * @param foot a last line below, empty for none
 */
public record Table(List<Heading> headings, List<List<Cell>> rows, String empty, String foot)
    implements View {
  public Table {
    headings = List.copyOf(headings);
    rows = List.copyOf(rows);
  }

  /** A column's name, and whether its figures stand at the right. */
  public record Heading(String name, boolean number) {
    public static Heading text(String name) {
      return new Heading(name, false);
    }

    public static Heading number(String name) {
      return new Heading(name, true);
    }
  }

  /**
   * One cell.
   *
   * @param exact shown on hover; empty for none
   */
  public record Cell(String text, Style style, String exact) {
    /** How a cell stands out. */
    public enum Style {
      PLAIN,
      DIM,
      /** Dimmed, and broken between words only. */
      WORDS,
      CODE,
      OK,
      RUN,
      WAIT,
      FAIL,
      HIT
    }

    public static Cell of(String text) {
      return new Cell(text, Style.PLAIN, "");
    }

    public static Cell dim(String text) {
      return new Cell(text, Style.DIM, "");
    }

    public static Cell words(String text) {
      return new Cell(text, Style.WORDS, "");
    }

    public static Cell code(String text) {
      return new Cell(text, Style.CODE, "");
    }

    public static Cell code(String text, String exact) {
      return new Cell(text, Style.CODE, exact);
    }

    public static Cell hover(String text, String exact) {
      return new Cell(text, Style.DIM, exact);
    }

    public static Cell of(Glyph glyph) {
      return new Cell(
          glyph.sign(),
          switch (glyph) {
            case DONE -> Style.OK;
            case RUNNING, RETRIED -> Style.RUN;
            case WAITS, SKIPPED -> Style.WAIT;
            case HIT, RECOVERED -> Style.HIT;
            case FAILED -> Style.FAIL;
          },
          "");
    }
  }

  @Override
  public String html() {
    return Html.page(this::drawIn);
  }

  void drawIn(Html html) {
    if (rows.isEmpty()) {
      html.dim(empty);
      return;
    }
    html.inside("table", "", () -> body(html));
    if (!foot.isEmpty()) {
      html.dim(foot);
    }
  }

  /** The rows alone, for a table within something else. */
  void body(Html html) {
    html.inside(
        "tr",
        "",
        () ->
            headings.forEach(
                h -> html.inside("th", h.number() ? "num" : "", () -> html.text(h.name()))));
    for (var row : rows) {
      html.inside("tr", "", () -> row(html, row));
    }
  }

  private void row(Html html, List<Cell> row) {
    for (var i = 0; i < row.size(); i++) {
      var cell = row.get(i);
      html.inside("td", headings.get(i).number() ? "num" : "", () -> cell(html, cell));
    }
  }

  private static void cell(Html html, Cell cell) {
    if (!cell.exact().isEmpty()) {
      if (cell.style() == Cell.Style.CODE) {
        html.inside("code", "", () -> html.hover("", cell.text(), cell.exact()));
      } else {
        html.hover(cell.text(), cell.exact());
      }
      return;
    }
    switch (cell.style()) {
      case PLAIN -> html.text(cell.text());
      case DIM -> html.dim(cell.text());
      case WORDS ->
          List.of(cell.text().split(" ", -1))
              .forEach(word -> html.span("dim word", word).text(" "));
      case CODE -> html.code(cell.text());
      case OK -> html.span("ok", cell.text());
      case RUN -> html.span("run", cell.text());
      case WAIT -> html.span("wait", cell.text());
      case FAIL -> html.span("fail", cell.text());
      case HIT -> html.span("hit", cell.text());
    }
  }

  @Override
  public String text() {
    if (rows.isEmpty()) {
      return empty;
    }
    var lines = new ArrayList<String>();
    var widths = new int[headings.size()];
    for (var i = 0; i < widths.length; i++) {
      var column = i;
      widths[i] =
          Math.max(
              Columns.width(headings.get(i).name()),
              rows.stream().mapToInt(row -> Columns.width(row.get(column).text())).max().orElse(0));
    }
    lines.add(line(headings.stream().map(Heading::name).toList(), widths));
    rows.forEach(row -> lines.add(line(row.stream().map(Cell::text).toList(), widths)));
    if (!foot.isEmpty()) {
      lines.add(foot);
    }
    return lines.stream().collect(Collectors.joining("\n"));
  }

  private String line(List<String> texts, int[] widths) {
    var line = new StringBuilder();
    for (var i = 0; i < texts.size(); i++) {
      var blanks = Columns.blanks(texts.get(i), widths[i]);
      line.append(headings.get(i).number() ? blanks + texts.get(i) : texts.get(i) + blanks)
          .append("  ");
    }
    return line.toString().stripTrailing();
  }
}
