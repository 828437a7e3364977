/**
 * Columns as they are hashed and stored: arrays of Parquet's physical types, with what Java's types
 * need and Parquet's lack (which unit, which scale) decided from the values.
 */
@NullMarked
package dev.updraft.frames.column;

import org.jspecify.annotations.NullMarked;
