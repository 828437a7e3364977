package dev.updraft.model;

import java.time.Instant;

/** A state, and since when. */
public record StateChange(State state, Instant at) {}
