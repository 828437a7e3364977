/**
 * Following executions: as a stream that is taken up again after the backend died, or by asking
 * again and again where a Flyte has no such stream.
 */
@NullMarked
package dev.updraft.client.watch;

import org.jspecify.annotations.NullMarked;
