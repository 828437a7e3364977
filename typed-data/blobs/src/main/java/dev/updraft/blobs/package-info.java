/**
 * Named bytes in a store: whole or not there at all, never half. Disk now; object stores behind the
 * same interface, held to the same contract suite.
 *
 * <p>A URI is text as Flyte's clients write it: a scheme, {@code ://}, and a path that is not
 * percent-encoded, so that a blank in a path is a blank for Python's fsspec too.
 */
@NullMarked
package dev.updraft.blobs;

import org.jspecify.annotations.NullMarked;
