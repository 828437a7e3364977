package dev.updraft.types.mapping;

import org.jspecify.annotations.Nullable;

/**
 * A value that its declared type cannot hold, or a literal that is no such value. The message names
 * the place.
 */
public final class ValueRefused extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  ValueRefused(Place at, String problem) {
    this(at, problem, null);
  }

  ValueRefused(Place at, String problem, @Nullable Throwable cause) {
    super(at + ": " + problem, cause);
  }
}
