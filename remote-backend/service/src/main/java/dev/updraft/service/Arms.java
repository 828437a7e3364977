package dev.updraft.service;

import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Workflow;

/**
 * The arms of branches get their branch's id before their own, as Flyte's compiler does it: what a
 * client sends is unique within its branch alone.
 */
final class Arms {
  private Arms() {}

  static Workflow named(Workflow sent) {
    return new Workflow(
        sent.id(),
        sent.typedInterface(),
        sent.nodes().stream().map(Arms::named).toList(),
        sent.outputs(),
        sent.onFailure(),
        sent.failureNode());
  }

  private static Node named(Node node) {
    if (!(node.work() instanceof Work.Branch branch)) {
      return node;
    }
    var named =
        new Work.Branch(
            branch.cases().stream()
                .map(one -> new Work.Case(one.when(), arm(node, one.then())))
                .toList(),
            branch.otherwise().map(arm -> arm(node, arm)),
            branch.error());
    return with(node, node.id(), named);
  }

  private static Node arm(Node branch, Node arm) {
    return named(with(arm, branch.id() + "-" + arm.id(), arm.work()));
  }

  private static Node with(Node node, String id, Work work) {
    return new Node(id, node.name(), node.inputs(), node.upstream(), node.options(), work);
  }
}
