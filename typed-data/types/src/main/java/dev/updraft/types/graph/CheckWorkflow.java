package dev.updraft.types.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a workflow can be run: its shape, what its nodes run, and the types of all that is bound
 * (contract 2.4). Every problem at once.
 */
public final class CheckWorkflow {
  private final Map<Reference, Workflow> subWorkflows = new LinkedHashMap<>();
  private final Interfaces interfaces;
  private final Set<Problem> problems = new LinkedHashSet<>();

  private CheckWorkflow(Collection<Workflow> subWorkflows, Interfaces interfaces) {
    subWorkflows.forEach(each -> this.subWorkflows.put(each.id(), each));
    this.interfaces = interfaces;
  }

  /**
   * The problems of a workflow and of those that travel with it; empty when it can be run.
   *
   * @param subWorkflows those that its nodes run, and those that these run
   */
  public static List<Problem> problems(
      Workflow workflow, Collection<Workflow> subWorkflows, Interfaces interfaces) {
    var check = new CheckWorkflow(subWorkflows, interfaces);
    new CheckShape(workflow, check.problems).hasNodes();
    check.check(workflow);
    check.subWorkflows.values().stream()
        .filter(each -> !each.id().equals(workflow.id()))
        .forEach(check::check);
    check.runsItself(workflow);
    return List.copyOf(check.problems);
  }

  private void check(Workflow workflow) {
    new CheckShape(workflow, problems).check();
    new CheckNodes(workflow, new Offers(subWorkflows, interfaces), problems).check();
  }

  private void runsItself(Workflow workflow) {
    var runs = new LinkedHashMap<Reference, Set<Reference>>();
    runs.put(workflow.id(), runs(workflow));
    subWorkflows.forEach((id, inner) -> runs.putIfAbsent(id, runs(inner)));
    Rings.find(runs)
        .ifPresent(
            ring ->
                problems.add(
                    new Problem(
                        ring.getFirst(),
                        "",
                        "it runs itself: "
                            + ring.reversed().stream()
                                .map(Reference::name)
                                .collect(Collectors.joining(" > ")),
                        "Break the ring, or let a launch plan start it anew.")));
  }

  private static Set<Reference> runs(Workflow workflow) {
    var runs = new LinkedHashSet<Reference>();
    for (var node : everyNode(workflow)) {
      if (node.work() instanceof Work.SubWorkflow(Reference inner)) {
        runs.add(inner);
      }
    }
    return runs;
  }

  /** The nodes of a workflow with those within branches and maps, and the failure node's. */
  public static List<Node> everyNode(Workflow workflow) {
    var all = new ArrayList<Node>();
    workflow.nodes().forEach(node -> collect(node, all));
    workflow.failureNode().ifPresent(node -> collect(node, all));
    return all;
  }

  private static void collect(Node node, List<Node> all) {
    all.add(node);
    switch (node.work()) {
      case Work.Branch branch -> branch.nodes().forEach(arm -> collect(arm, all));
      case Work.Each each -> collect(each.node(), all);
      case Work.Task _, Work.SubWorkflow _, Work.LaunchPlan _, Work.Gate _ -> {}
    }
  }
}
