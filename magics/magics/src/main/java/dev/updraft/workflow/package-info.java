/**
 * Workflows: an ordinary Java method read as a graph. {@link dev.updraft.workflow.ReadWorkflow}
 * makes a {@link dev.updraft.workflow.WorkflowDraft} of the compiler's tree, which knows nodes and
 * where their arguments come from; {@link dev.updraft.workflow.CompileWorkflow} gives it the types
 * of the tasks, and what comes out is a {@link dev.updraft.types.graph.Workflow}; {@link
 * dev.updraft.workflow.WorkflowText} draws that in a few lines.
 */
@NullMarked
package dev.updraft.workflow;

import org.jspecify.annotations.NullMarked;
