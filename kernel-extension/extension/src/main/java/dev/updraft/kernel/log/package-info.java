/**
 * Where our libraries' warnings go: a file of this process in {@code UPDRAFT_HOME/logs}, never a
 * cell's output.
 */
@NullMarked
package dev.updraft.kernel.log;

import org.jspecify.annotations.NullMarked;
