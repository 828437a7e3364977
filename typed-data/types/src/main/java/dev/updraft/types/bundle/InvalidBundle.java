package dev.updraft.types.bundle;

/** A {@code bundle.json} that cannot be read: its message says where and why. */
public final class InvalidBundle extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidBundle(String message) {
    super(message);
  }
}
