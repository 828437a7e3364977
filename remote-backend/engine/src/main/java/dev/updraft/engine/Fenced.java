package dev.updraft.engine;

/**
 * Another process owns the shards now: whoever gets this has lost them and must not write again.
 */
public final class Fenced extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Fenced(String message) {
    super(message);
  }
}
