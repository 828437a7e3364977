package dev.updraft.model;

import java.time.Instant;

/**
 * Something registered: immutable once stored.
 *
 * @param digest of the content, made by who registers; equal digests are equal content
 * @param spec the serialized {@code admin.TaskSpec}, {@code WorkflowSpec} or {@code LaunchPlanSpec}
 */
public record Entity(EntityId id, String digest, byte[] spec, Instant created) {}
