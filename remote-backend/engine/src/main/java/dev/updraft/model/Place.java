package dev.updraft.model;

/**
 * A node as it is shown, and where its data lie.
 *
 * @param node under the execution and the id that it is asked for by
 * @param holder the execution that holds its inputs, outputs and attempts: for the node of a graph
 *     one of its own
 * @param graph whether there are nodes within
 */
public record Place(NodeExecution node, ExecutionId holder, boolean graph) {}
