package dev.updraft.magics.view;

import dev.updraft.magics.view.Graph.Box;
import dev.updraft.magics.view.Graph.Edge;
import java.util.ArrayList;

/**
 * Draws a graph that nobody sees: the layout's classes take most of a second to load, which the
 * first workflow of a notebook need not wait for.
 */
public final class WarmDrawing {
  private static final int ROWS = 5;
  private static final int LAYERS = 4;

  private WarmDrawing() {}

  /** In the background, at the least priority. */
  public static void begin() {
    Thread.ofPlatform()
        .daemon()
        .name("updraft-warm-drawing")
        .priority(Thread.MIN_PRIORITY)
        .start(WarmDrawing::draw);
  }

  static void draw() {
    new GraphView("warm", sample(), "").html();
  }

  /** Layers of boxes, with edges that cross and one that passes a layer by. */
  private static Graph sample() {
    var boxes = new ArrayList<Box>();
    var edges = new ArrayList<Edge>();
    for (var layer = 0; layer < LAYERS; layer++) {
      for (var row = 0; row < ROWS; row++) {
        boxes.add(new Box(id(layer, row), "box", "detail", Glyph.WAITS));
        if (layer > 0) {
          edges.add(new Edge(id(layer - 1, row), id(layer, row)));
          edges.add(new Edge(id(layer - 1, (row + 2) % ROWS), id(layer, row)));
        }
      }
    }
    edges.add(new Edge(id(0, 0), id(LAYERS - 1, ROWS - 1)));
    return new Graph(boxes, edges);
  }

  private static String id(int layer, int row) {
    return layer + "-" + row;
  }
}
