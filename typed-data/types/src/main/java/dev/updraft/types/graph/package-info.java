/**
 * Workflows as graphs: what a notebook's method becomes, what travels as Flyte's {@code
 * WorkflowTemplate}, and what the engine runs. Contract 2.4 and 5. Records, valid by themselves;
 * and {@link dev.updraft.types.graph.CheckWorkflow}, which says what is wrong with a graph as a
 * whole.
 */
@NullMarked
package dev.updraft.types.graph;

import org.jspecify.annotations.NullMarked;
