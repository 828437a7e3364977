package dev.updraft.engine.graph;

import dev.updraft.types.LiteralType;
import dev.updraft.types.graph.Node;
import java.util.Map;

/** What nodes take, so that parts of structs become values of the right type. */
@FunctionalInterface
public interface NodeTypes {
  /** The declared inputs of what stands at a node; empty for a branch. */
  Map<String, LiteralType> takes(Node node);
}
