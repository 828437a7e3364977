/**
 * Types and literals to Flyte's protobuf and back, the two directions side by side, one file per
 * family of messages; and the catalog's keys, which are hashes of those messages. {@link Wire} is
 * the door.
 *
 * <p>Written by hand on the JDK alone, not over generated classes: a worker reads one input file
 * and writes one output file, and loading the generated classes for that costs it 80 to 100 ms of
 * CPU. For the same reason whatever a worker passes through asks with {@code instanceof}: the JVM
 * makes a class for each switch over types when it first runs, and its AOT cache does not keep
 * those.
 */
@NullMarked
package dev.updraft.types.wire;

import org.jspecify.annotations.NullMarked;
