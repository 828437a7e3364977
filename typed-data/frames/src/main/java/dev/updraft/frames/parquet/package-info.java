/**
 * Columns to Parquet and back, on parquet-java's Thrift structures and value decoders, without
 * Hadoop. Flat columns only.
 *
 * <p>A file of ours has one row group per million rows and pages of 65,536 rows; numbers are plain,
 * byte strings are dictionary encoded while the dictionary is small; zstd. What Parquet's schema
 * cannot say of a Java type stands in the footer under {@code updraft.type:<column>}, and a
 * primitive column is a required one. Nothing else is needed to read the file elsewhere.
 */
@NullMarked
package dev.updraft.frames.parquet;

import org.jspecify.annotations.NullMarked;
