/**
 * Declaring a task: what is known before anything is evaluated, the sources that the notebook then
 * evaluates (the cell and the task's typed handle), and the way from the handle back to the live
 * types that its values must have.
 */
@NullMarked
package dev.updraft.task;

import org.jspecify.annotations.NullMarked;
