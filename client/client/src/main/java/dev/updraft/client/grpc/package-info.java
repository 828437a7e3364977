/**
 * The channel with its deadlines, credentials and retries, and one class per group of calls.
 * Protobuf stops here: what goes in and comes out are the records of {@code
 * dev.updraft.client.model}.
 */
@NullMarked
package dev.updraft.client.grpc;

import org.jspecify.annotations.NullMarked;
