package dev.updraft.magics.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.magics.view.Graph.Box;
import dev.updraft.magics.view.Graph.Edge;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphViewTest {
  private static final Graph REPORT =
      new Graph(
          List.of(
              new Box("n0", "load", "hit", Glyph.HIT),
              new Box("n1", "clean", "2.2 s", Glyph.DONE),
              new Box("n2", "delays", "8.1 s · attempt 2", Glyph.RUNNING),
              new Box("n3", "busiest", "24 of 24 · 3.9 s", Glyph.DONE),
              new Box("n4", "join", "waits", Glyph.WAITS)),
          List.of(
              new Edge("n0", "n1"),
              new Edge("n1", "n2"),
              new Edge("n1", "n3"),
              new Edge("n2", "n4"),
              new Edge("n3", "n4")));

  @Test
  void graphGoesLeftToRightAndBoxesDoNotTouch() {
    var layout = GraphLayout.of(REPORT);

    for (var edge : REPORT.edges()) {
      var from = place(layout, edge.from());
      assertThat(from.x() + from.width()).isLessThan(place(layout, edge.to()).x());
    }
    assertThat(place(layout, "n2").y()).isNotEqualTo(place(layout, "n3").y());
    assertThat(apart(List.copyOf(layout.boxes().values()))).isTrue();
  }

  @Test
  void sixtyBoxesStillStandApart() {
    var boxes = new ArrayList<Box>();
    var edges = new ArrayList<Edge>();
    for (var i = 0; i < 60; i++) {
      boxes.add(new Box("n" + i, "step" + i, "", Glyph.WAITS));
      if (i > 0) {
        edges.add(new Edge("n" + (i - 1) / 2, "n" + i));
      }
    }

    var layout = GraphLayout.of(new Graph(boxes, edges));

    assertThat(apart(List.copyOf(layout.boxes().values()))).isTrue();
    assertThat(layout.edges()).hasSize(59);
  }

  @Test
  void pictureShowsStatesByGlyphAndEscapesNames() {
    var view =
        new GraphView(
            "report",
            new Graph(List.of(new Box("n0", "<b>x</b>", "", Glyph.FAILED)), List.of()),
            "✕ x");

    assertThat(view.html())
        .contains("<svg class=\"graph\"")
        .contains("class=\"box fail\"")
        .contains("✕ &lt;b&gt;x&lt;/b&gt;")
        .doesNotContain("<b>x");
    assertThat(view.text()).isEqualTo("report\n✕ x");
  }

  @Test
  void namesAreWholeUntilTheyAreLongAndThenOnHover() {
    var names = List.of("step10", "clean", "averageDelays", "aNameThatNoBoxCouldEverHoldInOneLine");
    var boxes = names.stream().map(name -> new Box(name, name, "", Glyph.WAITS)).toList();

    var html = new GraphView("names", new Graph(boxes, List.of()), "").html();

    assertThat(html).contains("○ step10<", "○ clean<", "○ averageDelays<");
    assertThat(html).contains("<title>" + names.getLast() + "</title>").contains("…</text>");
  }

  @Test
  void edgeToNowhereIsRefused() {
    assertThatThrownBy(() -> new Graph(List.of(), List.of(new Edge("n0", "n1"))))
        .hasMessageContaining("leads to or from no box");
  }

  private static GraphLayout.Place place(GraphLayout layout, String id) {
    return layout.place(new Box(id, "", "", Glyph.WAITS));
  }

  private static boolean apart(List<GraphLayout.Place> places) {
    for (var one : places) {
      for (var other : places) {
        if (one != other
            && one.x() < other.x() + other.width()
            && other.x() < one.x() + one.width()
            && one.y() < other.y() + other.height()
            && other.y() < one.y() + one.height()) {
          return false;
        }
      }
    }
    return true;
  }
}
