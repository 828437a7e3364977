package dev.updraft.magics.view;

import dev.updraft.cell.Columns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Where boxes and edges of a {@link Graph} stand, left to right, in pixels: Eclipse's layered
 * layout (Sugiyama's method), which keeps edges off boxes and crossings few.
 *
 * @param edges as the points of cubic curves: a start, then three points for each piece
 */
record GraphLayout(double width, double height, Map<String, Place> boxes, List<List<Point>> edges) {
  /** The middle of a character of the 12 pixel interface font, near enough for a box's width. */
  private static final double LETTER = 7.2;

  private static final double LEAST_WIDTH = 72;
  private static final double MOST_WIDTH = 190;
  private static final double HEIGHT = 38;
  private static final double MARGIN = 4;

  /** A box's left upper corner and size. */
  record Place(double x, double y, double width, double height) {}

  record Point(double x, double y) {}

  static {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
  }

  /** Layouts made lately: a graph that runs is drawn again and again, and seldom changes shape. */
  private static final Map<Shape, GraphLayout> LATELY =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Shape, GraphLayout> eldest) {
              return size() > 32;
            }
          });

  /** All that a layout depends on. */
  private record Shape(List<String> ids, List<Double> widths, List<Graph.Edge> edges) {}

  static GraphLayout of(Graph graph) {
    var shape =
        new Shape(
            graph.boxes().stream().map(Graph.Box::id).toList(),
            graph.boxes().stream().map(GraphLayout::width).toList(),
            graph.edges());
    return LATELY.computeIfAbsent(shape, _ -> laidOut(graph));
  }

  private static GraphLayout laidOut(Graph graph) {
    var root = ElkGraphUtil.createGraph();
    root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
    root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.SPLINES);
    root.setProperty(CoreOptions.PADDING, new ElkPadding(MARGIN));
    root.setProperty(CoreOptions.SPACING_NODE_NODE, 14.0);
    root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 44.0);
    var nodes = new HashMap<String, ElkNode>();
    for (var box : graph.boxes()) {
      var node = ElkGraphUtil.createNode(root);
      node.setDimensions(width(box), HEIGHT);
      nodes.put(box.id(), node);
    }
    var edges = new ArrayList<ElkEdge>();
    for (var edge : graph.edges()) {
      edges.add(ElkGraphUtil.createSimpleEdge(nodes.get(edge.from()), nodes.get(edge.to())));
    }
    new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
    var places = new HashMap<String, Place>();
    nodes.forEach(
        (id, node) ->
            places.put(id, new Place(node.getX(), node.getY(), node.getWidth(), node.getHeight())));
    return new GraphLayout(
        root.getWidth(), root.getHeight(), places, edges.stream().map(GraphLayout::curve).toList());
  }

  private static double width(Graph.Box box) {
    var letters = Math.max(Columns.width(box.name()) + 2, Columns.width(box.detail()));
    return Math.clamp(letters * LETTER + 20, LEAST_WIDTH, MOST_WIDTH);
  }

  /** Where a box of the graph stands. */
  Place place(Graph.Box box) {
    return Objects.requireNonNull(boxes.get(box.id()), box.id());
  }

  /** How many letters of a name a box of this width holds. */
  static int letters(double width) {
    return (int) Math.round((width - 20) / LETTER) - 2;
  }

  private static List<Point> curve(ElkEdge edge) {
    var section = edge.getSections().getFirst();
    var points = new ArrayList<Point>();
    points.add(new Point(section.getStartX(), section.getStartY()));
    section.getBendPoints().forEach(bend -> points.add(new Point(bend.getX(), bend.getY())));
    points.add(new Point(section.getEndX(), section.getEndY()));
    return points;
  }
}
