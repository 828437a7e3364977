/**
 * Attempts on this machine, each in a worker JVM of its own. {@link
 * dev.updraft.executor.local.LocalExecutor} keeps spares started ahead, gives each one attempt,
 * bounds its memory with that of its children, and leaves nothing behind. A worker that is busy
 * outlives the backend: what is needed to find it again is on disk before its body runs.
 */
@NullMarked
package dev.updraft.executor.local;

import org.jspecify.annotations.NullMarked;
