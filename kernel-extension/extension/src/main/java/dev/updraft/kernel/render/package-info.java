/**
 * From views and dataframes to what Jupyter carries: HTML in one scope of our own, and the same in
 * plain text.
 */
@NullMarked
package dev.updraft.kernel.render;

import org.jspecify.annotations.NullMarked;
