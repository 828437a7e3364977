package dev.updraft.engine;

import java.time.Duration;

/**
 * How the loop does, since the process started.
 *
 * @param attempts underway now
 * @param backlog commands that wait for the loop now
 * @param commits transactions
 * @param writes rows' worth of changes in them
 * @param committing time spent in them
 */
public record EngineStats(
    long attempts, long backlog, long commits, long writes, Duration committing) {}
