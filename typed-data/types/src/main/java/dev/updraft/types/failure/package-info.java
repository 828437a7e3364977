/**
 * How a task's failure travels: as text that a person can read in any Flyte console, and that a
 * notebook reads back to show it at the cell's own line.
 */
@NullMarked
package dev.updraft.types.failure;

import org.jspecify.annotations.NullMarked;
