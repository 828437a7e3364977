package dev.updraft.model;

/** An admin must act. */
public final class Denied extends Refusal {
  private static final long serialVersionUID = 1L;

  public Denied(String message) {
    super(message, null);
  }
}
