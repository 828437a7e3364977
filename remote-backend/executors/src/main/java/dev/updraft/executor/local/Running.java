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

  /** Words for the worker once it is connected; empty when it has been told. */
  List<String> toTell;

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
      List<String> toTell) {
    this.attempt = attempt;
    this.epoch = epoch;
    this.outputPrefix = outputPrefix;
    this.memory = memory;
    this.since = since;
    this.worker = worker;
    this.toTell = toTell;
  }
}
