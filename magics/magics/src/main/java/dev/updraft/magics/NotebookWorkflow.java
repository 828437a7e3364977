package dev.updraft.magics;

import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.Graph;
import dev.updraft.magics.view.Graph.Box;
import dev.updraft.magics.view.Graph.Edge;
import dev.updraft.magics.view.GraphView;
import dev.updraft.magics.view.Words;
import dev.updraft.task.closure.TaskSignature;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.Work;
import dev.updraft.workflow.CompiledWorkflow;
import dev.updraft.workflow.WorkflowText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A workflow of this notebook.
 *
 * @param key its method's among the notebook's members
 * @param cell where it was declared
 */
record NotebookWorkflow(
    String name, String key, TaskSignature signature, String cell, CompiledWorkflow compiled) {

  /** The graph as it was declared: nothing of it has run. */
  GraphView view() {
    var nodes = compiled.workflow().nodes();
    var edges = new ArrayList<Edge>();
    WorkflowText.before(compiled.workflow())
        .forEach((node, before) -> before.forEach(from -> edges.add(new Edge(from, node))));
    var graph = new Graph(nodes.stream().map(NotebookWorkflow::box).toList(), edges);
    return new GraphView(
        Glyph.DONE.sign()
            + " "
            + signature
            + (signature.returns().equals("void") ? "" : " → " + signature.returns())
            + " · "
            + Words.count(nodes.size(), "node"),
        graph,
        WorkflowText.of(compiled.workflow()));
  }

  private static Box box(Node node) {
    return new Box(node.id(), node.name(), detail(node.work()), Glyph.WAITS);
  }

  private static String detail(Work work) {
    return switch (work) {
      case Work.Task _ -> "";
      case Work.SubWorkflow _, Work.LaunchPlan _ -> "workflow";
      case Work.Each _ -> "for each element";
      case Work.Branch branch -> arms(branch.nodes());
    };
  }

  private static String arms(List<Node> arms) {
    return arms.stream().map(WorkflowText::label).collect(Collectors.joining(" | "));
  }
}
