/**
 * The embedded backend as a process: one per user and data folder. {@link dev.updraft.app.Main} is
 * the entry, {@code Backend} the wiring, {@code Configuration} what may be set.
 */
@NullMarked
package dev.updraft.app;

import org.jspecify.annotations.NullMarked;
