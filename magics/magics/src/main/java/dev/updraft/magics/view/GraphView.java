package dev.updraft.magics.view;

import dev.updraft.magics.notebook.View;
import java.util.List;
import java.util.Locale;

/**
 * A {@link Graph} as a picture: static SVG in the cell's own colours, never wider than the cell.
 *
 * @param title a line above
 * @param text the text twin of the drawing, whose words are the picture's
 */
public record GraphView(String title, Graph graph, String text) implements View {
  /** Above this a picture says less than its text. */
  static final int MOST_BOXES = 120;

  @Override
  public String html() {
    return Html.page(
        html -> {
          html.text(title).line();
          drawIn(html);
        });
  }

  /** Without the title. */
  void drawIn(Html html) {
    if (graph.boxes().size() > MOST_BOXES) {
      html.pre(text);
    } else {
      draw(html, GraphLayout.of(graph));
    }
  }

  /** The text twin of the drawing, without the title. */
  String picture() {
    return text;
  }

  private void draw(Html html, GraphLayout layout) {
    html.svg(layout.width(), layout.height(), title, () -> parts(html, layout));
  }

  private void parts(Html html, GraphLayout layout) {
    for (var edge : layout.edges()) {
      html.path(path(edge));
    }
    graph.boxes().forEach(box -> html.box(layout.place(box), box));
  }

  /** Pieces of three points are curves; what is left over is straight. */
  private static String path(List<GraphLayout.Point> points) {
    var path = new StringBuilder("M").append(at(points.getFirst()));
    var next = 1;
    for (; next + 2 < points.size(); next += 3) {
      path.append(" C")
          .append(at(points.get(next)))
          .append(' ')
          .append(at(points.get(next + 1)))
          .append(' ')
          .append(at(points.get(next + 2)));
    }
    for (; next < points.size(); next++) {
      path.append(" L").append(at(points.get(next)));
    }
    return path.toString();
  }

  private static String at(GraphLayout.Point point) {
    return String.format(Locale.ROOT, "%.1f,%.1f", point.x(), point.y());
  }

  @Override
  public String text() {
    return title + "\n" + text;
  }
}
