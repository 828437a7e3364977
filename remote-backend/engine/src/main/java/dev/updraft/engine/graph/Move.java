package dev.updraft.engine.graph;

import dev.updraft.types.Literal;
import dev.updraft.types.graph.Node;
import java.util.Map;

/** What a graph wants done next. */
public sealed interface Move {
  /** Begins a node. */
  record Start(Node node, Map<String, Literal> inputs) implements Move {}

  /** Ends a node that is live. */
  record Stop(String node) implements Move {}

  /** All nodes have ended well. */
  record Succeed(Map<String, Literal> outputs) implements Move {}

  /** It has failed, and nothing of it is live. */
  record Fail(String node, Child.Failed failure) implements Move {}

  /** It was told to end, and nothing of it is live. */
  record Aborted() implements Move {}
}
