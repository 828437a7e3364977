/**
 * Dataframes whose columns a record declares: {@link dev.updraft.api.frames.Frame}; and how a
 * dataframe library lends its columns to Updraft: one {@link dev.updraft.api.frames.FrameAdapter}
 * per library. The package lies in the one jar that user code, the kernel and the runner all see,
 * so that an adapter is just a jar on the user's class path.
 */
@NullMarked
package dev.updraft.api.frames;

import org.jspecify.annotations.NullMarked;
