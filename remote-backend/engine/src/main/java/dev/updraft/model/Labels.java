package dev.updraft.model;

/**
 * Who called from where: the labels of formats.md; unverified, empty when unknown, never part of a
 * key.
 */
public record Labels(String user, String session, String notebook, String cell) {
  /** Nothing known. */
  public static final Labels NONE = new Labels("", "", "", "");
}
