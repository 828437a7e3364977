package dev.updraft.client.model;

import java.time.Instant;

/**
 * The newest tick of an active launch plan whose execution the backend could not create.
 *
 * @param why a sentence
 */
public record FailedTick(String plan, Instant tick, String why) {}
