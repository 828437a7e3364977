/**
 * DFLib: its dataframes as columns and back, and {@link dev.updraft.dflib.Csv} to read a file into
 * one.
 */
@NullMarked
package dev.updraft.dflib;

import org.jspecify.annotations.NullMarked;
