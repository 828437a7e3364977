package dev.updraft.magics.view;

import java.util.HashSet;
import java.util.List;

/**
 * Boxes and what leads from one to another: a workflow as it is drawn.
 *
 * @param boxes in the order of the text
 * @param edges between them; both ends are boxes
 */
public record Graph(List<Box> boxes, List<Edge> edges) {
  public Graph {
    boxes = List.copyOf(boxes);
    edges = List.copyOf(edges);
    var ids = new HashSet<String>();
    for (var box : boxes) {
      if (!ids.add(box.id())) {
        throw new IllegalArgumentException("Two boxes are called '" + box.id() + "'.");
      }
    }
    for (var edge : edges) {
      if (!ids.contains(edge.from()) || !ids.contains(edge.to())) {
        throw new IllegalArgumentException(edge + " leads to or from no box of " + ids + ".");
      }
    }
  }

  /**
   * A place in the graph.
   *
   * @param name for people
   * @param detail a second, smaller line: {@code 8.1 s}, {@code 24 of 24}; may be empty
   */
  public record Box(String id, String name, String detail, Glyph glyph) {}

  /** What must have ended before. */
  public record Edge(String from, String to) {}
}
