package dev.updraft.workflow;

import dev.updraft.cell.Columns;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A graph in plain text, left to right; order that follows from other order is left out.
 *
 * <pre>
 * load ─ clean ┬ delays ─┬ join
 *              └ busiest ┘
 * </pre>
 *
 * <p>A graph whose lines would cross, or that is too wide, is a list instead: {@code n3 join ← n1,
 * n2}.
 */
public final class WorkflowText {
  private static final int WIDEST = 120;

  private WorkflowText() {}

  /** Draws the nodes by their names. */
  public static String of(Workflow workflow) {
    return of(workflow, WorkflowText::label);
  }

  /** Draws the nodes as {@code label} says, for example with the state that each is in. */
  public static String of(Workflow workflow, Function<Node, String> label) {
    var edges = Edges.of(workflow.nodes());
    var labels = workflow.nodes().stream().collect(Collectors.toMap(Node::id, label));
    return new Lanes(edges, labels)
        .drawn()
        .filter(lines -> lines.stream().allMatch(line -> Columns.width(line) <= WIDEST))
        .map(lines -> String.join("\n", lines))
        .orElseGet(() -> listed(workflow.nodes(), labels, edges));
  }

  /** For each node those that it waits for, without what follows from the others. */
  public static Map<String, Set<String>> before(Workflow workflow) {
    return Edges.of(workflow.nodes());
  }

  private static String listed(
      List<Node> nodes, Map<String, String> labels, Map<String, Set<String>> edges) {
    return nodes.stream()
        .map(
            node -> {
              var before = edges.getOrDefault(node.id(), Set.of());
              return node.id()
                  + " "
                  + labels.get(node.id())
                  + (before.isEmpty() ? "" : " ← " + String.join(", ", before));
            })
        .collect(Collectors.joining("\n"));
  }

  /** A node's name, with what a branch chooses from; a map is known by its sign. */
  public static String label(Node node) {
    return switch (node.work()) {
      case Work.Task _, Work.SubWorkflow _, Work.LaunchPlan _, Work.Gate _ -> node.name();
      case Work.Each _ -> node.name() + " ×";
      case Work.Branch branch ->
          branch.nodes().stream()
              .map(WorkflowText::label)
              .collect(Collectors.joining(" | ", node.name() + " (", ")"));
    };
  }
}
