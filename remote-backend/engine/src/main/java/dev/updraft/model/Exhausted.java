package dev.updraft.model;

/** A limit is reached: the caller waits, or asks for less. */
public final class Exhausted extends Refusal {
  private static final long serialVersionUID = 1L;

  public Exhausted(String message) {
    super(message, null);
  }
}
