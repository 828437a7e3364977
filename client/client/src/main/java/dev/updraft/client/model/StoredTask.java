package dev.updraft.client.model;

import dev.updraft.types.TypedInterface;

/**
 * A task as it was registered.
 *
 * @param codeKey of its code; empty when it is none of ours
 */
public record StoredTask(TaskId id, TypedInterface type, TaskOptions options, String codeKey) {}
