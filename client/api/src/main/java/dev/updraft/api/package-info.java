/**
 * The few types that user code names in a notebook, in the kernel and in the runner alike. No
 * dependency; never part of a code key.
 */
@NullMarked
package dev.updraft.api;

import org.jspecify.annotations.NullMarked;
