/** How a dataframe library lends its columns to Updraft: one {@link FrameAdapter} per library, found by service loader. */
@NullMarked
package dev.updraft.api.frames;

import org.jspecify.annotations.NullMarked;
