package dev.updraft.model;

/** There is no such thing; the caller looks again. */
public final class NotFound extends Refusal {
  private static final long serialVersionUID = 1L;

  public NotFound(String message) {
    super(message, null);
  }
}
