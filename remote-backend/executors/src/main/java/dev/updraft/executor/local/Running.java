package dev.updraft.executor.local;

import dev.updraft.model.AttemptId;
import java.time.Instant;
import java.util.List;

/** An attempt that has a worker. Belongs to the executor's loop, but for its final fields. */
final class Running {
  final AttemptId attempt;
  final String outputPrefix;
  final long memory;
  final Instant since;
  final Worker worker;

  /** What the worker is told once it is connected: a container's arguments. */
  final List<String> toTell;

  /** Whether its code was compared with its hashes. */
  final boolean verified;

  long epoch;

  /** Whether the body may have begun. */
  boolean claimed;

  /** Whether somebody is ending it; nothing else it does counts then. */
  boolean condemned;

  Running(
      AttemptId attempt,
      long epoch,
      String outputPrefix,
      long memory,
      Instant since,
      Worker worker,
      List<String> toTell,
      boolean verified) {
    this.attempt = attempt;
    this.epoch = epoch;
    this.outputPrefix = outputPrefix;
    this.memory = memory;
    this.since = since;
    this.worker = worker;
    this.toTell = toTell;
    this.verified = verified;
  }
}
