package dev.updraft.types.wire;

/**
 * Bytes that are not the message they should be. The message says which was expected, and what is
 * wrong where.
 */
public final class Malformed extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  Malformed(String message) {
    super(message);
  }
}
