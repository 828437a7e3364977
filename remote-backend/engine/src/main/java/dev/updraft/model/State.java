package dev.updraft.model;

/** Whether people want to see something: what is archived is hidden from lists, and stays. */
public enum State {
  ACTIVE,
  ARCHIVED,
  /** Of what the backend made by itself. */
  SYSTEM_GENERATED,
  /** Of what the backend archived by itself. */
  SYSTEM_ARCHIVED
}
