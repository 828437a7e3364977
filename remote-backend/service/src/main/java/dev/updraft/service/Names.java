package dev.updraft.service;

import java.security.SecureRandom;

/** Names that the server makes when the caller gives none. */
final class Names {
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  private Names() {}

  /** {@code a} and 19 random characters, as Flyte names an execution (contract 2.1). */
  static String random() {
    var name = new StringBuilder("a");
    RANDOM.ints(19, 0, LETTERS.length()).forEach(i -> name.append(LETTERS.charAt(i)));
    return name.toString();
  }
}
