package dev.updraft.types.schedule;

/** A schedule that cannot be read; the message says why and how to write it. */
public final class InvalidSchedule extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidSchedule(String message) {
    super(message);
  }
}
