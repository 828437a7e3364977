package dev.updraft.promote;

import dev.updraft.cell.TaskOptions;
import dev.updraft.task.closure.CellText;
import dev.updraft.task.closure.WrittenCode;

/**
 * A {@code %%task} cell that was read and not captured yet.
 *
 * @param before what the notebook had declared above it
 * @param moment of the notebook's code after it: what changed later concerns it
 */
record WrittenTask(
    String name, TaskOptions options, CellText body, WrittenCode before, long moment) {}
