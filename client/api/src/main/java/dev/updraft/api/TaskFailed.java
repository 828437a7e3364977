package dev.updraft.api;

/**
 * A remote call that ended without a value. The message is what a person should read; there is no
 * stack of ours below it.
 */
public class TaskFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String execution;
  private final String code;

  public TaskFailed(String execution, String code, String message) {
    super(message, null, false, false);
    this.execution = execution;
    this.code = code;
  }

  /** The execution's name. */
  public String execution() {
    return execution;
  }

  /** The failure's code, e.g. {@code java.lang.IllegalArgumentException}. */
  public String code() {
    return code;
  }
}
