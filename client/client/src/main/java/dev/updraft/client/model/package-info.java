/**
 * The nouns of the client: ids, phases, events, options, errors. Records only; protobuf and gRPC
 * are not to be seen here.
 */
@NullMarked
package dev.updraft.client.model;

import org.jspecify.annotations.NullMarked;
