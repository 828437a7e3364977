package dev.updraft.executor.local;

/**
 * What is kept of a log: an eighth from its beginning, the rest from its end. Both in bytes.
 *
 * @param first in whole blocks of a disk, for only those can be given back to it
 */
record LogLimit(long first, long last) {
  /** What a worker of an earlier build keeps, whose claim does not say. */
  static final LogLimit DEFAULT = of(64L << 20);

  /** So that the first part is a block. */
  static final long LEAST = 64L << 10;

  private static final long BLOCK = 4096;

  /** Shares out a number of bytes. */
  static LogLimit of(long bytes) {
    if (bytes < LEAST) {
      throw new IllegalArgumentException(
          "A log of at most %d bytes: expected at least %d".formatted(bytes, LEAST));
    }
    long first = bytes / 8 / BLOCK * BLOCK;
    return new LogLimit(first, bytes - first);
  }

  long bytes() {
    return first + last;
  }
}
