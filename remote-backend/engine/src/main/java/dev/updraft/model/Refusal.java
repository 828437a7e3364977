package dev.updraft.model;

/** Why a request is not done; its type answers "who must act?". */
public abstract sealed class Refusal extends RuntimeException
    permits InvalidRequest, NotFound, Conflict, Denied, Exhausted, Unavailable {
  private static final long serialVersionUID = 1L;

  Refusal(String message, @org.jspecify.annotations.Nullable Throwable cause) {
    super(message, cause);
  }
}
