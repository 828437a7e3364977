/**
 * Tests of the whole, as a user has it: a real Jupyter client, a real kernel, a real backend.
 * {@link dev.updraft.notebooks.Workplace} is one user's machine, {@link
 * dev.updraft.notebooks.Kernel} one notebook on it.
 */
@NullMarked
package dev.updraft.notebooks;

import org.jspecify.annotations.NullMarked;
