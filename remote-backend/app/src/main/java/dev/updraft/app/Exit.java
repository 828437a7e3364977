package dev.updraft.app;

/** What the process's exit code says. */
enum Exit {
  OK(0),
  /** A bug: the log has more. */
  FAILED(1),
  /** A wrong command line or configuration. */
  WRONG_SETTINGS(2),
  /** Another backend serves this data folder. */
  ALREADY_RUNNING(3),
  /** The data folder or its database cannot be used: not writable, full, of a newer version. */
  UNUSABLE_DATA(4);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
