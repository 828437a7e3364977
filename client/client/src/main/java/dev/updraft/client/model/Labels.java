package dev.updraft.client.model;

/** The labels that Updraft puts on executions. */
public final class Labels {
  public static final String USER = "updraft-user";
  public static final String SESSION = "updraft-session";
  public static final String NOTEBOOK = "updraft-notebook";
  public static final String CELL = "updraft-cell";

  private Labels() {}

  /**
   * The text as a label's value may be: at most 63 letters, digits, {@code -_.}, beginning and
   * ending with one of the first two.
   */
  public static String value(String text) {
    var plain = text.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^[^A-Za-z0-9]+", "");
    return plain.substring(0, Math.min(63, plain.length())).replaceAll("[^A-Za-z0-9]+$", "");
  }
}
