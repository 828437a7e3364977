/**
 * Promotion: the cells of a notebook as a registered workflow with its tasks, alike from the
 * notebook and from a shell. What is read from a file is never run.
 */
@NullMarked
package dev.updraft.promote;

import org.jspecify.annotations.NullMarked;
