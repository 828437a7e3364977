/**
 * A magic's line taken apart: options, quantities, and the errors a person gets for a slip. Knows
 * neither Jupyter nor the backend.
 */
@NullMarked
package dev.updraft.cell;

import org.jspecify.annotations.NullMarked;
