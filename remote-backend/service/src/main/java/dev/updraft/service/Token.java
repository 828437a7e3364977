package dev.updraft.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The secret that opens the backend; readable by its owner only. Its text never appears in a log.
 */
public record Token(String text) {
  public Token {
    if (text.length() < 32) {
      throw new IllegalArgumentException(
          "The token has %d characters; at least 32 are needed. Delete the file 'token' in"
                  .formatted(text.length())
              + " UPDRAFT_HOME and restart the backend to get a new one.");
    }
  }

  /** Compares in a time that tells nothing about how much of the guess was right. */
  boolean is(String guess) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), guess.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "Token[hidden]";
  }
}
