package dev.updraft.promote;

import dev.updraft.task.closure.CellText;
import dev.updraft.task.closure.WrittenCode;
import dev.updraft.workflow.WorkflowOptions;

/**
 * A {@code %%workflow} cell that was read and not compiled yet.
 *
 * @param before what the notebook had declared above it
 */
record WrittenWorkflow(String name, WorkflowOptions options, CellText body, WrittenCode before) {}
