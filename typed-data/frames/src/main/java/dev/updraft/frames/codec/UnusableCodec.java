package dev.updraft.frames.codec;

/** A codec that cannot be asked: the message names it and says why. */
final class UnusableCodec extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableCodec(String message) {
    super(message);
  }
}
