/**
 * What travels with a task's code, and how the other side finds its way in it: {@code bundle.json},
 * written by the notebook and read by the runner, on the JDK alone. The code itself (the closure's
 * jar, the user's libraries) lies beside it, named by content.
 */
@NullMarked
package dev.updraft.types.bundle;

import org.jspecify.annotations.NullMarked;
