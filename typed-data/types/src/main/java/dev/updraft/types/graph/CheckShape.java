package dev.updraft.types.graph;

import dev.updraft.types.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The nodes of one workflow: their ids, who waits for whom, and that nobody waits for himself. */
final class CheckShape {
  private final Workflow workflow;
  private final Collection<Problem> problems;
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  CheckShape(Workflow workflow, Collection<Problem> problems) {
    this.workflow = workflow;
    this.problems = problems;
    workflow.nodes().forEach(node -> nodes.putIfAbsent(node.id(), node));
  }

  /** A workflow by itself has a node; within another it may give what it gets. */
  void hasNodes() {
    if (workflow.nodes().isEmpty()) {
      problem("", "it has no node", "Call at least one task in it.");
    }
  }

  void check() {
    var scope = new ArrayList<>(workflow.nodes());
    workflow.failureNode().ifPresent(scope::add);
    ids(scope);
    for (var node : scope) {
      node.dependencies().stream()
          .filter(id -> !nodes.containsKey(id))
          .forEach(id -> unknown(node.id(), id));
    }
    workflow.outputs().values().stream()
        .flatMap(binding -> binding.nodes().stream())
        .filter(id -> !id.equals(Workflow.START_NODE) && !nodes.containsKey(id))
        .distinct()
        .forEach(id -> unknown("", id));
    cycles();
  }

  /** One scope's ids, and those of the branches in it. */
  private void ids(List<Node> scope) {
    var seen = new HashSet<String>();
    var twice = new TreeSet<String>();
    for (var node : scope) {
      if (node.id().isEmpty()) {
        problem("", "a node of '" + node.name() + "' has no id", "Give it one, such as 'n0'.");
      } else if (node.id().equals(Workflow.START_NODE) || node.id().equals(Workflow.END_NODE)) {
        problem(
            node.id(),
            "its id is reserved for the node that a compiler adds",
            "Name it otherwise, such as 'n0'.");
      } else if (!seen.add(node.id())) {
        twice.add(node.id());
      }
      if (node.work() instanceof Work.Branch branch) {
        ids(branch.nodes());
      }
    }
    twice.forEach(
        id -> problem(id, "its id stands for several nodes", "Give each node an id of its own."));
  }

  private void unknown(String node, String id) {
    problem(
        node,
        "it waits for a node '" + id + "', which is not in this workflow",
        nodes.isEmpty()
            ? "Add that node."
            : Nearest.hint(id, nodes.keySet())
                + "The nodes are: "
                + String.join(", ", nodes.keySet())
                + ".");
  }

  private void cycles() {
    var before = new LinkedHashMap<String, Set<String>>();
    nodes.forEach((id, node) -> before.put(id, node.dependencies()));
    Rings.find(before)
        .ifPresent(
            ring ->
                problem(
                    ring.getFirst(),
                    "it waits for itself: " + String.join(" > ", ring),
                    "Let one of them do without the other's output."));
  }

  private void problem(String node, String what, String fix) {
    problems.add(new Problem(workflow.id(), node, what, fix));
  }
}
