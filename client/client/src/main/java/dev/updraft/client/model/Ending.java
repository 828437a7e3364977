package dev.updraft.client.model;

import java.util.Optional;

/** How an execution ended. */
public sealed interface Ending {
  /**
   * With its outputs.
   *
   * @param outputs the bytes of its literal map, when they came inline
   * @param uri where they lie; empty when there are none
   */
  record Succeeded(Optional<byte[]> outputs, String uri) implements Ending {}

  record Failed(RawFailure failure) implements Ending {}

  record Aborted(String cause) implements Ending {}

  /** A failure as the wire has it: the message is the runner's whole text. */
  record RawFailure(Failure.Kind kind, String code, String message) {}
}
