package dev.updraft.model;

/** What is there already forbids it; the caller looks again. */
public final class Conflict extends Refusal {
  private static final long serialVersionUID = 1L;
  private final Kind kind;

  public Conflict(Kind kind, String message) {
    super(message, null);
    this.kind = kind;
  }

  /** What stands in the way, which decides the status on the wire. */
  public Kind kind() {
    return kind;
  }

  /** See contract 2.3, 3.1, 3.6. */
  public enum Kind {
    /** The same thing is registered already: ALREADY_EXISTS, success for most. */
    SAME_CONTENT,
    /** Another thing is registered under this version: INVALID_ARGUMENT. */
    OTHER_CONTENT,
    /** The execution's or project's name is taken: ALREADY_EXISTS. */
    NAME_TAKEN,
    /** The execution has ended: FAILED_PRECONDITION, detail {@code already_in_terminal_state}. */
    ENDED,
    /** The execution has not ended: FAILED_PRECONDITION. */
    RUNNING
  }
}
