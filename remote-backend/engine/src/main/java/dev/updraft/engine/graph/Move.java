package dev.updraft.engine.graph;

import dev.updraft.types.Literal;
import dev.updraft.types.graph.Node;
import java.util.Map;
import java.util.Optional;

/** What a graph wants done next. */
public sealed interface Move {
  /**
   * Begins a node.
   *
   * @param branch the branch that chose it; empty = none did
   */
  record Start(Node node, Optional<String> branch, Map<String, Literal> inputs) implements Move {}

  /**
   * Shows a node that failed before it could be begun: a branch without a way to go, a value that
   * is not there.
   *
   * @param inputs as far as there are any
   */
  record Unbegun(Node node, Map<String, Literal> inputs, Child.Failed failure) implements Move {}

  /** Ends a node that is live. */
  record Stop(String node) implements Move {}

  /** All nodes have ended well. */
  record Succeed(Map<String, Literal> outputs) implements Move {}

  /** It has failed, and nothing of it is live. */
  record Fail(String node, Child.Failed failure) implements Move {}

  /** It was told to end, and nothing of it is live. */
  record Aborted() implements Move {}
}
