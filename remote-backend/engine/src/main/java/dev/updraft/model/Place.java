package dev.updraft.model;

import java.util.Optional;

/**
 * A node as it is shown, and where its data lie.
 *
 * @param node under the execution and the id that it is asked for by
 * @param holder the execution that holds its inputs, outputs and attempts: for the node of a graph
 *     one of its own
 * @param graph the execution whose nodes are those within; empty when there are none
 */
public record Place(NodeExecution node, ExecutionId holder, Optional<ExecutionId> graph) {}
