package dev.updraft.client;

import dev.updraft.api.TaskFailed;
import dev.updraft.client.model.Failure;

/**
 * A remote call that failed, with everything that a view shows of it. User code catches it as
 * {@link TaskFailed}.
 */
public final class CallFailed extends TaskFailed {
  private static final long serialVersionUID = 1L;
  private final transient Failure failure;

  CallFailed(String execution, String message, Failure failure) {
    super(execution, failure.code(), message);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
