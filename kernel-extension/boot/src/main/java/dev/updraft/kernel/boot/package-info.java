/**
 * The only code of the kernel extension on the notebook's class path, beside {@code updraft-api}:
 * it opens a class loader of its own for the rest, so that no library of ours can meet a library of
 * the user's.
 */
@NullMarked
package dev.updraft.kernel.boot;

import org.jspecify.annotations.NullMarked;
