package dev.updraft.model;

/** The platform cannot do it now; trying again later may help. */
public final class Unavailable extends Refusal {
  private static final long serialVersionUID = 1L;

  public Unavailable(String message) {
    super(message, null);
  }

  public Unavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
