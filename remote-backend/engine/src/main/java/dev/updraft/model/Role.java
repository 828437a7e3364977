package dev.updraft.model;

import java.util.Optional;

/**
 * What an execution is: of one task or of a graph, whether it stands for a node of another
 * execution's graph, and whether it goes on from an earlier one. Those that stand for a node are
 * seen as their parent's nodes and not listed by themselves, unless a launch plan launched them.
 *
 * @param part of a graph, which part of the registered workflow is run, in the words of whoever
 *     reads workflows; empty = all of it. Of one that a task made: the uri of its {@code
 *     futures.pb}
 * @param parent whose node it is
 * @param recovers of a graph, the earlier execution whose nodes it takes over where they have ended
 *     well; of what was taken over as a whole, the earlier execution that made it
 */
public record Role(
    Kind kind, String part, Optional<Parent> parent, Optional<ExecutionId> recovers) {
  /** A task by itself. */
  public static final Role TASK = new Role(Kind.TASK, "", Optional.empty());

  /** A graph by itself. */
  public static final Role GRAPH = new Role(Kind.GRAPH, "", Optional.empty());

  /** Of an execution that begins anew. */
  public Role(Kind kind, String part, Optional<Parent> parent) {
    this(kind, part, parent, Optional.empty());
  }

  /** What is run. */
  public enum Kind {
    TASK,
    /** A gate of a graph, at which the graph waits. */
    GATE,
    GRAPH,
    /** A graph of the same work for each element of a list. */
    MAP,
    /** A graph that a task made while it ran: its parent is the task's execution. */
    DYNAMIC
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
        .filter(_ -> !listed())
        .map(p -> new Parent(self, node, p.root(), p.path() + "/" + place))
        .orElseGet(() -> new Parent(self, node, self, place));
  }

  /** The same, going on from an earlier execution. */
  public Role recovering(ExecutionId earlier) {
    return new Role(kind, part, parent, Optional.of(earlier));
  }

  /**
   * Whether it is an execution of its own for people, with its own nodes: of a node those that a
   * launch plan launched, which run a whole workflow.
   */
  public boolean listed() {
    return parent.isEmpty() || (graph() && part.isEmpty());
  }

  public boolean graph() {
    return kind == Kind.GRAPH || kind == Kind.MAP || kind == Kind.DYNAMIC;
  }
}
