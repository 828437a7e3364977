/**
 * The event loop and its ports. {@code step} decides and is pure; a shell around it commits and
 * only then acts. Nothing here knows protobuf, SQL or a process: the store and {@link
 * dev.updraft.engine.Executor} are the doors.
 */
@NullMarked
package dev.updraft.engine;

import org.jspecify.annotations.NullMarked;
