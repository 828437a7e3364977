package dev.updraft.service;

import java.time.Duration;

/**
 * What the door lets through, in bytes.
 *
 * @param message any request but one that carries an input map
 * @param literalMap the inputs of an execution
 * @param upload one uploaded file
 * @param inlineOutputs outputs that Watch's last event carries itself; larger ones by URI alone
 * @param signedUrl how long an upload or download address works
 */
public record Limits(
    int message, int literalMap, long upload, int inlineOutputs, Duration signedUrl) {
  private static final int MIB = 1 << 20;

  /** Everything as formats.md says. */
  public static Limits defaults() {
    return new Limits(4 * MIB, 10 * MIB, 8L << 30, 64 << 10, Duration.ofHours(1));
  }

  /** What the transport lets through: the largest map and the message around it. */
  int transport() {
    return Math.max(message, literalMap) + MIB;
  }
}
