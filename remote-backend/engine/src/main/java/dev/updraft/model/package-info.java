/**
 * The nouns of the control plane: ids, specs, phases, failures. Records only; nothing here does
 * anything.
 */
@NullMarked
package dev.updraft.model;

import org.jspecify.annotations.NullMarked;
