/**
 * The backend's door: Flyte's services and ours over gRPC, signed uploads and downloads over HTTP,
 * all on one port. One class per Flyte service; each checks, translates, calls the engine, and
 * translates back. Protobuf stops here.
 *
 * <p>{@link dev.updraft.service.BackendServer} is where a reader starts; {@code Statuses} is the
 * one place where a failure becomes a gRPC status.
 */
@NullMarked
package dev.updraft.service;

import org.jspecify.annotations.NullMarked;
