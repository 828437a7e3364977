/**
 * The {@code updraft} command: the notebook's views in a terminal, and the embedded backend's
 * switch.
 */
@NullMarked
package dev.updraft.cli;

import org.jspecify.annotations.NullMarked;
