package dev.updraft.client.model;

import java.util.Objects;

/**
 * A backend refused or could not be asked. The type answers who must act; the message is a sentence
 * for people.
 */
public abstract sealed class BackendException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BackendException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** Whether the same request may do better a moment later. */
  public boolean passing() {
    return false;
  }

  /** The caller changes the request. */
  public static final class InvalidRequest extends BackendException {
    private static final long serialVersionUID = 1L;

    public InvalidRequest(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** There is no such thing: look again. */
  public static final class NotFound extends BackendException {
    private static final long serialVersionUID = 1L;

    public NotFound(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** It is there already, or not in the phase that the request needs. */
  public static final class Conflict extends BackendException {
    private static final long serialVersionUID = 1L;
    private final boolean exists;

    public Conflict(String message, boolean exists, Throwable cause) {
      super(message, cause);
      this.exists = exists;
    }

    /** Whether the thing that was to be made exists already. */
    public boolean exists() {
      return exists;
    }
  }

  /** An admin gives the right, or the caller shows who it is. */
  public static final class Denied extends BackendException {
    private static final long serialVersionUID = 1L;

    public Denied(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** A limit is reached: wait. */
  public static final class Exhausted extends BackendException {
    private static final long serialVersionUID = 1L;

    public Exhausted(String message, Throwable cause) {
      super(message, cause);
    }

    @Override
    public boolean passing() {
      return true;
    }
  }

  /** It cannot be reached, or is not ready. */
  public static final class Unavailable extends BackendException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }

    @Override
    public boolean passing() {
      return true;
    }
  }

  /**
   * The backend does not know this call: it is a Flyte without Updraft's own service, or older than
   * this client.
   */
  public static final class Unknown extends BackendException {
    private static final long serialVersionUID = 1L;

    public Unknown(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The call was given up by this side, by interrupt or deadline. */
  public static final class GivenUp extends BackendException {
    private static final long serialVersionUID = 1L;

    public GivenUp(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** A bug, in the backend or here. */
  public static final class Broken extends BackendException {
    private static final long serialVersionUID = 1L;

    public Broken(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
