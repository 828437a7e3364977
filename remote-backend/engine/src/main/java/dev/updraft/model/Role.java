package dev.updraft.model;

import java.util.Optional;

/**
 * What an execution is: of one task or of a graph, and whether it stands for a node of another
 * execution's graph. Those that do are not listed by themselves: they are seen as their parent's
 * nodes.
 *
 * @param part of a graph, which part of the registered workflow is run, in the words of whoever
 *     reads workflows; empty = all of it
 * @param parent whose node it is
 */
public record Role(Kind kind, String part, Optional<Parent> parent) {
  /** A task by itself. */
  public static final Role TASK = new Role(Kind.TASK, "", Optional.empty());

  /** A graph by itself. */
  public static final Role GRAPH = new Role(Kind.GRAPH, "", Optional.empty());

  /** What is run. */
  public enum Kind {
    TASK,
    GRAPH
  }

  /**
   * The place that an execution stands for.
   *
   * @param execution whose graph has the node
   * @param node its id there
   * @param root the listed execution at the top
   * @param path the nodes' ids from the root down, with slashes between; an arm stands below its
   *     branch
   */
  public record Parent(ExecutionId execution, String node, ExecutionId root, String path) {}

  /**
   * A node of the execution that has this role.
   *
   * @param branch the branch that chose it; empty = none did
   */
  public Parent childOf(ExecutionId self, Optional<String> branch, String node) {
    var place = branch.map(b -> b + "/" + node).orElse(node);
    return parent
        .map(p -> new Parent(self, node, p.root(), p.path() + "/" + place))
        .orElseGet(() -> new Parent(self, node, self, place));
  }

  public boolean graph() {
    return kind == Kind.GRAPH;
  }
}
