/**
 * Dataframes of any library as Parquet files with a content key. The way of a frame: its {@link
 * dev.updraft.api.frames.FrameAdapter} lends columns, {@link dev.updraft.frames.StoredFrame} brings
 * them into one form that is hashed and stored, {@link dev.updraft.frames.FrameFile} writes and
 * reads the folder, and the adapter makes a frame of the columns again.
 */
@NullMarked
package dev.updraft.frames;

import org.jspecify.annotations.NullMarked;
