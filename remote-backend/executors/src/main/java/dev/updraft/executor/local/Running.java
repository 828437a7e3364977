package dev.updraft.executor.local;

import dev.updraft.engine.Executor.Assignment;
import dev.updraft.executor.local.WaitingLine.Waiting;
import dev.updraft.model.AttemptId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** Which attempts may follow in its worker, if any. */
  final Optional<ReuseKey> reuse;

  /** Whether its process is a command, of which its exit status tells; else a worker JVM. */
  final boolean command;

  long epoch;

  /** Whether the body may have begun. */
  boolean claimed;

  /** Whether somebody is ending it; nothing else it does counts then. */
  boolean condemned;

  private Running(
      AttemptId attempt,
      long epoch,
      String outputPrefix,
      long memory,
      Instant since,
      Worker worker,
      List<String> toTell,
      boolean verified,
      Optional<ReuseKey> reuse,
      boolean command) {
    this.attempt = attempt;
    this.epoch = epoch;
    this.outputPrefix = outputPrefix;
    this.memory = memory;
    this.since = since;
    this.worker = worker;
    this.toTell = toTell;
    this.verified = verified;
    this.reuse = reuse;
    this.command = command;
  }

  static Running of(Waiting waiting, Worker worker, Instant since) {
    Assignment assignment = waiting.assignment();
    return new Running(
        waiting.attempt(),
        assignment.epoch(),
        assignment.outputPrefix(),
        assignment.resources().memory(),
        since,
        worker,
        waiting.arguments(),
        waiting.verified(),
        waiting.reuse(),
        waiting.command().isPresent());
  }

  /** One that an earlier backend began: its worker was told all that it needs, and ends with it. */
  static Running adopted(Claim claim, Worker worker) {
    var adopted =
        new Running(
            claim.attempt(),
            claim.epoch(),
            claim.outputPrefix(),
            claim.memory(),
            claim.since(),
            worker,
            List.of(),
            false,
            Optional.empty(),
            false);
    adopted.claimed = true;
    return adopted;
  }

  /** What its worker writes down before the body. */
  Claim claim(LogLimit kept) {
    return new Claim(
        attempt,
        epoch,
        worker.id(),
        worker.pid(),
        worker.tree().started(),
        memory,
        kept,
        outputPrefix,
        since);
  }

  /** What its worker is told. */
  Frame order(Claim claim) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("attempt", attempt.generatedName());
    fields.put("claim-file", worker.folder().claimFile().toString());
    fields.put("claim", claim.toJson());
    fields.put("verified", Boolean.toString(verified));
    fields.put("keep", Boolean.toString(reuse.isPresent()));
    fields.put("log", worker.folder().log().toString());
    for (int at = 1; at + 1 < toTell.size(); at += 2) {
      fields.put(toTell.get(at).substring(2), toTell.get(at + 1));
    }
    return new Frame(Frame.RUN, fields);
  }
}
