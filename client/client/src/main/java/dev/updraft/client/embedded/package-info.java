/**
 * The embedded backend seen from outside: a daemon per user and data folder, found by {@code
 * endpoint.json}, started and restarted by whichever client needs it. Kernel and command line use
 * this alike; the daemon itself is a process, never on their class path.
 */
@NullMarked
package dev.updraft.client.embedded;

import org.jspecify.annotations.NullMarked;
