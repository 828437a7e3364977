/**
 * The code closure: a task's method with every method, type and constant of the notebook that it
 * refers to, and nothing else.
 *
 * <p>How one is made, each step a class: {@link dev.updraft.task.closure.NotebookCode} lists the
 * notebook's declarations, {@code Outlines} parses them one by one, {@code Selection} takes those
 * that the task could mean by name, {@code Unit} puts them into one synthetic class, {@code
 * Attribution} lets the compiler say what each name means, {@code Reach} follows the symbols from
 * the task and refuses what cannot travel, {@code CanonicalText} writes what is left in a form that
 * knows neither layout nor comments, {@link dev.updraft.task.closure.CodeKey} hashes it, and the
 * compiler's class files become the {@code closure.jar}. {@link
 * dev.updraft.task.closure.CaptureClosure} is the way in.
 */
@NullMarked
package dev.updraft.task.closure;

import org.jspecify.annotations.NullMarked;
