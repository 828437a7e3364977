package dev.updraft.magics.view;

import dev.updraft.api.frames.FrameColumn;
import dev.updraft.cell.Columns;
import dev.updraft.magics.notebook.View;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A dataframe's first rows: name above and type below, figures at the right, the outer columns of a
 * wide frame.
 *
 * @param head the columns of the rows that are shown, all of them
 * @param rows how many rows the frame has
 */
public record FrameTable(List<FrameColumn> head, long rows) implements View {
  /** How many rows are worth looking at, if nobody asked for more. */
  public static final int ROWS = 10;

  private static final int COLUMNS = 13;
  private static final int LAST_COLUMNS = 3;
  private static final int TEXT_WIDTH = 110;
  private static final String GAP = "…";

  public FrameTable {
    head = List.copyOf(head);
  }

  @Override
  public String html() {
    return Html.page(this::draw);
  }

  void draw(Html html) {
    var shown = shown(COLUMNS);
    html.inside("table", "frame", () -> table(html, shown));
    html.dim(size());
  }

  private void table(Html html, List<FrameCells> shown) {
    html.inside("tr", "", () -> shown.forEach(column -> heading(html, column)));
    for (var row = 0; row < shownRows(); row++) {
      var at = row;
      html.inside("tr", "", () -> shown.forEach(column -> cell(html, column, at)));
    }
  }

  private static void heading(Html html, FrameCells column) {
    html.inside(
        "th",
        column.number() ? "num" : "",
        () -> html.text(column.name()).line().inside("small", "", () -> html.text(column.type())));
  }

  private static void cell(Html html, FrameCells column, int row) {
    var cell = column.cells().get(row);
    var style = cell.isNull() ? "null" : column.number() ? "num" : "";
    html.inside(
        "td",
        cell.isNull() && column.number() ? "num null" : style,
        () -> {
          if (cell.whole().isEmpty()) {
            html.text(cell.text());
          } else {
            html.hover("", cell.text(), cell.whole());
          }
        });
  }

  @Override
  public String text() {
    var lines = new ArrayList<String>();
    var shown = narrowed();
    if (!shown.isEmpty()) {
      lines.add(line(shown, shown.stream().map(FrameCells::name).toList()));
      lines.add(line(shown, shown.stream().map(FrameCells::type).toList()));
      for (var row = 0; row < shownRows(); row++) {
        var at = row;
        lines.add(
            line(shown, shown.stream().map(column -> column.cells().get(at).text()).toList()));
      }
    }
    lines.add(size());
    return String.join("\n", lines);
  }

  /** Fewer columns where a line would be too long for a terminal. */
  private List<FrameCells> narrowed() {
    for (var most = COLUMNS; ; most--) {
      var shown = shown(most);
      if (most <= LAST_COLUMNS + 1
          || shown.stream().mapToInt(c -> c.width() + 2).sum() - 2 <= TEXT_WIDTH) {
        return shown;
      }
    }
  }

  private static String line(List<FrameCells> shown, List<String> texts) {
    var line = new StringBuilder();
    for (var i = 0; i < texts.size(); i++) {
      var column = shown.get(i);
      var text = texts.get(i);
      var blanks = Columns.blanks(text, column.width());
      line.append(column.number() ? blanks + text : text + blanks).append("  ");
    }
    return line.toString().stripTrailing();
  }

  private List<FrameCells> shown(int most) {
    if (head.size() <= most) {
      return head.stream().map(this::cells).toList();
    }
    var last = Math.min(LAST_COLUMNS, most - 2);
    var shown = new ArrayList<FrameCells>();
    head.subList(0, most - 1 - last).forEach(column -> shown.add(cells(column)));
    var gap = new FrameCells.Cell(GAP, "", false);
    shown.add(
        new FrameCells(
            GAP, GAP, false, IntStream.range(0, shownRows()).mapToObj(row -> gap).toList()));
    head.subList(head.size() - last, head.size()).forEach(column -> shown.add(cells(column)));
    return shown;
  }

  private FrameCells cells(FrameColumn column) {
    return FrameCells.of(column, shownRows());
  }

  private int shownRows() {
    return head.isEmpty() ? 0 : head.getFirst().size();
  }

  private String size() {
    return Words.count(rows, "row") + " × " + Words.count(head.size(), "column");
  }
}
