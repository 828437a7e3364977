package dev.updraft.magics;

import dev.updraft.client.CallState;
import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.Graph;
import dev.updraft.magics.view.Graph.Box;
import dev.updraft.magics.view.Graph.Edge;
import dev.updraft.magics.view.GraphView;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Workflow;
import dev.updraft.workflow.WorkflowText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A workflow as it is drawn, be it of this notebook or only registered. */
record WorkflowGraph(String name, Workflow workflow) {
  /** Nothing of it has run. */
  Graph graph() {
    return new Graph(workflow.nodes().stream().map(WorkflowGraph::box).toList(), edges());
  }

  /** While it runs, or as it ended: each node with where it stands. */
  GraphView view(CallState state, Instant now) {
    var stands = new NodeStands(state, now);
    var graph =
        new Graph(workflow.nodes().stream().map(node -> box(node, stands)).toList(), edges());
    return new GraphView(name, graph, text(stands));
  }

  /** A line for each node, in the order of the text. */
  private String text(NodeStands stands) {
    return workflow.nodes().stream()
        .map(
            node -> {
              var box = box(node, stands);
              return "  %s %s %s%s"
                  .formatted(
                      box.glyph().sign(),
                      node.id(),
                      box.name(),
                      box.detail().isEmpty() ? "" : " · " + box.detail());
            })
        .collect(Collectors.joining("\n"));
  }

  private static Box box(Node node, NodeStands stands) {
    var stand = stands.of(node);
    return new Box(
        node.id(),
        node.name(),
        stand.detail().isEmpty() ? detail(node.work()) : stand.detail(),
        stand.glyph());
  }

  private static Box box(Node node) {
    return new Box(node.id(), node.name(), detail(node.work()), Glyph.WAITS);
  }

  List<Edge> edges() {
    var edges = new ArrayList<Edge>();
    WorkflowText.before(workflow)
        .forEach((node, before) -> before.forEach(from -> edges.add(new Edge(from, node))));
    return edges;
  }

  private static String detail(Work work) {
    return switch (work) {
      case Work.Task _ -> "";
      case Work.SubWorkflow _, Work.LaunchPlan _ -> "workflow";
      case Work.Each _ -> "for each element";
      case Work.Gate _ -> "waits";
      case Work.Branch branch -> arms(branch.nodes());
    };
  }

  private static String arms(List<Node> arms) {
    return arms.stream().map(WorkflowText::label).collect(Collectors.joining(" | "));
  }
}
