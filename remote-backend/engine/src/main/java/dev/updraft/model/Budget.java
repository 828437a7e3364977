package dev.updraft.model;

/** Which budget pays for an attempt. Contract 5.3. */
public enum Budget {
  /** The first attempt is free. */
  FIRST,
  /** The user's retries: failures of kind user or unknown, timeouts. */
  USER,
  /** The platform's retries: failures of kind system. */
  SYSTEM
}
