/**
 * Java types to literal types, Java values to literals and back, by structure: {@code
 * docs/types.md} has the table. A {@link dev.updraft.types.mapping.TaskMapping} is made from a
 * method's {@link dev.updraft.types.mapping.Signature} on either side, with whatever classes that
 * side knows; dataframes and files go through its {@link dev.updraft.types.mapping.Transfers}.
 *
 * <p>A worker makes one mapping and uses it twice: no caches, no tables built when classes are
 * loaded, plain reflection, and no switch over types on its way: the JVM makes a class for each
 * when it first runs.
 */
@NullMarked
package dev.updraft.types.mapping;

import org.jspecify.annotations.NullMarked;
