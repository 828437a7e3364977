package dev.updraft.app;

/** The backend cannot start, for a reason that its owner can change. */
final class StartRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Exit exit;

  StartRefused(Exit exit, String message) {
    super(message);
    this.exit = exit;
  }

  StartRefused(Exit exit, String message, Throwable cause) {
    super(message, cause);
    this.exit = exit;
  }

  Exit exit() {
    return exit;
  }
}
