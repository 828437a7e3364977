/**
 * What a value may be on the platform, and when one type accepts another: Flyte's literal types and
 * literals (contract section 6) as records, on the JDK alone. {@code dev.updraft.types.wire}
 * carries them to protobuf and back, {@code dev.updraft.types.mapping} to Java values and back.
 */
@NullMarked
package dev.updraft.types;

import org.jspecify.annotations.NullMarked;
