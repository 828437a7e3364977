package dev.updraft.model;

import java.time.Duration;
import java.util.Optional;

/** What an attempt may use. {@code memory} in bytes, its children included; no timeout = none. */
public record Resources(long memory, Optional<Duration> timeout) {}
