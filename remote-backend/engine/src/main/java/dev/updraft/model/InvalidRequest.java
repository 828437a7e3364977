package dev.updraft.model;

/** The caller changes the request. */
public final class InvalidRequest extends Refusal {
  private static final long serialVersionUID = 1L;

  public InvalidRequest(String message) {
    super(message, null);
  }
}
