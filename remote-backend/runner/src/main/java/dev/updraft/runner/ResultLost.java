package dev.updraft.runner;

/** Neither outputs nor the reason for their absence could be written: only the status can tell. */
final class ResultLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The process's status then; {@code EX_IOERR} elsewhere. */
  static final int STATUS = 74;

  /**
   * Ends the process so that the backend sees it. Not by exit: that would be taken for the task's
   * own.
   */
  void end() {
    System.err.println(getMessage());
    System.err.flush();
    Runtime.getRuntime().halt(STATUS);
  }

  ResultLost(TaskError error, Throwable cause) {
    super(
        "[updraft] the result could not be written, it was: "
            + error.message()
            + " ("
            + cause
            + ")",
        cause);
  }
}
