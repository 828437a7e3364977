package dev.updraft.runner;

/** Carries a {@link TaskError} to the place that writes it. */
final class AttemptFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient TaskError error;

  AttemptFailed(TaskError error, Throwable cause) {
    super(error.message(), cause, false, false);
    this.error = error;
  }

  AttemptFailed(TaskError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  TaskError error() {
    return error;
  }
}
