/**
 * The contract for task types: what an executor must know to run a task of a type. {@code
 * java-task} and {@code echo} go through it as everybody else's do.
 */
@NullMarked
package dev.updraft.executor.plugin;

import org.jspecify.annotations.NullMarked;
